"""Names of authors as people write them in a line, and as BibTeX has them."""

import re

from microsite.formats.compose import person

_PARTICLES = {"de", "da", "del", "della", "di", "du", "la", "le", "van", "von", "der", "den", "ter"}


def names(text: str) -> list[str]:
    """The names in a line, that commas, semicolons or words part."""
    turned = [part.strip(" .") for part in re.split(r"\band\b|&|;", text)]
    if all(re.fullmatch(r"[^\s,]+, [^,]+", part) for part in turned):
        return turned  # each with the family name first
    parts = re.split(r"\s*(?:;|&|\band\b|,(?!\s*(?:[A-Z]\.?\s*)+(?:,|$|&|;)))\s*", text)
    return [part.strip(" ,.") for part in parts if part.strip(" ,.")]


def written(author: str) -> str:
    """A name as BibTeX has it; the last word is the family name, with what belongs to it."""
    if "," in author:
        family, _, given = author.partition(",")
        return person(family.strip(), given.strip())
    parts = author.split()
    at = len(parts) - 1
    while at > 1 and parts[at - 1].lower() in _PARTICLES:
        at -= 1
    return person(parts[-1], " ".join(parts[:at]), " ".join(parts[at:-1]))
