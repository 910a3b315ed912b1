"""What only admins may do, and what others read who try."""

from typing import Any

from flask import Blueprint, render_template
from flask_login import current_user

from microsite.accounts import admins
from microsite.db import db


def only_for_admins(blueprint: Blueprint) -> Blueprint:
    """Keep every page of a blueprint for admins; signed-out visitors are led away before."""
    blueprint.before_request(_turn_away)
    return blueprint


def _turn_away() -> Any:
    if current_user.is_admin:
        return None
    return render_template("editor/admins_only.html", admins=admins(db.session())), 403
