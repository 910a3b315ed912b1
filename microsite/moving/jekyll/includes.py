"""What a text is asked while its Liquid is read."""

from collections.abc import Mapping
from typing import Protocol

from microsite.moving.jekyll.values import Listed, Values

Arguments = Mapping[str, str]


class Includes(Values, Protocol):
    """What a text is told of its tags."""

    def include(self, name: str, said: Arguments) -> str | None:
        """What stands in the place of an include; None for one that has no counterpart."""

    def section(self, said: Arguments) -> str:
        """The first line of a section."""

    def reference(self, tag: str, said: str) -> str | None:
        """What stands in the place of `{% cite %}`, `{% link %}` and the like; None for others."""

    def listing(self, written: str, block: Listed) -> str:
        """A block that lists a collection, once on a page; how it was chosen is told."""

    def kept(self, block: str) -> str:
        """A mark that stands for text nobody shall read as Markdown or HTML."""

    def tell(self, fragment: str, template: str, **params: object) -> None:
        """Note a problem where this piece of the source is."""
