"""What the child tells of a picture it has cleaned."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What came of a file. It lies in a folder as `kept.<suffix>`, its sizes as `<width>.webp`."""

    hash: str
    suffix: str
    width: int
    height: int
    widths: list[int]
    animated: bool
    size: int
