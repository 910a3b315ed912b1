"""What is wrong with what somebody wrote in a field."""

from collections.abc import Mapping
from typing import Any, NamedTuple


class Problem(NamedTuple):
    """A field by its name, and what is wrong: a message to be translated, with its values."""

    field: str
    message: str
    values: Mapping[str, Any] = {}
