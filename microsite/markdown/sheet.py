"""What is gathered while a text is rendered."""

import re
import secrets
from collections.abc import Mapping, MutableMapping, Sequence
from typing import Any, NamedTuple

from microsite.markdown.live import Ask
from microsite.markdown.mathematics import tied
from microsite.markdown.problems import Problem, problem
from microsite.markdown.words import Words

MOST_ASKED = 200
# Nobody mends more at a time.
MOST_PROBLEMS = 200

# Finished HTML stands aside while the rest is sanitised. Nobody can write its marks: the letters
# between the two private-use characters are new in each process and never leave it.
_SECRET = secrets.token_hex(8)
_MARKS = re.compile(f"\ue000{_SECRET}([ta])([0-9]+)\ue001")


class Options(NamedTuple):
    """How a text is rendered: its language, the site's languages, its words, its ids' prefix."""

    lang: str
    languages: tuple[str, ...] = ()
    words: Words = Words()
    prefix: str = ""


class Heading(NamedTuple):
    """A heading of a text: for a list of its contents."""

    level: int
    id: str
    text: str


class Sheet:
    """One text's problems, headings, questions and finished pieces."""

    def __init__(self, options: Options) -> None:
        self.options = options
        self.problems: list[Problem] = []
        self.headings: list[Heading] = []
        self.asked: list[Ask] = []
        self.open_tags: list[str] = []
        self._trusted: list[str] = []

    def wrong(self, code: str, line: int, **params: str | int) -> None:
        """Note a problem, once for each line."""
        found = problem(code, line, **params)
        if len(self.problems) < MOST_PROBLEMS and found not in self.problems[-20:]:
            self.problems.append(found)

    def trusted(self, html: str) -> str:
        """A mark for finished HTML that no user wrote."""
        self._trusted.append(html)
        return f"\ue000{_SECRET}t{len(self._trusted) - 1}\ue001"

    def ask(self, kind: str, line: int, values: Mapping[str, str]) -> str:
        """A mark for what the site will answer; nothing where too much is asked already."""
        if len(self.asked) >= MOST_ASKED:
            if len(self.asked) == MOST_ASKED and not self._said("too-many"):
                self.wrong("too-many", line, most=MOST_ASKED)
            return ""
        self.asked.append(Ask(kind, line, dict(values)))
        return f"\ue000{_SECRET}a{len(self.asked) - 1}\ue001"

    def picture(self, line: int, name: str, use: str, alt: str = "", caption: str = "") -> str:
        """A mark for a picture."""
        values = {"name": name, "use": use, "alt": alt, "caption": caption}
        return self.ask("picture", line, values)

    def settled(self, html: str) -> str:
        """`html` with its trusted pieces put in."""
        return tied(
            _MARKS.sub(
                lambda found: self._trusted[int(found[2])] if found[1] == "t" else found[0], html
            )
        )

    def _said(self, code: str) -> bool:
        return any(found.code == code for found in self.problems)


def answered(html: str, answers: Sequence[str]) -> str:
    """`html` with the site's answers put in."""
    return _MARKS.sub(lambda found: answers[int(found[2])], html)


def sheet_of(env: MutableMapping[str, Any]) -> Sheet:
    """The sheet of the text that is being rendered."""
    sheet: Sheet = env["sheet"]
    return sheet
