"""Who is signed in: sessions, passwords, tokens against forged forms, limits on guessing."""

import hashlib
from functools import cached_property

from flask import Flask, g, redirect, request, session, url_for
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user
from flask_wtf.csrf import CSRFProtect
from werkzeug.security import check_password_hash, generate_password_hash
from werkzeug.wrappers import Response

from microsite.accounts import ADMIN
from microsite.db import db
from microsite.models import Editor

SHORTEST_PASSWORD = 8
LARGEST_FORM = 1024 * 1024

csrf = CSRFProtect()
limiter = Limiter(get_remote_address, storage_uri="memory://")
login_manager = LoginManager()
# Checked for an address nobody has, so that the time taken does not tell which ones exist.
_NOBODY = generate_password_hash("nobody has this password")


class SignedIn(UserMixin):
    """The editor of this session.

    Its id changes with the password, and when its sessions are counted up, and so ends others.
    """

    def __init__(self, editor: Editor) -> None:
        self.id = editor.id
        self.email = editor.email
        self.name = editor.name
        self.is_admin = editor.role == ADMIN
        self._stamped = f"{editor.password_hash}:{editor.sessions}"

    @cached_property
    def stamp(self) -> str:
        """A digest of the password's hash and the count of sessions."""
        return hashlib.sha256(self._stamped.encode()).hexdigest()[:16]

    def get_id(self) -> str:
        """What the session cookie holds."""
        return f"{self.id}:{self.stamp}"


def init_app(app: Flask) -> None:
    """Attach sessions and what guards them."""
    app.config.update(
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=app.config["BASE_URL"].startswith("https:"),
        WTF_CSRF_TIME_LIMIT=None,
    )
    # Before the token is looked for, which reads the whole form.
    app.before_request(_limit_strangers)
    csrf.init_app(app)
    limiter.init_app(app)
    login_manager.init_app(app)


def matches(editor: Editor | None, password: str) -> bool:
    """Whether this is the editor's password; nobody's never is, and takes as long to say."""
    right = check_password_hash(editor.password_hash if editor else _NOBODY, password)
    return right and editor is not None


def new_editor(email: str, password: str, role: str = "editor") -> Editor:
    """An editor whose password is kept as a scrypt hash."""
    return Editor(email=email.strip().casefold(), password_hash=hash_password(password), role=role)


def hash_password(password: str) -> str:
    """The scrypt hash of a password, with its salt."""
    return generate_password_hash(password, method="scrypt")


def sign_in(editor: Editor) -> None:
    """Begin a session that shares nothing with the one before it."""
    session.clear()
    login_user(SignedIn(editor))


def ask_nobody() -> None:
    """For the rest of the request take the visitor for a stranger: the database cannot be asked."""
    g._login_user = login_manager.anonymous_user()


def sign_out() -> None:
    """End the session."""
    logout_user()
    session.clear()


def _limit_strangers() -> None:
    """Only an editor may send a file: the largest form of anybody else is the one to sign in."""
    if request.method == "POST" and not current_user.is_authenticated:
        request.max_content_length = LARGEST_FORM


@login_manager.user_loader  # type: ignore[untyped-decorator]
def _load(kept: str) -> SignedIn | None:
    number, _, stamp = kept.partition(":")
    editor = db.session.get(Editor, int(number)) if number.isdigit() else None
    user = SignedIn(editor) if editor and editor.disabled_at is None else None
    return user if user and user.stamp == stamp else None


@login_manager.unauthorized_handler  # type: ignore[untyped-decorator]
def _send_to_sign_in() -> Response:
    wanted = request.full_path.rstrip("?") if request.method == "GET" else None
    return redirect(url_for("session.new", next=wanted), code=303)
