"""Pieces of HTML and TeX in the Markdown that Jekyll reads."""

import re
from collections.abc import Callable

from bs4 import BeautifulSoup
from bs4.element import NavigableString

_ALONE = {"br", "hr", "!--"}
_INLINE_MATH = re.compile(r"(?<=[^\n$])\$\$([^$\n]+)\$\$|(?<!\$)\$\$([^$\n]+)\$\$(?=[^\n$])")
_SPACED_MATH = re.compile(r"(?<![\\\w$])\$ +([^$\n]*[\\^_=][^$\n]*?) +\$(?![\w$])")
_TEX_MATH = re.compile(r"\\\\\((.{1,2000}?)\\\\\)|\\\\\[(.{1,2000}?)\\\\\]", re.DOTALL)
_DISPLAY = re.compile(
    r"\$\$.{1,9000}?\$\$|\\begin\{((?:equation|eqnarray|align|gather|displaymath)\*?)\}"
    r"(.{1,9000}?)\\end\{\1\}",
    re.DOTALL,
)
_LINES = re.compile(r"\\displaylines\s*\{(.*)\}(?=\s*\$\$\Z)", re.DOTALL)
_ESCAPED_MATH = re.compile(r"(?<![\\\w$])\$(?=[^\s$])([^$\n]{1,500})(?<![\s\\])\$(?![\w$])")
_DISTILL_CODE = re.compile(
    r"<d-code\b(?=[^>]*\bblock\b)[^>]*?(?:language=[\"']?(\w*)[^>]*)?>(.{0,20000}?)</d-code>",
    re.DOTALL,
)
_BOX = re.compile(r"((?:^>.*\n){1,200}+)\{:\s*\.block-(tip|warning|danger)\s*\}", re.MULTILINE)
_NOTICE = re.compile(
    r"((?:^(?!\{:)[^\S\n]*\S.*\n){1,50}+)\{:\s*\.notice((?:--\w+)?)[^}\n]*\}", re.MULTILINE
)
_BODIES = re.compile(r"^(\|.*\|.*\|[ \t]*\n)\|[-=+:]{3,}\|[ \t]*\n", re.MULTILINE)
_NOTICES = {"warning": "warning", "danger": "danger", "success": "tip"}


def is_html(text: str) -> bool:
    """Whether a text is HTML throughout: it begins with a tag, and little stands beside tags."""
    if not re.match(r"\s*<(?!https?:|mailto:)[a-z!]", text, re.IGNORECASE):
        return False
    soup = BeautifulSoup(text, "html.parser")
    beside = sum(len(str(one).strip()) for one in soup.children if type(one) is NavigableString)
    return beside * 20 < len(soup.get_text())


def end_of(text: str, found: re.Match[str]) -> int:
    """Where the element ends that begins here: at its end tag, else with its paragraph."""
    name = found[1].lower()
    if name == "!--":
        end = text.find("-->", found.end())
        return end + 3 if end >= 0 else len(text)
    if name in _ALONE:
        line = text.find("\n", found.end())
        return line if line >= 0 else len(text)
    depth = 0
    for tag in re.compile(rf"<(/?){name}\b[^>]*?(/?)>", re.IGNORECASE).finditer(
        text, found.start()
    ):
        depth += -1 if tag[1] else (0 if tag[2] else 1)
        if depth <= 0:
            return tag.end()
    end = text.find("\n\n", found.end())
    return end if end >= 0 else len(text)


def dedented(text: str) -> str:
    """Text that Liquid set in as a whole is no code."""
    lines = [line for line in text.split("\n") if line.strip()]
    least = min((len(line) - len(line.lstrip(" ")) for line in lines), default=0)
    return re.sub(rf"(?m)^ {{{least}}}", "", text) if least else text


def formulas(text: str) -> str:
    """Formulas as the site has them: between dollars, whatever stood around them."""
    text = _TEX_MATH.sub(_dollars, text)
    text = _DISPLAY.sub(_display, text)
    text = _INLINE_MATH.sub(lambda math: f"${(math[1] or math[2]).strip()}$", text)
    text = _SPACED_MATH.sub(lambda math: f"${math[1].strip()}$", text)
    return _ESCAPED_MATH.sub(_unescaped, text)


def fenced(text: str) -> str:
    """Code between Distill's tags as code between fences."""
    return _DISTILL_CODE.sub(r"\n```\1\n\2\n```\n", text)


def tables(text: str) -> str:
    """Tables without the lines that part their bodies and their feet."""
    return _BODIES.sub(r"\1", text)


def notices(text: str, boxed: Callable[[str, str], str]) -> str:
    """Quotations and paragraphs that an attribute makes a box of."""
    text = _BOX.sub(
        lambda box: boxed(box[2], re.sub(r"^>[ ]?", "", box[1], flags=re.MULTILINE)), text
    )
    return _NOTICE.sub(
        lambda box: boxed(_NOTICES.get((box[2] or "").strip("-"), "note"), box[1]), text
    )


def _dollars(found: re.Match[str]) -> str:
    """A formula between TeX's own marks as one between dollars."""
    return f"${found[1].strip()}$" if found[1] else f"\n$$\n{found[2].strip()}\n$$\n"


def _display(found: re.Match[str]) -> str:
    """A formula in an environment of LaTeX as one between dollars; one between dollars stays."""
    if found[1] is None:
        lines = re.sub(r"\\{3}(?=\s)", r"\\\\", found[0])
        return _LINES.sub(r"\\begin{gathered}\1\\end{gathered}", lines)
    inner = re.sub(r"\\(?:label\{[^}]*\}|nonumber\b|notag\b)", "", found[2])
    # Markdown made two backslashes of four and more, and one of two before a brace.
    inner = re.sub(r"\\{3,}(?=\s)", r"\\\\", inner)
    inner = re.sub(r"\\\\(?=[{}])", r"\\", inner).strip()
    name = found[1].rstrip("*")
    if name == "eqnarray":
        inner = inner.replace("&&", "&")
    within = {"eqnarray": "aligned", "align": "aligned", "gather": "gathered"}.get(name)
    inner = f"\\begin{{{within}}}\n{inner}\n\\end{{{within}}}" if within else inner
    return f"\n\n$$\n{inner}\n$$\n\n"


def _unescaped(found: re.Match[str]) -> str:
    """A formula in a line, where Markdown read the backslashes before MathJax did."""
    inner = re.sub(r"\\\\(?=[{}|,;:!])", r"\\", found[1])
    inner = re.sub(r"\\(?=[_*])", "", inner)
    return f"${inner}$"
