"""Formulas as KaTeX and MathJax left them in a saved page, back to the LaTeX they came from."""

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PageElement

from microsite.moving.jekyll.elements import empty

_SCRIPTS = re.compile(r"math/tex")
_WITHIN = r"((?:(?!\\[()\[\]]).)+)"
_DELIMITED = re.compile(rf"\\\({_WITHIN}\\\)|\\\[{_WITHIN}\\\]|\$\$([^$]+)\$\$", re.DOTALL)
_SHOWN = {
    "MathJax_Preview", "MathJax", "MathJax_Display", "MathJax_CHTML", "MathJax_SVG_Display",
}  # fmt: skip
_MADE = {"katex--display", "katex-display", "katex--inline", "katex", "MathJax"}


def restore(soup: BeautifulSoup) -> list[Tag]:
    """Put a `<formula>` in the place of each formula; those without a source are given back."""
    lost = []
    if soup.find("script", type=_SCRIPTS):
        for made in _of_classes(soup, _SHOWN):
            empty(made)
    for script in soup.find_all("script", type=_SCRIPTS):
        _put(soup, script, script.get_text(), "display" in str(script.get("type")))
    for outer in _of_classes(soup, _MADE):
        latex = _latex(outer)
        if latex is None:
            lost.append(outer)
        else:
            _put(soup, outer, latex, "display" in " ".join(outer.get_attribute_list("class")))
    for math in soup.find_all(["math", "mjx-container"]):
        if math.decomposed:
            continue
        latex = _latex(math)
        if latex is None:
            lost.append(math)
        else:
            is_display = "block" in str(math.get("display")) or math.get("display") == "true"
            _put(soup, math, latex, is_display)
    _written(soup)
    return lost


def _of_classes(soup: BeautifulSoup, names: set[str]) -> Iterator[Tag]:
    """The elements of these classes, but for those in one that is a formula or gone by then."""
    for tag in soup.find_all(True):
        if not tag.decomposed and not names.isdisjoint(tag.get_attribute_list("class")):
            yield tag


def _written(soup: BeautifulSoup) -> None:
    """What MathJax would have found in the text when the page was opened."""
    found = [
        string
        for string in soup.find_all(string=_DELIMITED)
        if not string.find_parent(["pre", "code", "formula"])
    ]
    meant = {id(string) for string in found}
    around = {id(string.parent): string.parent for string in found if string.parent}
    for parent in around.values():
        # All children at once: to put one in its place, it would be looked for among them.
        children = list(parent.contents)
        parent.clear()
        for child in children:
            parent.extend(_parted(soup, str(child)) if id(child) in meant else [child])


def _parted(soup: BeautifulSoup, string: str) -> list[PageElement]:
    parts: list[PageElement] = []
    at = 0
    for found in _DELIMITED.finditer(string):
        made = soup.new_tag("formula", display="" if found[1] else "yes")
        made.string = (found[1] or found[2] or found[3]).strip()
        parts += [NavigableString(string[at : found.start()]), made]
        at = found.end()
    return [*parts, NavigableString(string[at:])]


def _put(soup: BeautifulSoup, old: Tag, latex: str, display: bool) -> None:
    """Make an element the formula that it shows."""
    empty(old)
    old.name, old.attrs = "formula", {"display": "yes" if display else ""}
    # A script's text would be looked for among scripts alone.
    old.interesting_string_types = soup.interesting_string_types
    old.append(NavigableString(re.sub(r"\s+", " ", latex).strip()))


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
