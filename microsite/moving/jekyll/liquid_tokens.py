"""Where the tags and outputs of Liquid stand in a text."""

import re

_OPENS = re.compile(r"\{[{%]")
LONGEST = 4000
"""Letters between the marks; what is longer is text."""


class Tokens:
    """Tells where the next one begins and ends; no end is looked for twice."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._ends = {"%}": 0, "}}": 0}

    def after(self, at: int) -> tuple[int, int] | None:
        """The next tag or output from here on; None where there is no more."""
        for opened in _OPENS.finditer(self.text, at):
            mark = "%}" if opened[0] == "{%" else "}}"
            if self._ends[mark] < opened.end():
                end = self.text.find(mark, opened.end())
                self._ends[mark] = end if end >= 0 else len(self.text) + LONGEST + 1
            if self._ends[mark] - opened.end() <= LONGEST:
                return opened.start(), self._ends[mark] + 2
        return None
