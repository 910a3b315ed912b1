"""What is stored as a file in the instance folder: pictures and documents."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from microsite.localized import Localized
from microsite.models.base import Base, now


class Picture(Base):
    """A picture, known by the SHA-256 (hex) of its cleaned original.

    `width` and `height` are in pixels, upright; `widths` are those it was made in. The focal point
    is in parts of the width and height, from 0 to 1: what a crop must keep. `alt` says in words
    what it shows; an empty one is a picture that still lacks its words.
    """

    __tablename__ = "pictures"
    __table_args__ = (Index("ix_pictures_created_at", "created_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    hash: Mapped[str] = mapped_column(unique=True)
    filename: Mapped[str]
    media_type: Mapped[str]
    width: Mapped[int]
    height: Mapped[int]
    widths: Mapped[list[int]] = mapped_column(default=list)
    animated: Mapped[bool] = mapped_column(default=False)
    size: Mapped[int]
    alt: Mapped[Localized] = mapped_column(default=Localized)
    credit: Mapped[Localized] = mapped_column(default=Localized)
    focal_x: Mapped[float] = mapped_column(default=0.5)
    focal_y: Mapped[float] = mapped_column(default=0.5)
    created_at: Mapped[datetime] = mapped_column(default=now)
    editor_id: Mapped[int | None] = mapped_column(
        ForeignKey("editors.id", ondelete="SET NULL"), index=True
    )


class StoredFile(Base):
    """A document (a PDF), known by the SHA-256 (hex) of its bytes; `size` is in bytes.

    `first_page` is the picture that was drawn of it.
    """

    __tablename__ = "stored_files"

    id: Mapped[int] = mapped_column(primary_key=True)
    hash: Mapped[str] = mapped_column(unique=True)
    filename: Mapped[str]
    media_type: Mapped[str]
    size: Mapped[int]
    pages: Mapped[int | None]
    created_at: Mapped[datetime] = mapped_column(default=now)
    editor_id: Mapped[int | None] = mapped_column(
        ForeignKey("editors.id", ondelete="SET NULL"), index=True
    )
    first_page_id: Mapped[int | None] = mapped_column(
        ForeignKey("pictures.id", ondelete="SET NULL"), index=True
    )

    first_page: Mapped[Picture | None] = relationship()
