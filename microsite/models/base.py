"""What every table shares."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, DateTime, Dialect, MetaData
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, registry
from sqlalchemy.types import TypeDecorator

from microsite.localized import Localized, LocalizedType


class UtcDateTime(TypeDecorator[datetime]):
    """An aware datetime in UTC; SQLite keeps no zone of its own."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Store UTC without its zone."""
        return value.astimezone(UTC).replace(tzinfo=None) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the zone back."""
        return value.replace(tzinfo=UTC) if value else None


class Base(DeclarativeBase):
    """Names every constraint, so that a migration on SQLite can find it again."""

    # A registry of its own and not a type_annotation_map: Flask-SQLAlchemy derives from this base.
    registry = registry(
        metadata=MetaData(
            naming_convention={
                "ix": "ix_%(table_name)s_%(column_0_N_name)s",
                "uq": "uq_%(table_name)s_%(column_0_N_name)s",
                "ck": "ck_%(table_name)s_%(constraint_name)s",
                "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
                "pk": "pk_%(table_name)s",
            }
        ),
        type_annotation_map={
            datetime: UtcDateTime,
            Localized: LocalizedType,
            dict[str, Any]: JSON,
            list[str]: JSON,
            list[int]: JSON,
            list[float]: JSON,
            list[list[str]]: JSON,
            list[list[Any]]: JSON,
            list[dict[str, Any]]: JSON,
        },
    )


def now() -> datetime:
    """The time now, in UTC."""
    return datetime.now(UTC)


class Edited:
    """What editors change together: each save counts `version` up, so that a second one shows."""

    version: Mapped[int] = mapped_column(default=1, server_default="1")
    updated_at: Mapped[datetime] = mapped_column(
        default=now, onupdate=now, server_default="2026-01-01 00:00:00"
    )
