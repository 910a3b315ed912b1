"""Commands for accounts: for the first one, and for when nobody can sign in to help."""

import sys
from collections.abc import Callable

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

from microsite import accounts
from microsite.activity import record
from microsite.cli.group import ready_app
from microsite.db import begin_writing, db
from microsite.models import Editor
from microsite.settings import read_email
from microsite.web.auth import SHORTEST_PASSWORD, hash_password, new_editor

# As `microsite serve` answers unless told otherwise.
HERE = "http://127.0.0.1:8000"


@click.command()
@click.argument("email")
@click.option(
    "--role",
    type=click.Choice(accounts.ROLES),
    help="What a new account may do. The first one is an admin, others editors.",
)
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
def create_editor(email: str, role: str | None, password_stdin: bool) -> None:
    """Let EMAIL sign in, or give it a new password."""
    email = _email(email)
    if password_stdin:
        password = sys.stdin.readline().rstrip("\r\n")
    else:
        password = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    if len(password) < SHORTEST_PASSWORD:
        raise click.ClickException(f"a password needs at least {SHORTEST_PASSWORD} characters")
    with ready_app().app_context():
        begin_writing(db.session())
        known = accounts.by_email(db.session(), email)
        if known:
            accounts.set_password(db.session(), known, hash_password(password))
            record(db.session(), "gave-password", email)
            if role:
                _keeping_an_admin(accounts.change_role, known, role)
        else:
            role = role or ("editor" if accounts.admins(db.session()) else accounts.ADMIN)
            db.session.add(new_editor(email, password, role))
            record(db.session(), "made-account", email)
        db.session.commit()
    click.echo(f"{email} {'has a new password' if known else f'can sign in now as {role}'}.")


@click.command()
def list_editors() -> None:
    """Print who may sign in: address, role, and whether the account is disabled."""
    with ready_app().app_context():
        for editor in db.session.scalars(select(Editor).order_by(Editor.email)):
            state = "  disabled" if editor.disabled_at else ""
            click.echo(f"{editor.email}  {editor.role}{state}")


@click.command()
@click.argument("email")
def reset_editor(email: str) -> None:
    """Print a link with which EMAIL can set a new password, once, within a day."""
    app = ready_app()
    with app.app_context():
        editor = _find(email)
        if editor.disabled_at is not None:
            raise click.ClickException(f"{editor.email} is disabled; enable it first")
        token = accounts.new_token()
        accounts.reset(db.session(), editor, token)
        record(db.session(), "made-reset", editor.email)
        db.session.commit()
    with app.test_request_context():
        path = app.url_for("one_time.show", token=token, _external=False)
    click.echo((app.config["BASE_URL"] or HERE) + path)


@click.command()
@click.argument("email")
def disable_editor(email: str) -> None:
    """Let EMAIL sign in no more, and end its sessions."""
    with ready_app().app_context():
        _keeping_an_admin(accounts.disable, _find(email))
        db.session.commit()
    click.echo(f"{email} can no longer sign in.")


@click.command()
@click.argument("email")
def enable_editor(email: str) -> None:
    """Let EMAIL sign in again."""
    with ready_app().app_context():
        accounts.enable(db.session(), _find(email), None)
        db.session.commit()
    click.echo(f"{email} can sign in.")


def _keeping_an_admin(change: Callable[..., None], editor: Editor, *values: str) -> None:
    session: Session = db.session()
    try:
        change(session, editor, *values, None)
    except accounts.LastAdminError as error:
        raise click.ClickException(
            f"{editor.email} is the only admin; make another one first with "
            "create-editor --role admin"
        ) from error


def _find(email: str) -> Editor:
    """The editor, while nobody else writes."""
    begin_writing(db.session())
    editor = accounts.by_email(db.session(), email)
    if editor is None:
        raise click.ClickException(f"there is no account {email!r}; see list-editors")
    return editor


def _email(text: str) -> str:
    try:
        return read_email(text)
    except ValueError as error:
        raise click.BadParameter(f"{text!r} is no mail address", param_hint="EMAIL") from error
