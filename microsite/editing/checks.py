"""Whether a thing may say what somebody wrote: each problem names its field."""

import re
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

from microsite.editing.entry_checks import entry_problems
from microsite.editing.kinds import Fields, Kind, Shape
from microsite.editing.problems import Problem
from microsite.editing.words import N_
from microsite.folding import fold
from microsite.people import orcid_in

# What is called by something else than a text of its own.
_NAMELESS = ("highlight", "publication")
SCHEMES = ("http", "https", "mailto")
YEARS = (1800, 2200)
LONGEST = {Shape.TEXT: 500, Shape.LINE: 2_000, Shape.PROSE: 400_000}
_EMAIL = re.compile(r"[^@\s<>]+@[^@\s<>]+")
_PATH = re.compile(r"/(?:[^\s?#\\/]+/?)*")


def tidied(kind: Kind, fields: Fields) -> Fields:
    """The same as it is stored: an ORCID iD without its address, paths with their slashes."""
    found = dict(fields)
    if kind.has("orcid") and fields.get("orcid"):
        found["orcid"] = orcid_in(fields["orcid"]) or fields["orcid"]
    if kind.has("old_addresses"):
        paths = map(_path, fields["old_addresses"])
        found["old_addresses"] = sorted({f"/{path.strip().strip('/')}/" for path in paths} - {"//"})
    return found


def _path(address: str) -> str:
    """The path of a whole address; what is none stays, to be told."""
    try:
        return urlsplit(address).path if "://" in address else address
    except ValueError:
        return address


def problems(kind: Kind, fields: Fields) -> list[Problem]:
    """All that is wrong, in the order of the form."""
    found = [*_common(kind, fields), *CHECKS.get(kind.name, _nothing)(fields)]
    order = [field.name for field in kind.fields]
    return sorted(found, key=lambda problem: order.index(problem.field))


