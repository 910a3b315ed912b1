"""Formulas as Jekyll's Markdown has them, as the site has them: between dollars."""

import re

_INLINE = re.compile(r"(?<=[^\n$])\$\$([^$\n]+)\$\$|(?<!\$)\$\$([^$\n]+)\$\$(?=[^\n$])")
_SPACED = re.compile(r"(?<![\\\w$])\$( [^$\n]+ )\$(?![\w$])")
_WITHIN = r"((?:(?!\\\\[()\[\]]).){1,2000})"
_TEX = re.compile(rf"\\\\\({_WITHIN}\\\\\)|\\\\\[{_WITHIN}\\\\\]", re.DOTALL)
_DISPLAY = re.compile(
    r"\$\$[^$]{1,9000}+\$\$|\\begin\{((?:equation|eqnarray|align|gather|displaymath)\*?)\}"
    r"((?:(?!\\begin\{(?:eq|al|ga|di)).){1,9000}?)\\end\{\1\}",
    re.DOTALL,
)
_LINES = re.compile(r"\\displaylines\s*\{(.*)\}(?=\s*\$\$\Z)", re.DOTALL)
_ESCAPED = re.compile(r"(?<![\\\w$])\$(?=[^\s$])([^$\n]{1,500})(?<![\s\\])\$(?![\w$])")


def formulas(text: str) -> str:
    """The text with all its formulas between dollars, whatever stood around them."""
    text = _TEX.sub(_dollars, text)
    text = _DISPLAY.sub(_display, text)
    text = _INLINE.sub(lambda math: f"${(math[1] or math[2]).strip()}$", text)
    text = _SPACED.sub(_closed_up, text)
    return _ESCAPED.sub(_unescaped, text)


def _dollars(found: re.Match[str]) -> str:
    """A formula between TeX's own marks as one between dollars."""
    return f"${found[1].strip()}$" if found[1] else f"\n$$\n{found[2].strip()}\n$$\n"


def _closed_up(found: re.Match[str]) -> str:
    """A formula between dollars that stand apart from it, if it looks like one."""
    said = found[1].strip()
    return f"${said}$" if re.search(r"[\\^_=]", said) else found[0]


def _display(found: re.Match[str]) -> str:
    """A formula in an environment of LaTeX as one between dollars; one between dollars stays."""
    if found[1] is None:
        lines = re.sub(r"\\{3}(?=\s)", r"\\\\", found[0])
        return _LINES.sub(r"\\begin{gathered}\1\\end{gathered}", lines)
    inner = re.sub(r"\\(?:label\{[^{}]*\}|nonumber\b|notag\b)", "", found[2])
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
