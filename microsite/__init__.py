"""Microsite: a website for a research lab."""

import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from flask import Flask

__version__ = "0.1.0"

_HERE = Path(__file__).resolve().parent
# In a checkout the pages' files lie beside the package, in an installed wheel inside it.
_PAGES = _HERE.parent if (_HERE.parent / "pyproject.toml").is_file() else _HERE


def create_app(config: Mapping[str, Any] | None = None) -> Flask:
    """The application; `config` overrides settings by name.

    Raises:
        microsite.settings.SettingError: for a setting that cannot be used.
    """
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
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return file.read_text().strip()
    with os.fdopen(descriptor, "w") as out:
        secret = secrets.token_hex(32)
        out.write(secret)
    return secret
