"""Who signs in, and what they bring."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from microsite.models.base import Base, now


class Editor(Base):
    """Somebody who may sign in. `email` is kept casefolded."""

    __tablename__ = "editors"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(unique=True)
    password_hash: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(default=now)


class BibUpload(Base):
    """A BibTeX file as it was given, and what came of it."""

    __tablename__ = "bib_uploads"
    __table_args__ = (Index("ix_bib_uploads_created_at", "created_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    editor_id: Mapped[int | None] = mapped_column(
        ForeignKey("editors.id", ondelete="SET NULL"), index=True
    )
    filename: Mapped[str]
    content: Mapped[bytes] = mapped_column(deferred=True)
    direction_slugs: Mapped[list[str]] = mapped_column(default=list)
    created_at: Mapped[datetime] = mapped_column(default=now)
    applied_at: Mapped[datetime | None]
    outcome: Mapped[dict[str, Any]] = mapped_column(default=dict)

    editor: Mapped[Editor | None] = relationship()
