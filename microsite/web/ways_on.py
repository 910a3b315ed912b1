"""What to say of an error, and where to go on from it."""

import re
from datetime import UTC, datetime
from urllib.parse import unquote, urlsplit

from flask import request, url_for
from flask_limiter import RateLimitExceeded
from flask_login import current_user
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from microsite.web.addresses import is_editors, safe_path
from microsite.web.auth import limiter
from microsite.web.i18n import gettext as _
from microsite.web.i18n import ngettext

Way = tuple[str, str]
LONGEST_SEARCH = 60


def words(error: HTTPException) -> Way:
    """The heading of the error's page, and what it says. Needs no database."""
    if isinstance(error, CSRFError):
        return _("This form is too old"), _(
            "It was opened too long ago, or before you signed in or out. Nothing was changed. "
            "Press Back: what you typed may still be there to be copied. Then open the form again."
        )
    if isinstance(error, RateLimitExceeded) and (seconds := seconds_to_wait(error)):
        said = ngettext(
            "Wait %(num)d second, then try again.", "Wait %(num)d seconds, then try again.", seconds
        )
        return _("Too many attempts"), said
    known, code = _known(), error.code or 500
    return known.get(code) or known[400 if code < 500 else 500]


def again(error: HTTPException) -> Way | None:
    """The way that leads back to what was being done, if there is one. Needs no database."""
    here = request.full_path.rstrip("?") if request.method == "GET" else _came_from()
    if error.code in (429, 500, 503) and here:
        return _("Try again"), here
    if request.method != "GET" and here and error.code != 401:
        return _("Back to the form"), here
    return None


def ways(error: HTTPException) -> list[Way]:
    """Where to go on: what is most likely wanted comes first."""
    first = again(error)
    found = [first] if first else []
    is_signed_in = current_user.is_authenticated
    if not is_signed_in and (is_editors(request.path) or error.code == 401):
        sign_in = url_for("session.new")
        # What was sent may have been the form to sign in itself.
        if not (first and first[1].startswith(sign_in)):
            found.insert(0, (_("Sign in"), url_for("session.new", next=_came_from())))
    found.append((_("Home"), url_for("home.index")))
    if is_signed_in:
        found.append((_("Editing"), url_for("editor.index")))
    found.append((_("Research"), url_for("research.index")))
    found.append((_("Team"), url_for("team.index")))
    return found


def sought() -> str:
    """What somebody may have looked for at an address that leads nowhere: its last words."""
    if is_editors(request.path):
        return ""
    last = unquote(request.path).rstrip("/").rpartition("/")[2].removesuffix(".html")
    found = " ".join(re.findall(r"[^\W\d_]{2,}|\d{4}", last))
    return found if len(found) <= LONGEST_SEARCH else ""


def seconds_to_wait(error: HTTPException) -> int:
    """How long until one may try again, where one tried too often."""
    if not isinstance(error, RateLimitExceeded) or limiter.current_limit is None:
        return 0
    return max(1, round(limiter.current_limit.reset_at - datetime.now(UTC).timestamp()))


def _came_from() -> str | None:
    """The page of this site from which the request came."""
    parts = urlsplit(request.referrer or "")
    if parts.netloc != request.host:
        return None
    path = f"{parts.path}?{parts.query}" if parts.query else parts.path
    return safe_path(path, "") or None


def _known() -> dict[int, Way]:
    return {
        400: (_("That request makes no sense"), _("Something in it is missing or wrong.")),
        401: (_("You are signed out"), _("Sign in again to go on. Nothing was changed.")),
        403: (
            _("Not for you"),
            _("You are signed in, but may not do this. An admin of the site can."),
        ),
        404: (
            _("There is no such page"),
            _(
                "It may have moved, or the address has a typing error. Search for it, or go on "
                "here:"
            ),
        ),
        405: (_("That cannot be done here"), _("Go back and try another way.")),
        409: (_("Somebody was faster"), _("What you saw has changed meanwhile. Look again.")),
        413: (
            _("That is too large"),
            _("Split the file into smaller ones and upload them one after another."),
        ),
        429: (_("Too many attempts"), _("Wait a minute, then try again.")),
        500: (
            _("Something broke on our side"),
            _("It has been written down. Nothing you saved before is lost."),
        ),
        503: (
            _("One moment, please"),
            _("A long import is being written. Nothing was changed; try again in a minute."),
        ),
    }
