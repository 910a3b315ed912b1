"""Pictures and documents from files: checked, cleaned and stored, without the database."""

import hashlib
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from microsite.moving.content import layout
from microsite.moving.content.source import Source
from microsite.moving.report import BUSY
from microsite.pictures import documents as papers
from microsite.pictures import storing
from microsite.pictures.apart import BusyError
from microsite.pictures.cleaned import Cleaned
from microsite.pictures.folder import Folder
from microsite.pictures.problems import TEMPLATES, RefusedError
from microsite.pictures.sizes import LARGEST_FILE

# Megabytes: what is exported was let in under the site's own limit.
LARGEST_DOCUMENT = 1000


Told = Callable[[int], object]


@dataclass
class Prepared:
    """Files that are in place, by the names that lead to them."""

    pictures: dict[str, storing.Ready] = field(default_factory=dict)
    documents: dict[str, papers.Ready] = field(default_factory=dict)


def prepare(
    source: Source,
    pictures: Folder,
    stored: Folder,
    known: Collection[str],
    told: Told = lambda done: None,
) -> Prepared:
    """Check, clean and store all files but those whose hashes are `known`. Takes no transaction."""
    prepared, done = Prepared(), 0
    for name, path in files_of(source, layout.PICTURES):
        told(done := done + 1)
        if name not in known and (content := _read(source, path, LARGEST_FILE)) is not None:
            try:
                made = storing.prepare(pictures, content, path.name, known_as=name)
                prepared.pictures[name] = made
            except RefusedError as error:
                _refused(source, layout.PICTURES, path, error)
            except BusyError:
                source.report.tell(f"{layout.PICTURES}/{path.name}", 0, BUSY)
    for name, path in files_of(source, layout.DOCUMENTS):
        told(done := done + 1)
        limit = LARGEST_DOCUMENT * 1024 * 1024
        if name not in known and (content := _read(source, path, limit)) is not None:
            try:
                prepared.documents[name] = papers.prepare(
                    stored, pictures, content, path.name, LARGEST_DOCUMENT
                )
            except RefusedError as error:
                _refused(source, layout.DOCUMENTS, path, error)
            except BusyError:
                source.report.tell(f"{layout.DOCUMENTS}/{path.name}", 0, BUSY)
    return prepared


def only_look(source: Source, known: Collection[str]) -> Prepared:
    """The same for a dry run: nothing is stored, and every file is taken to be what it says."""
    prepared = Prepared()
    for name, path in files_of(source, layout.PICTURES):
        if name not in known:
            digest, suffix = hashlib.sha256(path.read_bytes()).hexdigest(), path.suffix[1:].lower()
            cleaned = Cleaned(digest, _suffix(suffix), 1, 1, [], False, path.stat().st_size)
            prepared.pictures[name] = storing.Ready(path.name, cleaned)
    for name, path in files_of(source, layout.DOCUMENTS):
        if name not in known:
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            page = Cleaned(digest, "png", 1, 1, [], False, 1)
            ready = storing.Ready(path.name, page)
            size = path.stat().st_size
            prepared.documents[name] = papers.Ready(path.name, digest, size, 1, ready)
    return prepared


def files_of(source: Source, folder: str) -> Iterator[tuple[str, Path]]:
    """The files of a folder by their names without endings."""
    for path in sorted((source.folder / folder).glob("*")):
        if path.is_file() and not path.name.startswith("."):
            yield path.stem, path


def _suffix(suffix: str) -> str:
    return suffix if suffix in ("jpg", "png", "webp", "svg") else "png"


def _read(source: Source, path: Path, limit: int) -> bytes | None:
    # One byte more than is allowed is enough to be refused with the right words.
    with path.open("rb") as file:
        return file.read(limit + 1)


def _refused(source: Source, folder: str, path: Path, error: RefusedError) -> None:
    source.report.tell(f"{folder}/{path.name}", 0, TEMPLATES[error.code], **dict(error.params))
