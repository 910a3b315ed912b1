"""Who signs in, and what they bring."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from microsite.models.base import Base, now


class Editor(Base):
    """Somebody who may sign in. `email` is kept casefolded; `role` is admin or editor.

    `sessions` counts up to sign out everywhere. Who has a `disabled_at` may not sign in. `lang` is
    the language they chose for their pages, if they did.
    """

    __tablename__ = "editors"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column(default="", server_default="")
    password_hash: Mapped[str]
    lang: Mapped[str] = mapped_column(default="", server_default="")
    role: Mapped[str] = mapped_column(default="editor", server_default="admin")
    sessions: Mapped[int] = mapped_column(default=0, server_default="0")
    created_at: Mapped[datetime] = mapped_column(default=now)
    disabled_at: Mapped[datetime | None]


class OneTimeLink(Base):
    """A link that lets somebody in once: `purpose` is invite (with a role) or reset (an editor's).

    Only the SHA-256 of its token is kept.
    """

    __tablename__ = "one_time_links"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    purpose: Mapped[str]
    email: Mapped[str]
    role: Mapped[str] = mapped_column(default="editor")
    editor_id: Mapped[int | None] = mapped_column(
        ForeignKey("editors.id", ondelete="CASCADE"), index=True
    )
    created_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class BibUpload(Base):
    """A BibTeX file (or an archive of several) as it was given, and what came of it.

    `state` is waiting (to be looked at), running, applied, failed, undoing or undone. `choices`
    is what the editor chose in the preview; `outcome` counts what was done and `rows` lists it
    entry by entry: line, citation key, what became of it. `notes` are problems met before there
    was a file, such as an identifier that could not be fetched.
    """

    __tablename__ = "bib_uploads"
    __table_args__ = (Index("ix_bib_uploads_created_at", "created_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    editor_id: Mapped[int | None] = mapped_column(
        ForeignKey("editors.id", ondelete="SET NULL"), index=True
    )
    filename: Mapped[str]
    content: Mapped[bytes] = mapped_column(deferred=True)
    direction_slugs: Mapped[list[str]] = mapped_column(default=list)
    state: Mapped[str] = mapped_column(default="waiting", server_default="waiting")
    choices: Mapped[dict[str, Any]] = mapped_column(
        default=dict, server_default="{}", deferred=True
    )
    created_at: Mapped[datetime] = mapped_column(default=now)
    started_at: Mapped[datetime | None]
    applied_at: Mapped[datetime | None]
    undone_at: Mapped[datetime | None]
    outcome: Mapped[dict[str, Any]] = mapped_column(default=dict)
    rows: Mapped[list[list[Any]]] = mapped_column(default=list, server_default="[]", deferred=True)
    notes: Mapped[list[dict[str, Any]]] = mapped_column(
        default=list, server_default="[]", deferred=True
    )

    editor: Mapped[Editor | None] = relationship()


class PublicationChange(Base):
    """What a publication was before an upload changed it; what it added has no row here.

    `before` holds all columns, the authors and the directions; `changed_at` is what the upload
    made of `updated_at`, so that a later change shows.
    """

    __tablename__ = "publication_changes"

    id: Mapped[int] = mapped_column(primary_key=True)
    upload_id: Mapped[int] = mapped_column(
        ForeignKey("bib_uploads.id", ondelete="CASCADE"), index=True
    )
    publication_id: Mapped[int] = mapped_column(index=True)
    before: Mapped[dict[str, Any]]
    changed_at: Mapped[datetime]


class EntryDecision(Base):
    """What an editor decided about an entry that was unclear, for when it comes again.

    `mark` identifies the entry (see `importing.decisions`). `publication_id` is what it is;
    without one it is to be ignored. `fingerprint` is what the entry said when last applied.
    Of several decisions about one entry the latest counts.
    """

    __tablename__ = "entry_decisions"

    id: Mapped[int] = mapped_column(primary_key=True)
    mark: Mapped[str] = mapped_column(index=True)
    publication_id: Mapped[int | None] = mapped_column(
        ForeignKey("publications.id", ondelete="CASCADE"), index=True
    )
    fingerprint: Mapped[str] = mapped_column(default="")
    upload_id: Mapped[int | None] = mapped_column(
        ForeignKey("bib_uploads.id", ondelete="CASCADE"), index=True
    )
    created_at: Mapped[datetime] = mapped_column(default=now)
