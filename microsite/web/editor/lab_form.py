"""What the form of the lab's settings holds: read, checked, compared with what is kept."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from microsite.art import hex_colour
from microsite.localized import Localized
from microsite.models import FACES, Lab
from microsite.models.base import now
from microsite.settings import read_email
from microsite.web.i18n import gettext as _

# What stands in every language, and how long it may be.
TEXTS = {"name": 120, "short_name": 40, "tagline": 300, "address": 300}
# How the site looks where nobody has chosen.
NO_LOOK = {"accent": "", "face": FACES[0], "logo_id": ""}
EARLIEST = 1000
MOST_LINKS, LONGEST_LINK = 20, 500
_ADDRESS = re.compile(r"(https?://[^/\s]+\S*|mailto:[^@\s]+@[^@\s]+)")


class LabForm(NamedTuple):
    """The fields as text, by name; a text in a language is `name-en`. Links: one a line."""

    fields: dict[str, str]

    @classmethod
    def of(cls, lab: Lab | None, languages: Sequence[str]) -> "LabForm":
        """The form as the lab is."""
        if lab is None:
            return cls(dict.fromkeys(_names(languages), "") | NO_LOOK)
        fields = {
            f"{text}-{lang}": getattr(lab, text).get(lang, "")
            for text in TEXTS
            for lang in languages
        }
        fields["email"], fields["founded"] = lab.email, str(lab.founded or "")
        fields["links"] = "\n".join(f"{kind} {url}" for kind, url in lab.links)
        fields |= {"accent": lab.accent, "face": lab.face, "logo_id": str(lab.logo_id or "")}
        return cls(fields)

    @classmethod
    def sent(cls, form: Mapping[str, str], languages: Sequence[str]) -> "LabForm":
        """The form as somebody filled it in."""
        fields = {name: " ".join(form.get(name, "").split()) for name in _names(languages)}
        lines = (" ".join(line.split()) for line in form.get("links", "").splitlines())
        fields["links"] = "\n".join(line for line in lines if line)
        if "reset" in form:
            return cls(fields | NO_LOOK)
        # Written in another way it is the same colour; what is none stays to be corrected.
        fields["accent"] = hex_colour(fields["accent"]) or fields["accent"]
        fields["face"] = fields["face"] or FACES[0]
        return cls(fields)

    def errors(self, languages: Sequence[str]) -> dict[str, str]:
        """What is wrong, by field."""
        found = {}
        for text, most in TEXTS.items():
            for lang in languages:
                if len(self.fields[f"{text}-{lang}"]) > most:
                    found[f"{text}-{lang}"] = _("At most %(num)d characters.", num=most)
        if not any(self.fields[f"name-{lang}"] for lang in languages):
            found[f"name-{languages[0]}"] = _("The lab needs a name in at least one language.")
        if self.fields["email"] and not _is_email(self.fields["email"]):
            found["email"] = _("This is no mail address.")
        if self.fields["founded"] and not _is_year(self.fields["founded"]):
            found["founded"] = _("Give a year such as 2016, not one to come.")
        if self.fields["accent"] and not hex_colour(self.fields["accent"]):
            found["accent"] = _("Write a colour as # and six digits, such as #0b5fff.")
        if self.fields["face"] not in FACES:
            found["face"] = _("Choose one of these.")
        if wrong := _wrong_links(self.fields["links"]):
            found["links"] = wrong
        return found

    def differing(self, other: "LabForm") -> dict[str, str]:
        """The fields of the other that say something else, with what they say."""
        return {name: text for name, text in other.fields.items() if text != self.fields[name]}

    def write(self, lab: Lab, languages: Sequence[str]) -> None:
        """Put a form without errors into the row; languages the site no longer has stay."""
        for text in TEXTS:
            held = dict(getattr(lab, text) or {})
            held.update({lang: self.fields[f"{text}-{lang}"] for lang in languages})
            setattr(lab, text, Localized(held))
        lab.email = self.fields["email"]
        lab.founded = int(self.fields["founded"]) if self.fields["founded"] else None
        lab.links = [line.split(" ", 1) for line in self.fields["links"].splitlines()]
        lab.accent, lab.face = self.fields["accent"], self.fields["face"]
        lab.logo_id = int(self.fields["logo_id"]) if self.fields["logo_id"] else None


def _names(languages: Sequence[str]) -> list[str]:
    texts = [f"{text}-{lang}" for text in TEXTS for lang in languages]
    return [*texts, "email", "founded", "links", *NO_LOOK]


def _is_email(text: str) -> bool:
    try:
        return bool(read_email(text))
    except ValueError:
        return False


def _is_year(text: str) -> bool:
    return bool(re.fullmatch(r"[0-9]{4}", text)) and EARLIEST <= int(text) <= now().year


def _wrong_links(text: str) -> str:
    """What is wrong with the first line that is none of a kind and an address."""
    lines = text.splitlines()
    if len(lines) > MOST_LINKS:
        return str(_("At most %(num)d links.", num=MOST_LINKS))
    for number, line in enumerate(lines, start=1):
        kind, _blank, url = line.partition(" ")
        if len(line) > LONGEST_LINK:
            return str(_("Line %(num)d is too long.", num=number))
        if not kind or not _ADDRESS.fullmatch(url):
            message = _(
                "Line %(num)d: write a word such as github, a blank, and an address that begins "
                "with https://, http:// or mailto:.",
                num=number,
            )
            return str(message)
    return ""
