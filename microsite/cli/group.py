"""The command itself, and what every command under it shares."""

from typing import Any

import click
from flask import Flask
from sqlalchemy.exc import DatabaseError

from microsite import __version__, create_app, jobs
from microsite.db import is_busy, upgrade
from microsite.settings import SettingError


class _Commands(click.Group):
    """Turns what may go wrong on a machine into a line, not a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except SettingError as error:
            raise click.ClickException(str(error)) from error
        except DatabaseError as error:
            if not is_busy(error):
                raise click.ClickException(f"the database cannot be used: {error.orig}") from error
            raise click.ClickException("the database is busy; try again in a minute") from error
        except UnicodeError as error:
            raise click.ClickException("that is no text in UTF-8") from error
        except BrokenPipeError:
            raise  # `| head`: click ends without a word.
        except OSError as error:
            raise click.ClickException(f"{error.strerror}: {error.filename}") from error


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="microsite")
def main() -> None:
    """A website for a research lab. Settings come from MICROSITE_*; see docs/settings.md."""


def ready_app() -> Flask:
    """The application with its database at the newest version."""
    app = create_app()
    upgrade(app)
    jobs.recover(app)
    return app
