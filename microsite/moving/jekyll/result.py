"""A plan written: pictures, publications, people, then all that leads to them."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from microsite import importing
from microsite.bibtex import read as read_bibtex
from microsite.editing import KINDS
from microsite.localized import Localized
from microsite.models import BibUpload, Lab, Role
from microsite.models.base import now
from microsite.moving.jekyll import problems
from microsite.moving.jekyll.items import Item
from microsite.moving.jekyll.papers import complete
from microsite.moving.jekyll.reading import Plan
from microsite.moving.jekyll.writing import Writer
from microsite.moving.report import Report, Said

# The outcomes that are counted; whatever else becomes of an entry waits for an editor.
_COUNTED = ("new", "changed", "unchanged")


def write(session: Session, plan: Plan) -> Report:
    """Write all of it; the caller holds the write lock, and commits."""
    pictures = plan.pictures.write(session)
    writer = Writer(session, plan.report, pictures)
    _lab(session, plan)
    _roles(session, plan, writer)
    for item in plan.items:
        if item.kind.name == "person":
            writer.write(item)
    _publications(session, plan, writer)
    for item in plan.items:
        if item.kind.name != "person":
            writer.write(item)
    session.flush()
    return plan.report


def _lab(session: Session, plan: Plan) -> None:
    """Name a lab that has no name yet."""
    if plan.lab and session.scalar(select(Lab.id).limit(1)) is None:
        session.add(Lab(**{name: Localized(said) for name, said in plan.lab.items()}))
        plan.report.count("lab", "new")


def _roles(session: Session, plan: Plan, writer: Writer) -> None:
    known = set(session.scalars(select(Role.slug)))
    for slug, (name, alumni) in plan.roles.items():
        if slug not in known:
            fields = {"slug": slug, "name": {"en": name}, "alumni": alumni}
            writer.write(Item(KINDS["role"], "_members", fields, "en"))


def _publications(session: Session, plan: Plan, writer: Writer) -> None:
    """Import the entries as uploads, which can be undone; what is unclear is left to an editor."""
    uploads = set()
    for file, text in plan.citations.text.items():
        parsed = read_bibtex(text.encode())
        for problem in parsed.problems:
            said = Said(problem.template, problem.params)
            plan.report.tell(file, problem.line or 1, problems.BIBTEX, message=said)
        drawn = importing.draw_up(session, parsed)
        for row in drawn.rows:
            if row.status in _COUNTED:
                plan.report.count("publication", row.status)
            else:
                key = row.entry.key
                plan.report.tell(file, row.entry.line or 1, problems.UNCLEAR, key=key)
        uploads.add(_upload(session, file, text, drawn))
    documents = plan.documents.write(session)
    for paper in plan.citations.papers:
        complete(writer, paper, documents, uploads - {0})


def _upload(session: Session, file: str, text: str, drawn: importing.Plan) -> int:
    """The number of an upload of these entries, applied already; 0 where nothing comes of them."""
    if not any(row.status in ("new", "changed") for row in drawn.rows):
        return 0
    name = file.rpartition("/")[2]
    upload = BibUpload(
        filename=name if name.endswith(".bib") else f"{name}.bib",
        content=text.encode(),
        state="applied",
        started_at=now(),
        applied_at=now(),
    )
    session.add(upload)
    session.flush()
    outcome = importing.apply(session, drawn, upload_id=upload.id)
    upload.outcome, upload.rows = outcome.as_dict(), outcome.rows
    session.flush()
    return upload.id
