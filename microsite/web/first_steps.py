"""What a new lab does first: found out from what is there, so that each step ticks itself off."""

from typing import NamedTuple

from flask import url_for
from sqlalchemy import exists, select

from microsite.db import db
from microsite.models import Direction, Highlight, Lab, Page, Person, Publication
from microsite.web.i18n import gettext as _


class Step(NamedTuple):
    """One step: where it is taken, and whether it is done."""

    name: str
    text: str
    url: str
    done: bool
    only_admins: bool = False


def first_steps() -> list[Step]:
    """All of them in the order in which they are best taken."""
    done = _done()
    return [
        Step(
            _("Give the lab its name"),
            _(
                "In each language, with a sentence about it and its address: they stand on every "
                "page."
            ),
            url_for("lab.edit"),
            done["lab"],
            only_admins=True,
        ),
        Step(
            _("Upload the publications"),
            _(
                "BibTeX from Zotero, JabRef or Scholar, or a list of DOIs. You see what it would "
                "do first."
            ),
            url_for("bib_uploads.new"),
            done["publications"],
        ),
        Step(
            _("Name the research directions"),
            _("Each gets a colour, a sign and a page, and publications are sorted into them."),
            url_for("content.new", name="direction"),
            done["directions"],
        ),
        Step(
            _("Add the people of the team"),
            _("Their papers are found by their names, in either script and order."),
            url_for("content.new", name="person"),
            done["people"],
        ),
        Step(
            _("Write about the lab"),
            _(
                "The page “about”: who you are, what you work on, how to join. Publish it, then "
                "it counts."
            ),
            url_for("content.new", name="page", slug="about"),
            done["about"],
        ),
        Step(
            _("Choose what the home page shows first"),
            _("Highlights: a few publications or projects that a visitor should not miss."),
            url_for("content.new", name="highlight"),
            done["highlights"],
        ),
    ]


def steps_left() -> list[Step]:
    """All steps while one is still to be taken; none once all are."""
    steps = first_steps()
    return [] if all(step.done for step in steps) else steps


def _done() -> dict[str, bool]:
    about = (Page.slug == "about") & (Page.state == "published")
    wanted = {
        "lab": select(Lab.id),
        "publications": select(Publication.id),
        "directions": select(Direction.id),
        "people": select(Person.id),
        "about": select(Page.id).where(about),
        "highlights": select(Highlight.id),
    }
    row = db.session.execute(select(*map(exists, wanted.values()))).one()
    return dict(zip(wanted, map(bool, row), strict=True))
