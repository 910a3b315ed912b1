"""The author that academicpages names in `_config.yml`, as the one member of a site without any."""

from typing import Any

from microsite.editing import suggested
from microsite.moving.jekyll.front import Document, line
from microsite.moving.jekyll.site import Site

_NAMES = {"googlescholar": "google-scholar", "uri": "website", "bluesky": "bluesky"}
_OWN = {"name", "avatar", "bio", "employer", "email", "orcid"}


def author(site: Site) -> Document | None:
    """The author as a member's file would have it; None where none is named."""
    given = site.config.get("author")
    if not isinstance(given, dict) or not line(given.get("name")):
        return None
    path = next(
        (name for name in ("_config.yml", "_config.yaml") if name in site.checkout.files), ""
    )
    links = {
        _NAMES.get(str(key), str(key)): value
        for key, value in given.items()
        if key not in _OWN and line(value)
    }
    name = line(given["name"])
    fields: dict[str, Any] = {
        "name": name,
        "slug": suggested(name),
        "image": line(given.get("avatar")),
        "affiliation": line(given.get("employer")),
        "email": line(given.get("email")),
        "orcid": line(given.get("orcid")).rpartition("/")[2],
        "links": links,
    }
    fields = {key: value for key, value in fields.items() if value}
    return Document(path, fields, line(given.get("bio")), site.checkout.text(path) or "")
