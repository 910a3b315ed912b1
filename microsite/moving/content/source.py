"""A folder of content files, read with all that is wrong in it told."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from microsite.editing.kinds import KINDS, Kind, Shape
from microsite.moving.content import layout, markdown_files
from microsite.moving.content.values import is_language
from microsite.moving.content.yaml_files import BadYamlError, Listed, Table, load
from microsite.moving.report import Report
from microsite.moving.words import N_

NOT_UTF8 = N_("This is no text in UTF-8. Save it so; the file was left out.")
TOO_LARGE = N_("This is larger than %(limit)d MB. The file was left out.")
NOT_TABLE = N_("Names and values are expected here: “name: value”.")
NOT_LIST = N_("A list is expected here: lines that begin with a hyphen.")
UNKNOWN_NAME = N_("“%(name)s” is nothing that can be said here. It was left out.")
# Far more than any page; YAML in memory takes fifty times as much.
LARGEST_TEXT = 100_000_000


class Place(NamedTuple):
    """Where something stands."""

    file: str
    line: int


@dataclass
class Thing:
    """What the files say of one thing: values as they are written, by the names of files."""

    kind: Kind
    name: str
    place: Place
    said: dict[str, Any] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)

    def where(self, name: str) -> Place:
        """Where a value stands, else the thing."""
        return self.places.get(name, self.place)

    def say(self, name: str, value: Any, place: Place) -> None:
        """Note what a file says."""
        self.said[name], self.places[name] = value, place


class Source:
    """The folder. What cannot be read is told in `report`, and left out."""

    def __init__(self, folder: Path, report: Report) -> None:
        self.folder = folder
        self.report = report

    def text(self, path: str) -> str | None:
        """A file; None where there is none."""
        file = self.folder / path
        if not file.is_file():
            return None
        if file.stat().st_size > LARGEST_TEXT:
            self.report.tell(path, 0, TOO_LARGE, limit=LARGEST_TEXT // 1_000_000)
            return None
        try:
            return file.read_bytes().decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = error.object[: error.start].count(b"\n") + 1
            self.report.tell(path, line, NOT_UTF8)
            return None

    def table(self, path: str) -> Table | None:
        """A file of names and values."""
        found = self._yaml(path)
        if found is None or isinstance(found, Table):
            return found
        self.report.tell(path, 1, NOT_TABLE)
        return None

    def rows(self, path: str) -> Iterator[Table]:
        """A file that lists tables."""
        found = self._yaml(path)
        if isinstance(found, Listed):
            for row, line in zip(found, found.lines, strict=True):
                if isinstance(row, Table):
                    yield row
                else:
                    self.report.tell(path, line, NOT_TABLE)
        elif found:
            self.report.tell(path, 1, NOT_LIST)

    def things(self, kind: Kind) -> list[Thing]:
        """All that the files say of a kind, in the order of their names or of the list."""
        return list(self._in_folder(kind) if kind.path else self._listed(kind))

    def _yaml(self, path: str) -> Any:
        text = self.text(path)
        if text is None:
            return None
        try:
            return load(text)
        except BadYamlError as error:
            self.report.tell(path, error.line, error.template, **error.params)
            return None

    def _listed(self, kind: Kind) -> Iterator[Thing]:
        path = layout.place(kind)
        for position, row in enumerate(self.rows(path)):
            thing = Thing(kind, str(row.get("slug", "")), Place(path, row.line))
            for name, value in row.items():
                thing.say(name, value, Place(path, row.line_of(name)))
            if kind.ordered:
                thing.said["position"] = str(position)
            yield thing

    def _in_folder(self, kind: Kind) -> Iterator[Thing]:
        things: dict[str, Thing] = {}
        folder = layout.place(kind)
        # What is said for all languages comes first, then each language.
        names = sorted(one.name for one in (self.folder / folder).glob("*.yaml"))
        for name in names:
            path = f"{folder}/{name}"
            thing = self._thing(things, kind, name.removesuffix(".yaml"), path)
            table = self.table(path) or Table()
            for key, value in table.items():
                thing.say(key, value, Place(path, table.line_of(key)))
        for name in sorted(one.name for one in (self.folder / folder).glob("*.md")):
            stem, _, lang = name.removesuffix(".md").rpartition(".")
            path = f"{folder}/{name}"
            if not stem or not is_language(lang):
                self.report.tell(path, 0, NO_LANGUAGE)
                continue
            self._in_language(self._thing(things, kind, stem, path), path, lang)
        yield from things.values()

    def _thing(self, things: dict[str, Thing], kind: Kind, stem: str, path: str) -> Thing:
        slug = layout.slug_of(stem)
        if slug not in things:
            things[slug] = Thing(kind, slug, Place(path, 1))
            things[slug].said["slug"] = slug
        return things[slug]

    def _in_language(self, thing: Thing, path: str, lang: str) -> None:
        text = self.text(path)
        if text is None:
            return
        try:
            front, body = markdown_files.read(text)
        except BadYamlError as error:
            self.report.tell(path, error.line, error.template, **error.params)
            return
        lines = {one.name for one in thing.kind.fields if one.shape is Shape.LINE}
        said = {name: value for name, value in front.items() if name in lines}
        for name in front.keys() - lines:
            self.report.tell(path, front.line_of(name), UNKNOWN_NAME, name=name[:80])
        if body:
            said["text"] = body
        for name, value in said.items():
            table = thing.said.get(name)
            if not isinstance(table, Table):
                table = Table()
                table.line, table.lines = 1, {}
                thing.say(name, table, Place(path, front.line_of(name)))
            table[lang] = value


NO_LANGUAGE = N_("The name of a text ends with its language: about.en.md. The file was left out.")


def is_content(folder: Path) -> bool:
    """Whether the folder looks like one that was exported, or written like one."""
    names = (layout.MARK, layout.LAB, *map(layout.place, KINDS.values()))
    return any((folder / name).exists() for name in names)
