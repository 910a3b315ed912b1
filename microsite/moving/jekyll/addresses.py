"""Where things are to be found here, where they were in Jekyll, and in which language they are."""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, tzinfo
from pathlib import PurePosixPath
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from microsite.bibtex.languages import guess
from microsite.editing import suggested
from microsite.moving.jekyll import problems
from microsite.moving.jekyll.front import Document, line, words
from microsite.moving.jekyll.site import Site

YEARS = (1800, 2200)
_DATED = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})-(.+)")
_NAMELESS = re.compile(r"\d+(?:[_-][0-9a-f]{6,})?|[0-9a-f]{8,}")
_SUFFIX = re.compile(r"^(.+?)[._-](zh|en|de|fr|ja|ko|es|it|ru)(?:[-_](?:cn|hans|hant|tw|us|gb))?$")
_FOLDER = re.compile(r"(zh|en|de|fr|ja|ko|es|it|ru)(?:-(?:cn|hans|hant|tw|us|gb))?")
_OFFSET = re.compile(r"(?<=:\d\d)\s*([-+]\d{2}:?\d{2}|Z)$")
_TAGS = re.compile(r"<[^<>]*>|\{%[^{}]*%\}")
_WRITTEN = (
    "%Y-%m-%d %H:%M:%S %z", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M %z", "%Y-%m-%d %H:%M", "%Y-%m-%d",
    "%Y/%m/%d", "%Y.%m.%d", "%Y-%m", "%Y", "%B %d, %Y", "%d %B %Y", "%b %d, %Y",
)  # fmt: skip
_PATTERNS = {
    "date": "/:categories/:year/:month/:day/:title.html",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title.html",
    "none": "/:categories/:title.html",
}


def bare_name(path: str) -> str:
    """The name of a file without suffixes, language and date; empty for one that says nothing."""
    stem = PurePosixPath(path).stem
    dated = _DATED.fullmatch(stem)
    stem = dated[4] if dated else stem
    tongue = _SUFFIX.match(stem.lower())
    stem = stem[: len(tongue[1])] if tongue else stem
    if stem.lower() in ("index", "_index"):
        parent = PurePosixPath(path).parent.name
        return "index" if parent in ("", "_pages") or _FOLDER.fullmatch(parent.lower()) else parent
    return "" if _NAMELESS.fullmatch(stem.lower()) else stem


def family(path: str) -> str:
    """What the same text has in common in all its languages: its path without them."""
    parts = [part for part in PurePosixPath(path).parts[:-1] if not _FOLDER.fullmatch(part.lower())]
    stem = PurePosixPath(path).stem
    tongue = _SUFFIX.match(stem.lower())
    return "/".join([*parts, stem[: len(tongue[1])] if tongue else stem])


def language(document: Document, languages: Sequence[str], site: Site) -> str:
    """What it says, its file's name or folder, else what its letters look like."""
    path = PurePosixPath(document.path)
    tongue = _SUFFIX.match(path.stem.lower())
    folder = next((part for part in path.parts[:-1] if _FOLDER.fullmatch(part.lower())), "")
    asked = document.said("lang", "language", "locale") or (tongue[2] if tongue else folder)
    code = re.split(r"[-_]", asked.lower())[0]
    if code in languages:
        return code
    # A title in another script says more than the names and terms in the text.
    found = guess(document.said("title"))
    if found == "en":
        found = guess(_TAGS.sub("", document.body[:40_000]))
    found = found if found in languages else languages[0]
    if code:
        number = document.line_of_key("lang")
        site.report.tell(document.path, number, problems.LANGUAGE, lang=asked[:20], other=found)
    return found


def slug_of(document: Document, *names: str) -> str:
    """An address from the first of these that gives one."""
    return next((found for name in names if (found := suggested(name))), "page")


def old_paths(document: Document, default: str, aliases: bool = True) -> list[str]:
    """The paths that a document had: its permalink or the default one, and its redirects."""
    own = line(document.fields.get("permalink")) or default
    redirects = words(document.fields.get("redirect_from")) if aliases else []
    redirects += words(document.fields.get("aliases")) if aliases else []
    found = [path for path in (own, *redirects) if path and "://" not in path]
    return [path if path.startswith("/") else f"/{path}" for path in dict.fromkeys(found)]


def post_path(document: Document, at: datetime, config: Mapping[str, Any]) -> str:
    """The path that Jekyll gives a post (https://jekyllrb.com/docs/permalinks/)."""
    pattern = line(config.get("permalink")) or "date"
    pattern = _PATTERNS.get(pattern, pattern)
    stem = PurePosixPath(document.path).stem
    dated = _DATED.fullmatch(stem)
    said = document.fields.get("categories") or document.fields.get("category")
    parts = said if isinstance(said, list) else line(said).split()
    values = {
        ":categories": "/".join(line(part).lower().replace(" ", "-") for part in parts),
        ":year": f"{at.year:04}", ":month": f"{at.month:02}", ":day": f"{at.day:02}",
        ":i_month": str(at.month), ":i_day": str(at.day), ":y_day": f"{at.timetuple().tm_yday:03}",
        ":short_year": f"{at.year % 100:02}", ":output_ext": ".html",
        ":title": document.said("slug") or (dated[4] if dated else stem),
    }  # fmt: skip
    values[":slug"] = values[":title"]
    for name in sorted(values, key=len, reverse=True):
        pattern = pattern.replace(name, values[name])
    return re.sub(r"/{2,}", "/", f"/{pattern.lstrip('/')}")


def moment(document: Document, site: Site) -> datetime | None:
    """When a post was published: what it says, else the day in its file's name."""
    zone = _zone(site.config)
    said = document.fields.get("date")
    found = as_moment(said, zone)
    if said and found is None:
        number = document.line_of_key("date")
        site.report.tell(document.path, number, problems.BAD_DATE, date=str(said)[:40])
    dated = _DATED.fullmatch(PurePosixPath(document.path).stem)
    return found or (as_moment("-".join(dated.group(1, 2, 3)), zone) if dated else None)


def as_moment(said: Any, zone: tzinfo = UTC) -> datetime | None:
    """A date or time of YAML, or one written in words; None for what is none."""
    found = _as_moment(said, zone)
    # A time near year 1 or 9999 has none in another zone.
    return found if found and YEARS[0] <= found.year <= YEARS[1] else None


def _as_moment(said: Any, zone: tzinfo) -> datetime | None:
    if isinstance(said, datetime):
        return said if said.tzinfo else said.replace(tzinfo=zone)
    if isinstance(said, date):
        return datetime(said.year, said.month, said.day, tzinfo=zone)
    written = _OFFSET.sub(r" \1", line(said))
    for pattern in _WRITTEN:
        try:
            found = datetime.strptime(written, pattern)
        except ValueError:
            continue
        return found if found.tzinfo else found.replace(tzinfo=zone)
    return None


def _zone(config: Mapping[str, Any]) -> tzinfo:
    try:
        return ZoneInfo(line(config.get("timezone")) or "UTC")
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC
