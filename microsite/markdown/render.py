"""Markdown with the site's blocks to safe HTML, with all that is wrong in it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin

from microsite.markdown import arranging, headings, inlines, lines, pairing, quoting, rules
from microsite.markdown.live import Ask, Live
from microsite.markdown.problems import Problem
from microsite.markdown.safe import clean
from microsite.markdown.sheet import Heading, Options, Sheet, answered
from microsite.markdown.words import Words

LONGEST = 1_000_000
# Longer texts are rendered anew each time: few could be kept.
LONGEST_KEPT = 60_000

# Characters that no text needs, among them those that the renderer's own marks are made of.
_NEVER = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ue000\ue001\ufffe\uffff\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Rendered:
    """Safe HTML, the problems by line, and the headings in their order."""

    html: str
    problems: tuple[Problem, ...]
    headings: tuple[Heading, ...]


@dataclass(frozen=True, slots=True)
class _Draft:
    """A text as far as it can be rendered without asking the site."""

    html: str
    problems: tuple[Problem, ...]
    headings: tuple[Heading, ...]
    asked: tuple[Ask, ...]


def render(
    text: str,
    lang: str,
    live: Live | None = None,
    *,
    languages: Sequence[str] = (),
    words: Words | None = None,
    prefix: str = "",
) -> Rendered:
    """A text of the site in `lang`. Never raises for any text.

    `live` answers what the text asks of the site; without one, pictures and live blocks are left
    out. `languages` are those that may begin a path of the site. `words` are the renderer's own.
    `prefix` begins every id, where several texts stand on one page.
    """
    options = Options(lang, tuple(languages), words or Words(), prefix)
    draft = (_kept if len(text) <= LONGEST_KEPT else _drafted)(text, options)
    if live is None or not draft.asked:
        html = answered(draft.html, [""] * len(draft.asked))
        return Rendered(html, draft.problems, draft.headings)
    found = live.find(draft.asked)
    html = answered(draft.html, [answer.html for answer in found])
    problems = [*draft.problems, *(problem for answer in found for problem in answer.problems)]
    return Rendered(html, _in_order(problems), draft.headings)


def _drafted(text: str, options: Options) -> _Draft:
    sheet = Sheet(options)
    text = _NEVER.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    if len(text) > LONGEST:
        text = text[:LONGEST]
        sheet.wrong("too-long", text.count("\n") + 1, most=LONGEST)
    html = _MARKDOWN.render(text, {"sheet": sheet})
    return _Draft(
        sheet.settled(clean(html)),
        _in_order(sheet.problems),
        tuple(sheet.headings),
        tuple(sheet.asked),
    )


@lru_cache(maxsize=256)
def _kept(text: str, options: Options) -> _Draft:
    return _drafted(text, options)


def _in_order(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda problem: problem.line))


def _made() -> MarkdownIt:
    md = MarkdownIt("commonmark", {"html": True, "typographer": False, "maxNesting": 40})
    md.enable(["table", "strikethrough"])
    # Links are judged afterwards, with a problem for each that may not be.
    md.validateLink = lambda url: True  # type: ignore[method-assign]
    md.use(deflist_plugin)
    md.use(footnote_plugin, inline=False)
    md.use(dollarmath_plugin, allow_labels=False, allow_space=False, allow_digits=False)
    lines.install(md)
    steps: tuple[Callable[[StateCore], Any], ...] = (
        headings.mark,
        inlines.check,
        quoting.find_sources,
        quoting.find_tasks,
        pairing.pair,
        arranging.arrange,
        headings.find_contents,
    )
    for step in steps:
        md.core.ruler.push(f"{step.__module__}.{step.__name__}", step)
    rules.install(md)
    return md


_MARKDOWN = _made()
