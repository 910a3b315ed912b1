"""Every setting: its default, how it is read, what it is for. An impossible value stops the start.

Read from the environment as `MICROSITE_<NAME>`; docs/settings.md lists them for people and a
test keeps the two together.
"""

import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel import localedata

PREFIX = "MICROSITE_"


class SettingError(Exception):
    """A setting that cannot be used; the message names it."""


class Setting(NamedTuple):
    """One setting; `read` turns its text into a value or raises ValueError with the reason."""

    name: str
    default: str
    read: Callable[[str], Any]
    about: str


def load(environ: Mapping[str, str] | None = None) -> dict[str, Any]:
    """All settings by name without prefix.

    Raises:
        SettingError: for a name nobody knows or a value that cannot be read.
    """
    given = {
        name.removeprefix(PREFIX): value
        for name, value in (os.environ if environ is None else environ).items()
        if name.startswith(PREFIX)
    }
    if unknown := sorted(given.keys() - {setting.name for setting in SETTINGS}):
        raise SettingError(f"{PREFIX}{unknown[0]}: there is no such setting; see docs/settings.md")
    values = {}
    for setting in SETTINGS:
        text = given.get(setting.name, setting.default)
        try:
            values[setting.name] = setting.read(text)
        except ValueError as error:
            shown = "" if setting.name == "SECRET_KEY" else f" (it is {text!r})"
            raise SettingError(f"{PREFIX}{setting.name}: {error}{shown}") from error
    return values


def _folder(text: str) -> Path:
    try:
        return Path(text).expanduser().resolve() if text else _default_instance()
    except RuntimeError as error:
        raise ValueError("there is no such home folder") from error


def _default_instance() -> Path:
    checkout = Path(__file__).resolve().parent.parent
    return (checkout if (checkout / "pyproject.toml").is_file() else Path.cwd()) / "instance"


def _languages(text: str) -> tuple[str, ...]:
    codes = tuple(code.strip() for code in text.split(",") if code.strip())
    if not codes or any(not re.fullmatch(r"[a-z]{2,3}", code) for code in codes):
        raise ValueError("give language codes such as zh,en, the main one first")
    if unknown := [code for code in codes if code not in localedata.locale_identifiers()]:
        raise ValueError(f"{unknown[0]} is no language")
    if len(set(codes)) != len(codes):
        raise ValueError("a language stands there twice")
    return codes


def _address(text: str) -> str:
    if text and not re.fullmatch(r"https?://[^/\s?#]+", text.rstrip("/")):
        raise ValueError("give the site's address such as https://lab.example.org")
    return text.rstrip("/")


def _source(text: str) -> str:
    if text and not re.fullmatch(r"https?://[^/\s?#@]+(/[^\s?#]*)?", text):
        raise ValueError("give an address such as https://doi.org, or nothing to switch it off")
    return text.rstrip("/")


def _count(least: int, most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not re.fullmatch(r"\d{1,9}", text) or not least <= int(text) <= most:
            raise ValueError(f"give a whole number from {least} to {most}")
        return int(text)

    return read


def _secret(text: str) -> str:
    if text and len(text) < 16:
        raise ValueError("give at least 16 characters")
    return text


def _zone(text: str) -> ZoneInfo:
    try:
        return ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError("give a time zone such as Europe/Berlin") from error


def _rate(text: str) -> str:
    if not re.fullmatch(r"[1-9][0-9]{0,8} per ([1-9][0-9]{0,8} )?(second|minute|hour|day)", text):
        raise ValueError("give a rate such as 10 per minute")
    return text


def read_email(text: str) -> str:
    """A mail address, casefolded. Raises ValueError for what is none."""
    if not re.fullmatch(r"[^@\s]+@[^@\s]+", text):
        raise ValueError("give a mail address")
    return text.casefold()


SETTINGS = (
    Setting("INSTANCE", "", _folder, "folder of the database and the secret key"),
    Setting("LANGUAGES", "zh,en", _languages, "languages of the site, the main one first"),
    Setting("TIMEZONE", "Asia/Shanghai", _zone, "the lab's own time zone"),
    Setting("BASE_URL", "", _address, "the site's own address, for links that leave it"),
    Setting("SECRET_KEY", "", _secret, "signs sessions; made and kept in the instance if empty"),
    Setting("UPLOAD_LIMIT_MB", "50", _count(1, 1000), "largest upload, in megabytes"),
    Setting("SIGN_IN_RATE", "10 per minute", _rate, "sign-in attempts allowed from one address"),
    Setting("PROXIES", "0", _count(0, 9), "reverse proxies in front whose headers are trusted"),
    Setting("EDITOR_EMAIL", "editor@example.org", read_email, "mail address of the first editor"),
    Setting("DOI_URL", "https://doi.org", _source, "where DOIs are looked up"),
    Setting("ARXIV_URL", "https://export.arxiv.org", _source, "where arXiv ids are looked up"),
    Setting(
        "PUBMED_URL",
        "https://eutils.ncbi.nlm.nih.gov/entrez/eutils",
        _source,
        "where PubMed ids are looked up",
    ),
    Setting("FETCH_TIMEOUT", "20", _count(1, 300), "seconds to wait for such an answer"),
)
