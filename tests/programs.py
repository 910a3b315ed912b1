"""What BibTeX and biber take for an error in a file, where they are installed."""

import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

_BIBTEX_ERROR = re.compile(r"---line \d+ of file|bad cross reference---|---while executing")
_BIBER_ERROR = "ERROR - "


def errors(program: str, text: str) -> str:
    """How many errors `bibtex` or `biber` finds."""
    return str(len(_FIND[program](text))) if shutil.which(program) else "none here"


def bibtex_errors(text: str) -> list[str]:
    """What BibTeX takes for an error in a file, with the style `plain` and every entry cited."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "all.bib").write_text(text, encoding="utf-8")
        aux = "\\relax\n\\citation{*}\n\\bibstyle{plain}\n\\bibdata{all}\n"
        Path(folder, "all.aux").write_text(aux)
        said = _said(["bibtex", "all"], folder)
    return [line for line in said.splitlines() if _BIBTEX_ERROR.search(line)]


def biber_errors(text: str) -> list[str]:
    """What biber takes for an error in a file, its data model included."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "all.bib").write_text(text, encoding="utf-8")
        said = _said(["biber", "--tool", "--validate-datamodel", "-q", "all.bib"], folder)
    return [line for line in said.splitlines() if line.startswith(_BIBER_ERROR)]


def _said(command: list[str], folder: str) -> str:
    ran = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    return (ran.stdout + ran.stderr).decode("utf-8", "replace")


_FIND: dict[str, Callable[[str], list[str]]] = {"bibtex": bibtex_errors, "biber": biber_errors}
