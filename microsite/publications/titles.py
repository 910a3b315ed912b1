"""The order of titles, as a reader of one language sees them."""

from collections.abc import Sequence

from sqlalchemy import Connection, func, select

from microsite.folding import fold
from microsite.models import Publication


def ids_by_title(connection: Connection, lang: str) -> Sequence[int]:
    """The ids of all publications by title, by its translation where it has one in `lang`."""
    translated = func.json_extract(Publication.translated_title, f'$."{lang}"')
    others = select(Publication.id, translated).where(func.coalesce(translated, "") != "")
    shown = {number: fold(title) for number, title in connection.execute(others)}
    query = select(Publication.id, Publication.folded_title)
    rows = connection.execute(query.order_by(Publication.folded_title, Publication.id)).all()
    if shown:
        rows = sorted(rows, key=lambda row: (shown.get(row[0], row[1]), row[0]))
    return [number for number, _title in rows]
