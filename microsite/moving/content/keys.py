"""What things are called outside a database: slugs, citation keys, hashes."""

from collections.abc import Iterable

from sqlalchemy import func, inspect, select
from sqlalchemy.orm import Session

from microsite.editing.kinds import ALL
from microsite.models import Highlight, NewsItem, Picture, Publication, Revision, StoredFile, Tag
from microsite.moving.content.layout import TABLES


class Keys:
    """The names of all things by table and id, and the ids by table and name.

    Things that are gone but have a history are `~1`, `~2`, … in the order in which they came;
    a name that begins so is written with one `~` more.
    """

    def __init__(self, session: Session) -> None:
        self.names: dict[str, dict[int, str]] = {table: {} for table in TABLES.values()}
        self._simple(session)
        self._counted(session)
        self.ids = {
            table: {name: number for number, name in names.items()}
            for table, names in self.names.items()
        }

    def name(self, table: str, number: int | None) -> str | None:
        """The name of a thing; None for none, and for what nothing is known of."""
        return self.names.get(table, {}).get(number) if number is not None else None

    def number(self, table: str, name: str) -> int | None:
        """The id of the thing of that name."""
        return self.ids.get(table, {}).get(name)

    def add(self, table: str, name: str, number: int) -> None:
        """A thing that has come."""
        self.names[table][number] = name
        self.ids[table][name] = number

    def add_gone(self, session: Session) -> None:
        """Name those, too, that only the history tells of."""
        first = func.min(Revision.at)
        query = select(Revision.kind, Revision.item_id).group_by(Revision.kind, Revision.item_id)
        counts: dict[str, int] = {}
        for kind, number in session.execute(query.order_by(first, Revision.item_id)):
            table = TABLES.get(kind, "")
            if table and number not in self.names[table]:
                counts[table] = counts.get(table, 0) + 1
                self.add(table, f"~{counts[table]}", number)

    def _simple(self, session: Session) -> None:
        for table, model in (("pictures", Picture), ("stored_files", StoredFile)):
            query = select(model.id, model.hash)
            self.names[table] = {one.id: one.hash for one in session.execute(query)}
        for kind in ALL.values():
            if kind.has("slug"):
                columns = inspect(kind.model).columns
                query = select(columns["id"], columns["slug"])
                found = {number: escaped(name) for number, name in session.execute(query)}
                self.names[TABLES[kind.name]] = found
        keys = select(Publication.id, Publication.citation_key)
        self.names["publications"] = {n: escaped(key) for n, key in session.execute(keys)}
        tags = session.execute(select(Tag.id, Tag.kind, Tag.slug))
        self.names["tags"] = {number: f"{kind}/{slug}" for number, kind, slug in tags}

    def _counted(self, session: Session) -> None:
        news = session.execute(select(NewsItem.id, NewsItem.date).order_by(NewsItem.id))
        self.names["news"] = numbered((number, date.isoformat()) for number, date in news)
        query = select(Highlight).order_by(Highlight.position, Highlight.id)
        self.names["highlights"] = numbered(
            (one.id, self.shown(one.publication_id, one.project_id))
            for one in session.scalars(query)
        )

    def shown(self, publication_id: int | None, project_id: int | None) -> str:
        """What a highlight is called: what it shows."""
        if publication_id is not None:
            return f"publication/{self.name('publications', publication_id)}"
        return f"project/{self.name('projects', project_id)}"


def escaped(name: str) -> str:
    """A name that is none of those of things that are gone."""
    return f"~{name}" if name.startswith("~") else name


def numbered(found: Iterable[tuple[int, str]]) -> dict[int, str]:
    """Names with a number behind all but the first that are alike."""
    counts: dict[str, int] = {}
    names = {}
    for number, name in found:
        counts[name] = counts.get(name, 0) + 1
        names[number] = name if counts[name] == 1 else f"{name}#{counts[name]}"
    return names
