"""Commands for the people of the team."""

import click

from microsite import importing
from microsite.cli.group import ready_app
from microsite.db import begin_writing, db


@click.command()
def link_authors() -> None:
    """Link the authors of all publications to the team anew."""
    with ready_app().app_context():
        begin_writing(db.session())
        done = importing.relink(db.session())
        db.session.commit()
    click.echo(f"{done.changed} changed, {done.doubtful} doubtful")
    if done.doubtful:
        click.echo("Doubtful authors are linked to nobody: settle them at /editor/authorships/.")
