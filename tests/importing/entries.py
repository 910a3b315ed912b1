"""Entries that the tests of the plan and of its application share."""

from sqlalchemy.orm import Session

from microsite.bibtex import read
from microsite.importing import Plan, apply, draw_up
from microsite.models import Publication
from tests.conftest import DATA

DEMO = DATA.parent.parent / "microsite" / "demo" / "publications.bib"
FIRST = {"title": "Light and Shade in Generated Pictures", "author": "Lu, Wanzhou", "year": "2024"}
OTHER = {"title": "A Survey of Sound in Empty Rooms", "author": "Gu, Linchuan", "year": "2020"}
PREPRINT = {**FIRST, "journal": "arXiv preprint arXiv:2401.00001"}
PUBLISHED = {**FIRST, "journal": "Letters on Light", "doi": "10.5555/x.1", "pages": "1--9"}


def entry(key: str, kind: str = "article", /, **fields: str) -> str:
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
    return f"@{kind}{{{key},\n{lines}}}\n"


def plan_of(session: Session, *entries: str) -> Plan:
    return draw_up(session, read("\n".join(entries).encode()))


def hold(session: Session, *entries: str) -> None:
    apply(session, plan_of(session, *entries))


def publication(session: Session, key: str) -> Publication:
    return session.query(Publication).filter_by(citation_key=key).one()


def statuses(plan: Plan) -> list[str]:
    return [row.status for row in plan.rows]
