"""Writing entries back as BibTeX."""

from collections.abc import Iterable

from microsite.bibtex.entry import Entry


def write(entries: Iterable[Entry]) -> str:
    """The text of a .bib file with these entries, each block exactly as it was written."""
    return "".join(f"{entry.raw}\n\n" for entry in entries)
