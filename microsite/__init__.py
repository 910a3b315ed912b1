"""Microsite: a website for a research lab."""

import contextlib
import os
import secrets
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from flask import Flask

__version__ = "0.1.0"

_HERE = Path(__file__).resolve().parent
# In a checkout the pages' files lie beside the package, in an installed wheel inside it.
_PAGES = _HERE.parent if (_HERE.parent / "pyproject.toml").is_file() else _HERE


def create_app(config: Mapping[str, Any] | None = None) -> "Flask":
    """The application; `config` overrides settings by name.

    Raises:
        microsite.settings.SettingError: for a setting that cannot be used.
    """
    # Here and not above: what runs apart, for one picture, must not carry a web server.
    from flask import Flask

    from microsite import db, settings, web

    values = settings.load() | dict(config or {})
    app = Flask(
        "microsite",
        instance_path=str(values["INSTANCE"]),
        static_folder=str(_PAGES / "static"),
        template_folder=str(_PAGES / "templates"),
    )
    app.config.update(values)
    app.config["SECRET_KEY"] = values["SECRET_KEY"] or _kept_secret(Path(values["INSTANCE"]))
    db.init_app(app)
    web.init_app(app)
    return app


def _kept_secret(instance: Path) -> str:
    """The instance's own key, made at the first start and readable by its owner alone."""
    instance.mkdir(parents=True, exist_ok=True)
    file = instance / "secret_key"
    if not file.exists() or not file.read_text().strip():
        # Written whole and then put in place, so that no other process reads half of it; of
        # several first starts the one that links it first wins.
        descriptor, made = tempfile.mkstemp(dir=instance)
        with os.fdopen(descriptor, "w") as out:
            out.write(secrets.token_hex(32))
        if file.exists() and not file.read_text().strip():
            os.replace(made, file)
        else:
            with contextlib.suppress(FileExistsError):
                os.link(made, file)
            os.unlink(made)
    return file.read_text().strip()
