"""The pictures of a checkout: each that is shown is cleaned and stored once."""

import base64
import binascii
import re

from sqlalchemy.orm import Session

from microsite.moving.jekyll import problems
from microsite.moving.jekyll.checkout import PICTURES, Checkout
from microsite.moving.jekyll.front import Document
from microsite.moving.report import BUSY, Said
from microsite.pictures import storing
from microsite.pictures.apart import BusyError
from microsite.pictures.folder import Folder
from microsite.pictures.problems import RefusedError
from microsite.pictures.sizes import LARGEST_FILE

# So many letters of its number tell a picture from all others.
_SHORT = 12
_MOST_NAMED = 20


class Pictures:
    """Files prepared before anything is written; their rows are made with everything else."""

    def __init__(self, checkout: Checkout, folder: Folder) -> None:
        self.checkout = checkout
        self.folder = folder
        self.ready: dict[str, storing.Ready | None] = {}

    def kept(self, path: str) -> str:
        """`picture:…` for a file; empty, told, for one that is refused."""
        if path not in self.ready:
            content = self.checkout.content(path, LARGEST_FILE)
            self.ready[path] = self._prepared(path, 1, path, content) if content else None
        ready = self.ready[path]
        return f"picture:{ready.cleaned.hash[:_SHORT]}" if ready else ""

    def inline(self, document: Document, source: str) -> str:
        """`picture:…` for a picture that is written out in its address."""
        key = source[:60] + str(hash(source))
        if key not in self.ready:
            found = re.match(r"data:image/[\w.+-]+;base64,(.*)", source, re.DOTALL)
            try:
                content = base64.b64decode(found[1], validate=False) if found else b""
            except binascii.Error:
                content = b""
            number = document.line_of(source[:60])
            self.ready[key] = self._prepared(document.path, number, "picture", content)
        ready = self.ready[key]
        return f"picture:{ready.cleaned.hash[:_SHORT]}" if ready else ""

    def write(self, session: Session) -> dict[str, int]:
        """Make the rows of all that was prepared; the id of each by the beginning of its number."""
        found = {}
        counted: set[int] = set()
        for ready in filter(None, self.ready.values()):
            picture, is_new = storing.keep(session, ready)
            found[f"picture:{ready.cleaned.hash[:_SHORT]}"] = picture.id
            if picture.id not in counted:
                self.checkout.report.count("picture", "new" if is_new else "unchanged")
                counted.add(picture.id)
        return found

    def tell_unused(self) -> None:
        """Note the pictures that nothing shows."""
        unused = [
            path
            for path in self.checkout.files
            if path.lower().endswith(PICTURES) and path not in self.ready
        ]
        if unused:
            names = ", ".join(unused[:_MOST_NAMED]) + (" …" if len(unused) > _MOST_NAMED else "")
            self.checkout.report.tell(
                ".", 1, problems.UNUSED_PICTURES, number=len(unused), names=names
            )

    def _prepared(
        self, file: str, line: int, name: str, content: bytes | None
    ) -> storing.Ready | None:
        try:
            return storing.prepare(self.folder, content or b"", name)
        except RefusedError as error:
            why = Said(error.template, error.params)
            self.checkout.report.tell(file, line, problems.BAD_PICTURE, why=why)
        except BusyError:
            self.checkout.report.tell(file, line, BUSY)
        return None
