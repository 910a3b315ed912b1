"""What a text asks of the site it stands in, and who answers."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple, Protocol

from microsite.markdown.problems import Problem


class Ask(NamedTuple):
    """A live block, or a `picture` with its `name`, `alt`, `caption` and `use`, at a line.

    The `use` of a picture is where it stands: text, feature, card, figure, gallery, float or
    backdrop. The values are those that the registry allows, each checked.
    """

    kind: str
    line: int
    values: Mapping[str, str]


class Found(NamedTuple):
    """Ready HTML, empty where nothing could be found, and what was wrong."""

    html: str
    problems: Sequence[Problem] = ()


class Live(Protocol):
    """The site, as a text sees it."""

    def find(self, asked: Sequence[Ask]) -> Sequence[Found]:
        """An answer to each question, in their order; all are asked at once."""
