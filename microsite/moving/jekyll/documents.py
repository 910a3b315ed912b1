"""The PDFs of publications: each that belongs to one is checked and stored once."""

from posixpath import normpath
from urllib.parse import unquote, urlsplit

from sqlalchemy.orm import Session

from microsite.models import StoredFile
from microsite.moving.jekyll import problems
from microsite.moving.jekyll.checkout import Checkout
from microsite.moving.report import BUSY, Said
from microsite.pictures import documents
from microsite.pictures.apart import BusyError
from microsite.pictures.folder import Folder
from microsite.pictures.problems import RefusedError

MOST_MB = 100
# Where the themes keep what can be downloaded.
FOLDERS = ("assets/pdf", "files", "pdfs", "pdf", "papers", "assets/papers", "assets/files")
_MOST_NAMED = 20


class Documents:
    """Files prepared before anything is written; without a folder for them they are told."""

    def __init__(self, checkout: Checkout, folder: Folder | None, pictures: Folder) -> None:
        self.checkout = checkout
        self.folder = folder
        self.pictures = pictures
        self.ready: dict[str, documents.Ready | None] = {}

    def kept(self, address: str) -> str:
        """The path of the PDF that an address leads to; empty where it is none of the folder's."""
        path = self._path(address)
        if path and path not in self.ready:
            self.ready[path] = self._prepared(path)
        return path if path and self.ready[path] else ""

    def write(self, session: Session) -> dict[str, StoredFile]:
        """Make the rows of all that was prepared, by their paths."""
        found, counted = {}, set()
        for path, ready in self.ready.items():
            if ready is None:
                continue
            found[path], is_new = documents.keep(session, ready)
            if ready.hash not in counted:
                self.checkout.report.count("document", "new" if is_new else "unchanged")
                counted.add(ready.hash)
        return found

    def tell_unused(self) -> None:
        """Note the files to download that belong to no publication."""
        left = [
            path
            for path in self.checkout.files
            if path not in self.ready
            and (path.lower().endswith(".pdf") or path.startswith(tuple(f"{f}/" for f in FOLDERS)))
            and not path.lower().endswith((".md", ".html", ".bib"))
        ]
        if left:
            names = ", ".join(left[:_MOST_NAMED]) + (" …" if len(left) > _MOST_NAMED else "")
            self.checkout.report.tell(".", 1, problems.UNUSED_FILES, number=len(left), names=names)

    def _path(self, address: str) -> str:
        try:
            bare = unquote(urlsplit(address.strip()).path).lstrip("/")
        except ValueError:
            return ""
        if not bare.lower().endswith(".pdf"):
            return ""
        # An address with a host may be the old site's own; the path must be all of it then.
        folders = () if "://" in address else FOLDERS
        places = (normpath(bare), *(f"{folder}/{bare}" for folder in folders))
        return next((path for path in places if path in self.checkout.files), "")

    def _prepared(self, path: str) -> documents.Ready | None:
        if self.folder is None:
            return None
        content = self.checkout.content(path, MOST_MB * 1024**2)
        if content is None:
            return None
        name = path.rpartition("/")[2]
        try:
            return documents.prepare(self.folder, self.pictures, content, name, MOST_MB)
        except RefusedError as error:
            why = Said(error.template, error.params)
            self.checkout.report.tell(path, 1, problems.BAD_DOCUMENT, why=why)
        except BusyError:
            self.checkout.report.tell(path, 1, BUSY)
        return None
