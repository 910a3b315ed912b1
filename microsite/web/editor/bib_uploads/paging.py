"""One page of many rows."""

from collections.abc import Sequence
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")


class Page(NamedTuple, Generic[T]):
    """The rows of page `number`, which counts from 1, and where they stand among all."""

    rows: Sequence[T]
    number: int
    pages: int
    first: int
    last: int
    total: int


def page_of(rows: Sequence[T], number: int, size: int) -> Page[T]:
    """A page of the rows; one beyond the end is the last."""
    number, pages = _fitting(len(rows), number, size)
    start = (number - 1) * size
    shown = rows[start : start + size]
    return Page(shown, number, pages, start + 1, start + len(shown), len(rows))


def offset(total: int, number: int, size: int) -> int:
    """How many rows come before page `number`, which may lie beyond the end."""
    return (_fitting(total, number, size)[0] - 1) * size


def _fitting(total: int, number: int, size: int) -> tuple[int, int]:
    pages = max(-(-total // size), 1)
    return min(number, pages), pages
