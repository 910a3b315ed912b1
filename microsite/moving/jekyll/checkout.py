"""The folder of a Jekyll site: which files it has, and their text. Nothing outside is read."""

import os
from pathlib import Path
from typing import Any

from microsite.moving.jekyll import problems
from microsite.moving.report import Report

MOST_FILES = 20_000
MOST_TEXT = 4 * 1024 * 1024
PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg", ".bmp", ".tif", ".tiff")
# What Jekyll, its themes and git keep for themselves.
_SKIPPED = {
    "_site", "_includes", "_layouts", "_sass", "_plugins", "_scripts", "node_modules", "vendor",
    "__pycache__", "bin", "test", "tests",
}  # fmt: skip


class Checkout:
    """The files of a folder by their path below it, with `/`; symbolic links are told."""

    def __init__(self, root: Path, report: Report) -> None:
        self.root = root
        self.report = report
        self.files: dict[str, Path] = {}
        # What the data files say, each read once.
        self.data: dict[str, tuple[str, Any] | None] = {}
        self._walk()

    def under(self, folder: str, *suffixes: str) -> list[str]:
        """The files in a folder and below, of these suffixes."""
        start = f"{folder}/"
        return [
            path
            for path in self.files
            if path.startswith(start) and path.lower().endswith(suffixes or "")
        ]

    def text(self, path: str) -> str | None:
        """The text of a file; None, with a problem, for one that has none."""
        content = self.content(path, MOST_TEXT)
        if content is None:
            return None
        found = _decoded(content)
        if found is None:
            self.report.tell(path, 1, problems.NO_TEXT)
            return None
        text, encoding = found
        if encoding:
            self.report.tell(path, 1, problems.NOT_UTF8, encoding=encoding)
        return text.replace("\r\n", "\n").replace("\r", "\n")

    def content(self, path: str, most: int) -> bytes | None:
        """The bytes of a file; None, with a problem, for one of more than `most`."""
        try:
            if self.files[path].stat().st_size > most:
                self.report.tell(path, 1, problems.TOO_LARGE, most=most // 1024**2)
                return None
            return self.files[path].read_bytes()
        except OSError as error:
            self.report.tell(path, 1, problems.UNREADABLE, why=error.strerror or "?")
            return None

    def _walk(self) -> None:
        for folder, folders, names in os.walk(self.root):
            here = Path(folder)
            for name in sorted(folders):
                if (here / name).is_symlink():
                    self.report.tell(self._name(here / name), 1, problems.LINK_OUT)
            folders[:] = sorted(
                name
                for name in folders
                if not name.startswith(".")
                and name not in _SKIPPED
                and not (here / name).is_symlink()
            )
            for name in sorted(names):
                if not self._add(here / name):
                    return

    def _add(self, path: Path) -> bool:
        name = self._name(path)
        if path.is_symlink():
            self.report.tell(name, 1, problems.LINK_OUT)
        elif path.is_file() and not path.name.startswith("."):
            if len(self.files) >= MOST_FILES:
                self.report.tell(".", 1, problems.TOO_MANY, most=MOST_FILES)
                return False
            self.files[name] = path
        return True

    def _name(self, path: Path) -> str:
        # Names in another encoding come with surrogates, which no JSON may hold.
        name = path.relative_to(self.root).as_posix()
        return name.encode("utf-8", "replace").decode()


def _decoded(content: bytes) -> tuple[str, str] | None:
    """The text and, where it was not UTF-8, the name of its encoding; None for no text."""
    encodings = ["utf-8-sig", "gb18030", "latin-1"]
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encodings = ["utf-16"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        controls = sum(sign < " " and sign not in "\t\n\r\f" for sign in text[:20_000])
        if "\0" in text or controls > len(text[:20_000]) // 200:
            return None
        return text, "" if encoding.startswith("utf-8") else encoding
    return None
