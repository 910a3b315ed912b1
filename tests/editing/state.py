"""All that a database says, to be compared before and after."""

from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from microsite.models import Base

# When something was changed, and that it was, does not come back.
PASSING = {"updated_at", "version"}
LOG = {"revisions", "drafts", "terms", "publication_terms"}


def state(session: Session) -> dict[str, list[Any]]:
    """Every row of every table, but for what counts changes."""
    session.flush()
    found = {}
    for name, table in Base.metadata.tables.items():
        if name not in LOG:
            columns = ", ".join(one.name for one in table.columns if one.name not in PASSING)
            rows = session.execute(text(f"SELECT {columns} FROM {name}")).all()
            found[name] = sorted(map(tuple, rows), key=repr)
    found["terms"] = sorted(
        map(
            tuple,
            session.execute(
                text(
                    "SELECT kind, value, publication_id FROM terms JOIN publication_terms"
                    " ON instr(',' || term_ids || ',', ',' || terms.id || ',')"
                )
            ).all(),
        )
    )
    return found
