"""Runs the migrations. The search index is not Alembic's: `microsite.search` keeps it."""

from typing import Any

from alembic import context
from flask import current_app
from sqlalchemy.types import TypeDecorator

from microsite.db import writing
from microsite.models import Base


def include_name(name: str | None, kind: str, parents: Any) -> bool:
    """Leave the tables of the search index alone: autogenerate would drop them."""
    return not (kind == "table" and name is not None and name.startswith("publications_fts"))


def include_object(item: Any, name: str | None, kind: str, reflected: bool, other: Any) -> bool:
    """Leave alone what Alembic cannot compare and would make anew.

    That is an index with a collation, and references that SQLite took within an added column.
    """
    if kind == "foreign_key_constraint":
        return item.elements[0].target_fullname not in ("pictures.id", "stored_files.id")
    return not (kind == "index" and name == "ix_publications_nocase_key")


def render_item(kind: str, item: Any, autogen: Any) -> Any:
    """Write our own column types as what they are in the database: migrations outlive the code."""
    if kind == "type" and isinstance(item, TypeDecorator):
        return f"sa.{type(item.impl_instance).__name__}()"
    return False


def run() -> None:
    """Run the migrations on the app's own database."""
    engine = current_app.extensions["migrate"].db.engine
    with writing(engine) as connection:
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            include_name=include_name,
            include_object=include_object,
            render_item=render_item,
            render_as_batch=True,
            compare_type=True,
        )
        with context.begin_transaction():
            context.run_migrations()


run()
