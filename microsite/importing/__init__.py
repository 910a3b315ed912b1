"""From entries to publications: what would change, and the change."""

from sqlalchemy.orm import Session

from microsite.bibtex import ParsedFile
from microsite.importing.apply import Outcome, apply
from microsite.importing.held import Held, held_publications, whole_publications
from microsite.importing.plan import Candidate, Change, Plan, Row, Status, plan
from microsite.importing.writing import write_search_text

__all__ = [
    "Candidate",
    "Change",
    "Held",
    "Outcome",
    "Plan",
    "Row",
    "Status",
    "apply",
    "draw_up",
    "held_publications",
    "plan",
    "write_search_text",
]


def draw_up(session: Session, parsed: ParsedFile) -> Plan:
    """The plan for a file against what the database holds now."""
    return plan(parsed, held_publications(session), lambda ids: whole_publications(session, ids))
