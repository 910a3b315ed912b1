"""Formulas as KaTeX and MathJax left them in a saved page, back to the LaTeX they came from."""

import re

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PageElement

_SCRIPTS = re.compile(r"math/tex")
_DELIMITED = re.compile(r"\\\((.+?)\\\)|\\\[(.+?)\\\]|\$\$([^$]+)\$\$", re.DOTALL)
_SHOWN = ".MathJax_Preview, .MathJax, .MathJax_Display, .MathJax_CHTML, .MathJax_SVG_Display"


def restore(soup: BeautifulSoup) -> list[Tag]:
    """Put a `<formula>` in the place of each formula; those without a source are given back."""
    lost = []
    if soup.find("script", type=_SCRIPTS):
        for made in soup.select(_SHOWN):
            made.decompose()
    for script in soup.find_all("script", type=_SCRIPTS):
        _put(soup, script, script.get_text(), "display" in str(script.get("type")))
    for outer in soup.select(".katex--display, .katex-display, .katex--inline, .katex, .MathJax"):
        if outer.decomposed or outer.find_parent("formula") or outer.parent is None:
            continue
        latex = _latex(outer)
        if latex is None:
            lost.append(outer)
        else:
            _put(soup, outer, latex, "display" in " ".join(outer.get_attribute_list("class")))
    for math in soup.find_all(["math", "mjx-container"]):
        if math.parent is None or math.decomposed:
            continue
        latex = _latex(math)
        if latex is None:
            lost.append(math)
        else:
            is_display = "block" in str(math.get("display")) or math.get("display") == "true"
            _put(soup, math, latex, is_display)
    _written(soup)
    return lost


def _written(soup: BeautifulSoup) -> None:
    """What MathJax would have found in the text when the page was opened."""
    for string in soup.find_all(string=_DELIMITED):
        if string.find_parent(["pre", "code", "formula"]):
            continue
        parts: list[PageElement] = []
        at = 0
        for found in _DELIMITED.finditer(string):
            made = soup.new_tag("formula", display="" if found[1] else "yes")
            made.string = (found[1] or found[2] or found[3]).strip()
            parts += [NavigableString(string[at : found.start()]), made]
            at = found.end()
        string.replace_with(*parts, NavigableString(string[at:]))


def _put(soup: BeautifulSoup, old: Tag, latex: str, display: bool) -> None:
    made = soup.new_tag("formula", display="yes" if display else "")
    made.string = re.sub(r"\s+", " ", latex).strip()
    old.replace_with(made)


def _latex(made: Tag) -> str | None:
    """The LaTeX that a formula was made from: an annotation, an attribute, or its last lines."""
    annotation = made.find("annotation", encoding=re.compile("tex"))
    if annotation:
        return annotation.get_text()
    for one in (made, *made.find_all(True)):
        for name in ("alttext", "data-tex", "data-latex"):
            if one.get(name):
                return str(one[name])
    kept = made.find(class_="katex-mathml")
    return _last_lines(kept.get_text()) if kept else None


def _last_lines(text: str) -> str | None:
    """Where the tags of MathML were dropped, their letters stand first and the LaTeX last."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    for number, line in enumerate(lines):
        if line.startswith(r"\begin{"):
            return " ".join(lines[number:])
    return lines[-1] if lines else None
