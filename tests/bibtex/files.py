"""The sample files, each named for its trouble."""

from pathlib import Path

from microsite.bibtex import Entry, ParsedFile, read

DATA = Path(__file__).parent.parent / "data"


def load(name: str) -> ParsedFile:
    return read((DATA / f"{name}.bib").read_bytes())


def entry(entry_type: str = "article", **fields: str) -> Entry:
    return Entry("key", "key", entry_type, tuple(fields.items()), (), "", 1)


def codes(parsed: ParsedFile) -> list[tuple[int, str]]:
    return [(problem.line, problem.code) for problem in parsed.problems]
