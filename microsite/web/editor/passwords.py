"""A new password, typed twice."""

from collections.abc import Mapping

from microsite.web.auth import SHORTEST_PASSWORD
from microsite.web.i18n import gettext as _

LONGEST_PASSWORD = 1000


def wrong_with(form: Mapping[str, str]) -> dict[str, str]:
    """What is wrong with the fields `password` and `again`, by field."""
    password, again = form.get("password", ""), form.get("again", "")
    if len(password) < SHORTEST_PASSWORD:
        return {
            "password": _("A password needs at least %(num)d characters.", num=SHORTEST_PASSWORD)
        }
    if len(password) > LONGEST_PASSWORD:
        return {"password": _("That is too long to be a password.")}
    if password != again:
        return {"again": _("This is not the same as above.")}
    return {}
