"""JSON-LD, to stand in a page's script element."""

from typing import Any

import orjson
from markupsafe import Markup


def script(said: dict[str, Any]) -> Markup:
    """What is said, without what is empty."""
    told = orjson.dumps({name: value for name, value in said.items() if value}).decode()
    # Nothing in it may close the script element or open a comment.
    return Markup(told.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))
