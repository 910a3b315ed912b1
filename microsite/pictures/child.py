"""The process that opens what strangers made: little memory, little time, nothing else in it.

It reads an order as JSON and writes an answer as JSON: what was made, or why the file is refused.
"""

import contextlib
import json
import resource
import sys
import warnings
from pathlib import Path
from typing import Any

from microsite.pictures.problems import RefusedError

# Bytes of memory that is its own: with code and libraries it stays below 400 MB.
MEMORY = 350 * 1024 * 1024
SECONDS = 60


def main() -> None:
    """Obey one order."""
    _limit()
    # What Pillow says of odd metadata concerns nobody.
    warnings.simplefilter("ignore")
    order = json.load(sys.stdin)
    try:
        answer: dict[str, Any] = {"made": _obey(order.pop("action"), **order)}
    except RefusedError as refused:
        answer = {"refused": refused.code, "params": refused.params}
    except MemoryError:
        answer = {"refused": "too-slow", "params": {}}
    json.dump(answer, sys.stdout)


def _obey(action: str, **order: Any) -> dict[str, Any]:
    if action == "clean":
        from microsite.pictures.cleaning import clean

        return clean(Path(order["source"]), Path(order["folder"]))
    if action == "variant":
        from microsite.pictures.cleaning import variant

        crop = tuple(order["crop"]) if order["crop"] else None
        return variant(Path(order["kept"]), order["width"], crop, Path(order["target"]))
    from microsite.pictures.first_page import draw

    return draw(Path(order["source"]), Path(order["target"]))


def _limit() -> None:
    # Not every system knows both.
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


if __name__ == "__main__":
    main()
