"""What editors decided about authors and entries, brought from files."""

from datetime import datetime
from typing import Any

from sqlalchemy import select

from microsite.models import AuthorDecision, EntryDecision
from microsite.moving.content import layout
from microsite.moving.content.source import NOT_TABLE
from microsite.moving.content.things_in import Work
from microsite.moving.content.values import WrongError, moment, number
from microsite.moving.content.yaml_files import Table
from microsite.moving.words import N_

NOT_THERE = N_("There is no %(kind)s “%(name)s”, so that this decision was left out.")


def bring(work: Work) -> bool:
    """Add the decisions that are not known; whether there are any about authors."""
    entries = _entries(work)
    authors = _authors(work)
    work.session.add_all([*entries, *authors])
    work.session.flush()
    return bool(authors)


def _authors(work: Work) -> list[AuthorDecision]:
    known = {
        (one.form, one.publication_id, one.occurrence, one.person_id)
        for one in work.session.scalars(select(AuthorDecision))
    }
    found = []
    for row in work.source.rows(layout.AUTHORS):
        try:
            said = (
                str(row.get("form", "")),
                _led_to(work, layout.AUTHORS, row, "publication", "publications"),
                number(row.get("occurrence", "")) or 0,
                _led_to(work, layout.AUTHORS, row, "person", "people"),
            )
            at = _at(row)
        except WrongError as error:
            work.report.tell(layout.AUTHORS, row.line, error.template, **error.params)
            continue
        if not said[0]:
            work.report.tell(layout.AUTHORS, row.line, NOT_TABLE)
        elif said not in known:
            known.add(said)
            names = ("form", "publication_id", "occurrence", "person_id")
            found.append(AuthorDecision(**dict(zip(names, said, strict=True)), **at))
    return found


def _entries(work: Work) -> list[EntryDecision]:
    known = {
        (one.mark, one.publication_id, one.fingerprint)
        for one in work.session.scalars(select(EntryDecision))
    }
    found = []
    for row in work.source.rows(layout.DECISIONS):
        try:
            publication = _led_to(work, layout.DECISIONS, row, "publication", "publications")
            said = str(row.get("mark", "")), publication, str(row.get("fingerprint", ""))
            at = _at(row)
        except WrongError as error:
            work.report.tell(layout.DECISIONS, row.line, error.template, **error.params)
            continue
        if said[0] and said not in known:
            known.add(said)
            names = ("mark", "publication_id", "fingerprint")
            found.append(EntryDecision(**dict(zip(names, said, strict=True)), **at))
    return found


def _led_to(work: Work, file: str, row: Table, name: str, table: str) -> int | None:
    said = row.get(name, "")
    if not said:
        return None
    found = work.keys.number(table, str(said))
    if found is None:
        raise WrongError(NOT_THERE, kind=name, name=str(said)[:100])
    return found


def _at(row: Table) -> dict[str, Any]:
    said = moment(row.get("decided", ""))
    return {"created_at": datetime.fromisoformat(said)} if said else {}
