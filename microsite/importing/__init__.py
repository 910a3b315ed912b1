"""From entries to publications: what would change, and the change."""

from sqlalchemy.orm import Session

from microsite.bibtex import ParsedFile
from microsite.importing.apply import Outcome, apply
from microsite.importing.changes import Change
from microsite.importing.choices import Choices
from microsite.importing.held import Library, version
from microsite.importing.merge import fingerprint_after, resolve
from microsite.importing.plan import Candidate, Plan, Row, Status, plan
from microsite.importing.relinking import Relinked, relink, relink_form, relink_publications
from microsite.importing.suggest import suggest
from microsite.importing.undo import Undone, look_again, undo
from microsite.importing.writing import write_derived

__all__ = [
    "Candidate",
    "Change",
    "Choices",
    "Library",
    "Outcome",
    "Plan",
    "Relinked",
    "Row",
    "Status",
    "Undone",
    "apply",
    "draw_up",
    "fingerprint_after",
    "look_again",
    "plan",
    "relink",
    "relink_form",
    "relink_publications",
    "resolve",
    "suggest",
    "undo",
    "version",
    "write_derived",
]


def draw_up(session: Session, parsed: ParsedFile) -> Plan:
    """The plan for a file against what the database holds now."""
    return plan(parsed, Library(session))
