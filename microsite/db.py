"""The database: the extension, SQLite's settings, migrations."""

import sqlite3
from pathlib import Path
from typing import Any

import flask_migrate
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Connection, Engine, event, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session, selectinload, undefer

from microsite import search
from microsite.importing import write_derived
from microsite.models import Authorship, Base, Publication

db = SQLAlchemy(model_class=Base, disable_autonaming=True)
MIGRATIONS = Path(__file__).parent / "migrations"


def init_app(app: Flask) -> None:
    """Attach the database in the app's instance folder."""
    app.config.setdefault("SQLALCHEMY_DATABASE_URI", f"sqlite:///{database_file(app)}")
    db.init_app(app)
    flask_migrate.Migrate(app, db, directory=str(MIGRATIONS), render_as_batch=True)
    with app.app_context():
        prepare_engine(db.engine)


def database_file(app: Flask) -> Path:
    """Where the database lies."""
    return Path(app.config["INSTANCE"]) / "microsite.sqlite3"


def prepare_engine(engine: Engine) -> None:
    """SQLite for a site: readers go on while one writes, foreign keys hold, writers wait.

    Transactions are begun by SQLAlchemy and not by the driver, so that a reader sees one state
    (https://docs.sqlalchemy.org, "Serializable isolation / Savepoints / Transactional DDL").
    """

    @event.listens_for(engine, "connect")
    def connected(connection: sqlite3.Connection, record: Any) -> None:
        connection.isolation_level = None
        for pragma in (
            "journal_mode = WAL",
            "foreign_keys = ON",
            "busy_timeout = 20000",
            "synchronous = NORMAL",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begun(connection: Connection) -> None:
        writing = connection.get_execution_options().get("writing", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def begin_writing(session: Session) -> None:
    """Take the write lock now, so that what is read next is still true when it is written."""
    session.rollback()
    session.connection(execution_options={"writing": True})


def is_busy(error: BaseException) -> bool:
    """Whether another writer kept the database locked for longer than `busy_timeout`."""
    return isinstance(error, OperationalError) and "locked" in str(error.orig)


def upgrade(app: Flask) -> None:
    """Create the database or bring it to the newest version; the search index with it."""
    Path(app.config["INSTANCE"]).mkdir(parents=True, exist_ok=True)
    with app.app_context():
        if _is_newest(db.engine):
            return
        # Password hashes lie in it: it is its owner's alone.
        database_file(app).chmod(0o600)
        flask_migrate.upgrade(directory=str(MIGRATIONS))
        # Alembic's batch operations drop triggers, so the index is put back after every upgrade.
        with writing(db.engine) as connection, connection.begin():
            search.install(connection)
        _derive()


def _derive() -> None:
    """Let the publications that were there say what the new columns and tables are to hold."""
    begin_writing(db.session())
    publications = select(Publication).options(
        selectinload(Publication.authorships).joinedload(Authorship.person),
        undefer(Publication.folded_names),
        undefer(Publication.folded_venue),
        undefer(Publication.folded),
    )
    found = db.session.scalars(publications.execution_options(yield_per=500))
    write_derived(db.session(), found)
    db.session.commit()


def writing(engine: Engine) -> Connection:
    """A connection whose transactions take the write lock at once, and wait for it."""
    return engine.connect().execution_options(writing=True)


def _is_newest(engine: Engine) -> bool:
    """Whether there is nothing to do: a start must not wait for somebody's long import."""
    heads = ScriptDirectory(str(MIGRATIONS)).get_heads()
    with engine.connect() as connection:
        there = MigrationContext.configure(connection).get_current_heads()
        return set(there) == set(heads) and search.is_installed(connection)
