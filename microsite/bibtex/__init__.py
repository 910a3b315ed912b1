"""Reading BibTeX and biblatex files as labs have them. Pure: no Flask, no database."""

from microsite.bibtex.decode import decode
from microsite.bibtex.entry import Entry, ParsedFile, Problem
from microsite.bibtex.parse import parse, read
from microsite.bibtex.write import write

__all__ = ["Entry", "ParsedFile", "Problem", "decode", "parse", "read", "write"]
