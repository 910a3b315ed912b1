"""Slugs that no two texts share, unless they are one text in several languages."""


class Slugs:
    """Gives each text its own; with many texts of one name, no number is tried twice."""

    def __init__(self) -> None:
        self._taken: dict[tuple[str, str], str] = {}
        self._given: dict[tuple[str, str, str], str] = {}
        self._numbers: dict[tuple[str, str], int] = {}

    def free(self, kind: str, slug: str, mark: str) -> str:
        """The slug, with a number behind it where another text has it; `mark` tells a text."""
        if given := self._given.get((kind, slug, mark)):
            return given
        found, number = slug, self._numbers.get((kind, slug), 2)
        while self._taken.setdefault((kind, found), mark) != mark:
            found, number = f"{slug}-{number}", number + 1
        self._numbers[kind, slug] = number
        self._given[kind, slug, mark] = found
        return found
