"""What can go wrong with an identifier, in words that can be extracted and translated."""

from microsite.bibtex.entry import Problem
from microsite.bibtex.problems import N_

_TEMPLATES = {
    "not-an-identifier": N_(
        "“%(text)s” is no DOI, arXiv id or PubMed id and was left out. Write it like "
        "10.1000/182, arXiv:2101.00001 or PMID: 12345678."
    ),
    "fetch-too-many": N_(
        "Only %(most)s identifiers are fetched at a time. The %(count)s from line %(line)s on "
        "were left out. Fetch them next."
    ),
    "fetch-off": N_(
        "%(source)s is switched off on this site, so “%(identifier)s” was not fetched. Ask whoever "
        "runs the site, or upload the publication as BibTeX."
    ),
    "fetch-not-found": N_(
        "%(source)s knows nothing of “%(identifier)s”, so nothing was fetched for it. Look for a "
        "typing mistake in it."
    ),
    "fetch-unreachable": N_(
        "%(source)s could not be reached, so “%(identifier)s” was not fetched. Try again later. If "
        "it stays so, ask whoever runs the site whether its server may reach the internet."
    ),
    "fetch-busy": N_(
        "%(source)s is too busy to answer, so “%(identifier)s” was not fetched. Try again in a few "
        "minutes."
    ),
    "fetch-refused": N_(
        "%(source)s refused to answer for “%(identifier)s” (status %(status)s), so nothing was "
        "fetched for it. Upload the publication as BibTeX."
    ),
    "fetch-unusable": N_(
        "What %(source)s answered for “%(identifier)s” is no bibliographic record and was left "
        "out. Get the BibTeX from the publisher's page and upload it."
    ),
    "fetch-too-large": N_(
        "The answer of %(source)s for “%(identifier)s” is far too large for a publication and was "
        "left out. Upload the publication as BibTeX."
    ),
    "fetch-led-astray": N_(
        "%(source)s sent “%(identifier)s” on to an address that is not a public one. It was not "
        "followed. Upload the publication as BibTeX."
    ),
}


def problem(code: str, line: int, **params: str | int) -> Problem:
    """The problem with this `code` at this 1-based `line` of the pasted text.

    Raises KeyError for an unknown code.
    """
    return Problem(code, line, None, None, _TEMPLATES[code], {"line": line, **params})
