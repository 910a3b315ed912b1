"""Publications as files: the .bib with all that entries say, and what only the site knows."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from microsite.bibtex.write import writable, writable_type
from microsite.editing.kinds import PUBLICATION
from microsite.filters import Filters
from microsite.importing.facts import Incoming
from microsite.importing.merge import entry_of
from microsite.models import AuthorDecision, EntryDecision, Publication
from microsite.models.publication import refused_directions
from microsite.moving.content import layout, records
from microsite.moving.content.keys import Keys
from microsite.moving.content.yaml_files import dump
from microsite.publications.export import export
from microsite.publications.written_keys import written_keys


def files(session: Session, keys: Keys) -> Iterator[tuple[str, str]]:
    """The .bib, what belongs to it, and what editors decided about authors and entries."""
    pieces = export(session.connection(), Filters(), with_hidden=True)
    yield layout.BIB, "".join(pieces).encode("utf-8", "replace").decode()
    yield layout.ENTRIES, dump(list(_rows(session, keys)))
    yield layout.AUTHORS, dump(_decisions(session, keys))
    yield layout.DECISIONS, dump(_entry_decisions(session, keys))


def fingerprint_of(publication: Publication) -> str:
    """What the entry is known by if it came from the .bib that is written."""
    said = entry_of(publication)
    kind, fields = writable_type(said.entry_type), writable(said.fields)
    return Incoming(replace(said, entry_type=kind, fields=fields), (0,)).fingerprint


def _rows(session: Session, keys: Keys) -> Iterator[dict[str, Any]]:
    """In the order in which they came, so that a new one stands at the end."""
    written = written_keys(session.connection())
    refused = _refused(session, keys)
    query = select(Publication).order_by(Publication.id)
    options = undefer(Publication.fields), undefer(Publication.source)
    for one in session.scalars(query.options(*options)):
        row: dict[str, Any] = {"key": one.citation_key, "written": written.get(one.id)}
        row |= records.record(session, PUBLICATION, one, keys)
        row["refused_directions"] = refused.get(one.id)
        row |= {"sample": one.sample, "edited": one.edited_fields}
        row["added"] = one.created_at.isoformat()
        if one.fingerprint != fingerprint_of(one):
            row["fingerprint"] = one.fingerprint or "unknown"
        if one.edited_fields:
            row["source"] = one.source
        yield records.empty_left_out(row)


def _refused(session: Session, keys: Keys) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for publication, direction in session.execute(select(refused_directions)):
        found.setdefault(publication, []).append(keys.names["directions"][direction])
    return {number: sorted(names) for number, names in found.items()}


def _decisions(session: Session, keys: Keys) -> list[dict[str, Any]]:
    return [
        records.empty_left_out(
            {
                "form": one.form,
                "publication": keys.name("publications", one.publication_id),
                "occurrence": one.occurrence,
                "person": keys.name("people", one.person_id),
                "decided": one.created_at.isoformat(),
            }
        )
        for one in session.scalars(select(AuthorDecision).order_by(AuthorDecision.id))
    ]


def _entry_decisions(session: Session, keys: Keys) -> list[dict[str, Any]]:
    return [
        records.empty_left_out(
            {
                "mark": one.mark,
                "publication": keys.name("publications", one.publication_id),
                "fingerprint": one.fingerprint,
                "decided": one.created_at.isoformat(),
            }
        )
        for one in session.scalars(select(EntryDecision).order_by(EntryDecision.id))
    ]
