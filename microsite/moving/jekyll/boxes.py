"""What attributes and tags of themes make of Markdown: boxes, code, bodies of tables."""

import re
from collections.abc import Callable

_CODE = re.compile(
    r"<d-code\b(?=[^<>]*\bblock\b)[^<>]*>((?:(?!<d-code).){0,20000}?)</d-code>", re.DOTALL
)
_LANGUAGE = re.compile(r"language=[\"']?(\w+)")
# No line is looked at more often than a box may have lines.
_QUOTED = re.compile(r"((?:^>.*\n){1,200}+)\{:\s*\.block-(tip|warning|danger)\s*\}", re.MULTILINE)
_NOTICE = re.compile(
    r"((?:^(?!\{:)[^\S\n]*\S.*\n){1,50}+)\{:\s*\.notice((?:--\w+)?)[^}\n]*\}", re.MULTILINE
)
_BODIES = re.compile(r"^(\|[^|\n]*+\|[^|\n]*+\|.*\n)\|[-=+:]{3,}\|[ \t]*\n", re.MULTILINE)
_NOTICES = {"warning": "warning", "danger": "danger", "success": "tip"}


def fenced(text: str) -> str:
    """Code between Distill's tags as code between fences."""
    return _CODE.sub(_fence, text)


def tables(text: str) -> str:
    """Tables without the lines that part their bodies and their feet."""
    return _BODIES.sub(r"\1", text)


def notices(text: str, boxed: Callable[[str, str], str]) -> str:
    """Quotations and paragraphs that an attribute makes a box of."""
    text = _QUOTED.sub(
        lambda box: boxed(box[2], re.sub(r"^>[ ]?", "", box[1], flags=re.MULTILINE)), text
    )
    return _NOTICE.sub(
        lambda box: boxed(_NOTICES.get((box[2] or "").strip("-"), "note"), box[1]), text
    )


def _fence(found: re.Match[str]) -> str:
    language = _LANGUAGE.search(found[0].partition(">")[0])
    return f"\n```{language[1] if language else ''}\n{found[1].strip(chr(10))}\n```\n"
