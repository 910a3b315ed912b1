"""Where the values in a text's Liquid come from, and those that are no values of YAML."""

from collections.abc import Mapping
from typing import Any, Protocol


class Unknown:
    """What only Jekyll knows."""


UNKNOWN = Unknown()


class Listed(str):
    """The first line of a block that lists what a collection holds; `chosen` is how, in Jekyll."""

    chosen = ""


class Values(Protocol):
    """Where values come from."""

    fields: Mapping[str, Any]
    config: Mapping[str, Any]

    def data(self, name: str) -> Any:
        """What a data file says, or the `Listed` of what it became; None for none."""

    def collection(self, name: str) -> str | None:
        """The block that lists a collection of the site's."""