def safe_address(url: str) -> bool:
    """Whether a link may stand on the site: http, https or mailto, with somewhere to lead to."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    if any(sign.isspace() or not sign.isprintable() for sign in url):
        return False
    if parts.scheme == "mailto":
        return bool(_EMAIL.fullmatch(parts.path))
    return parts.scheme in SCHEMES and bool(parts.netloc)


def _common(kind: Kind, fields: Fields) -> Iterator[Problem]:
    if kind.title in fields and kind.name not in _NAMELESS and not fields[kind.title]:
        yield Problem(kind.title, N_("Write this in at least one language."))
    for field in kind.fields:
        value = fields.get(field.name)
        most = LONGEST.get(field.shape)
        texts = value.values() if isinstance(value, dict) else [value or ""]
        if most and any(len(text) > most for text in texts):
            yield Problem(
                field.name, N_("This is too long: at most %(most)d characters."), {"most": most}
            )
        if field.shape is Shape.LINKS:
            yield from _links(field.name, value or [])
    if fields.get("old_addresses"):
        bad = [path for path in fields["old_addresses"] if not _PATH.fullmatch(path)]
        if bad:
            yield Problem(
                "old_addresses", N_("“%(path)s” is no path such as /old/page/."), {"path": bad[0]}
            )
    yield from _years(fields)
    yield from _days(kind, fields)


def _links(name: str, links: list[list[str]]) -> Iterator[Problem]:
    for kind, url in links:
        if not kind:
            yield Problem(name, N_("Say what “%(url)s” is: code, homepage, …"), {"url": url})
        if not safe_address(url):
            yield Problem(
                name,
                N_("“%(url)s” cannot be a link. Give an address that begins with https://."),
                {"url": url},
            )


def _years(fields: Fields) -> Iterator[Problem]:
    years = [fields.get(name) for name in ("start_year", "end_year")]
    for name, year in zip(("start_year", "end_year"), years, strict=True):
        if year is not None and not YEARS[0] <= year <= YEARS[1]:
            yield Problem(name, N_("Give a year such as 2026."))
    start, end = years
    if start is not None and end is not None and end < start:
        yield Problem("end_year", N_("It cannot end before it begins."))


def _days(kind: Kind, fields: Fields) -> Iterator[Problem]:
    """Days that nobody means, and at whose ends no clock can tell the time."""
    for field in kind.fields:
        said = fields.get(field.name) if field.shape in (Shape.DAY, Shape.MOMENT) else None
        if said and not YEARS[0] <= int(said[:4]) <= YEARS[1]:
            yield Problem(field.name, N_("Give a day such as 2026-11-21."))


def _article(fields: Fields) -> Iterator[Problem]:
    if re.fullmatch(r"\d{4}", fields.get("slug") or ""):
        yield Problem("slug", N_("Four digits alone are the address of a year. Add a word."))
    if fields.get("state") not in ("draft", "published"):
        yield Problem("state", N_("Choose one of these."))


def _page(fields: Fields) -> Iterator[Problem]:
    if fields.get("state") not in ("draft", "published"):
        yield Problem("state", N_("Choose one of these."))


def _news(fields: Fields) -> Iterator[Problem]:
    if not fields.get("date"):
        yield Problem("date", N_("Give a day."))
    url = fields.get("url") or ""
    inside = url.startswith("/") and not url.startswith("//") and url.isprintable()
    if url and not inside and not safe_address(url):
        yield Problem(
            "url",
            N_(
                "“%(url)s” cannot be a link. Give an address that begins with https:// "
                "or a path of this site."
            ),
            {"url": url},
        )


def _person(fields: Fields) -> Iterator[Problem]:
    if not fields.get("role"):
        yield Problem("role", N_("Give a role: any word will do."))
    orcid, email = fields.get("orcid") or "", fields.get("email") or ""
    if orcid and orcid_in(orcid) != orcid:
        yield Problem(
            "orcid",
            N_("“%(orcid)s” is no ORCID iD: its last sign does not fit.")
            if re.fullmatch(r"[\dXx-]{16,19}", orcid)
            else N_("“%(orcid)s” is no ORCID iD such as 0000-0002-1825-0097."),
            {"orcid": orcid},
        )
    if email and not _EMAIL.fullmatch(email):
        yield Problem("email", N_("“%(email)s” is no mail address."), {"email": email})
    crop = fields.get("portrait_crop") or []
    if crop and not _fits(crop):
        yield Problem(
            "portrait_crop", N_("The part must lie within the picture: four numbers from 0 to 100.")
        )
    if any(not fold(alias) for alias in fields.get("aliases") or []):
        yield Problem("aliases", N_("A spelling needs letters."))


def _fits(crop: list[float]) -> bool:
    if len(crop) != 4:
        return False
    left, top, width, height = crop
    inside = left >= 0 and top >= 0 and width > 0 and height > 0
    return inside and left + width <= 1.0001 and top + height <= 1.0001


def _direction(fields: Fields) -> Iterator[Problem]:
    hue = fields.get("hue")
    if hue is None or not 0 <= hue < 360:
        yield Problem("hue", N_("Choose a hue: a number of degrees from 0 to 359."))


def _highlight(fields: Fields) -> Iterator[Problem]:
    if bool(fields.get("publication_id")) == bool(fields.get("project_id")):
        yield Problem("publication_id", N_("Choose either a publication or a project."))


def _tag(fields: Fields) -> Iterator[Problem]:
    if fields.get("kind") not in ("tag", "category"):
        yield Problem("kind", N_("Choose one of these."))


def _nothing(fields: Fields) -> Iterator[Problem]:
    yield from ()


CHECKS: dict[str, Callable[[Fields], Iterator[Problem]]] = {
    "article": _article,
    "page": _page,
    "news": _news,
    "person": _person,
    "publication": entry_problems,
    "direction": _direction,
    "highlight": _highlight,
    "tag": _tag,
}
