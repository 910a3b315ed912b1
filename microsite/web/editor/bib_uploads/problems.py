"""Problems of an upload, with the lines of the file they are about."""

import re
from collections.abc import Iterable, Mapping

from microsite.bibtex import Problem, decode
from microsite.models import BibUpload

# Of a line longer than this the beginning is enough to find it.
LONGEST = 200
_NEWLINE = re.compile(r"\r\n|\r|\n")


def of_notes(upload: BibUpload) -> tuple[Problem, ...]:
    """What was met before there was a file, such as an identifier that could not be fetched."""
    return tuple(Problem(**note) for note in upload.notes)


def source_lines(upload: BibUpload, problems: Iterable[Problem]) -> Mapping[int, str]:
    """The lines that problems are about, as they stand in the file.

    Nothing for an archive, whose lines are those of the files in it.
    """
    wanted = {one.line for one in problems if one.file is None and one.key is not None}
    if not wanted:
        return {}
    text, _encoding = decode(upload.content)
    last, found = max(wanted), {}
    for number, line in enumerate(_NEWLINE.split(text), start=1):
        if number in wanted and line.strip():
            found[number] = line.strip()[:LONGEST]
        if number >= last:
            break
    return found
