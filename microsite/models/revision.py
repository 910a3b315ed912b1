"""Who changed what, and when; what is being written; where things once were."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from microsite.models.base import Base, now
from microsite.models.editor import Editor


class Revision(Base):
    """What a thing of the site said after a change, whole, so that it can be had back.

    `kind` and `item_id` name the thing (`page`, 3); `number` counts its revisions from 1. `action`
    is created, changed, deleted, restored or moved; `label` is what it was called. `data` of a
    deleted thing holds also what in other tables led to it.
    """

    __tablename__ = "revisions"
    __table_args__ = (
        Index("ix_revisions_item", "kind", "item_id", "number", unique=True),
        Index("ix_revisions_at", "at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    item_id: Mapped[int]
    number: Mapped[int]
    action: Mapped[str]
    label: Mapped[str] = mapped_column(default="")
    data: Mapped[dict[str, Any]] = mapped_column(deferred=True)
    at: Mapped[datetime] = mapped_column(default=now)
    editor_id: Mapped[int | None] = mapped_column(
        ForeignKey("editors.id", ondelete="SET NULL"), index=True
    )

    editor: Mapped[Editor | None] = relationship()


class Draft(Base):
    """What an editor has typed and not saved yet: the form's fields as they stood.

    `item_id` is 0 for a thing that is still to be made; `version` is the one it was begun from.
    """

    __tablename__ = "drafts"
    __table_args__ = (Index("ix_drafts_whose", "editor_id", "kind", "item_id", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    editor_id: Mapped[int] = mapped_column(ForeignKey("editors.id", ondelete="CASCADE"))
    kind: Mapped[str]
    item_id: Mapped[int] = mapped_column(default=0)
    version: Mapped[str] = mapped_column(default="")
    data: Mapped[dict[str, Any]]
    at: Mapped[datetime] = mapped_column(default=now)


class OldAddress(Base):
    """A path (without its language, with both slashes) that leads to where the thing is now."""

    __tablename__ = "old_addresses"
    __table_args__ = (Index("ix_old_addresses_item", "kind", "item_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    path: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    item_id: Mapped[int]


class Activity(Base):
    """What somebody did that is no change of a text: signed in, invited, uploaded, ordered."""

    __tablename__ = "activities"
    __table_args__ = (Index("ix_activities_at", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    action: Mapped[str]
    about: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime] = mapped_column(default=now)
    editor_id: Mapped[int | None] = mapped_column(
        ForeignKey("editors.id", ondelete="SET NULL"), index=True
    )

    editor: Mapped[Editor | None] = relationship()
