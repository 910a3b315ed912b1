"""Whether what a Jekyll site said is on the pages served: `python -m tests.moving.compare FOLDER`.

It reads the sources in its own way, without the importer's: their Liquid and HTML are dropped by a
plain parser, and every heading, paragraph, list item and quotation that remains must stand on the
served page, in order. Debris, contents links, formulas and foreign requests are counted as well.
"""

import json
import re
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from bs4 import BeautifulSoup, Tag
from click.testing import CliRunner
from flask import Flask
from markdown_it import MarkdownIt
from sqlalchemy import select

from microsite.cli import main as command
from microsite.db import db
from microsite.models import Article, Page
from tests.conftest import close, make_app

_DEBRIS = ("{%", "{{", "katex", "csdn", "blog-content-box", "htmledit_views", "\ue100", ":::")
_HEADINGS = ["h1", "h2", "h3", "h4", "h5", "h6"]
_PIECES = [*_HEADINGS, "p", "li", "blockquote", "td", "th", "figcaption", "dt", "dd"]
_CAPTURED = re.compile(
    r"\{%-?\s*capture\s+\w+\s*-?%\}(.*?)\{%-?\s*endcapture\s*-?%\}\s*(\{%-?\s*include.*?%\})",
    re.DOTALL,
)


@dataclass
class Compared:
    """One source beside the page it became."""

    file: str
    url: str
    pieces: dict[str, int] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    debris: list[str] = field(default_factory=list)
    formulas: tuple[int, int] = (0, 0)
    contents: tuple[int, int] = (0, 0)
    foreign: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)

    @property
    def is_whole(self) -> bool:
        return not (self.missing or self.debris or self.foreign) and (
            self.formulas[0] == self.formulas[1] and self.contents[0] == self.contents[1]
        )


def compare(app: Flask, folder: Path) -> list[Compared]:
    """Every source with front matter in a folder of pages and posts, beside its page."""
    return [_compared(app, path) for path in sorted(folder.glob("*.*")) if _parts(path)]


def _compared(app: Flask, path: Path) -> Compared:
    front, body = _parts(path) or ({}, "")
    source = _soup_of(body)
    url = _url_of(app, source, front)
    found = Compared(path.name, url)
    served = BeautifulSoup(app.test_client().get(url).get_data(), "html.parser")
    shown = served.find("main") or served
    assert isinstance(shown, Tag)
    found.formulas = len(source.select(".katex")) or body.count("$$") // 2, len(shown("math"))
    _in_order(found, source, shown)
    text = " ".join(shown.get_text().split()).lower()
    classes = {name for tag in shown(True) for name in tag.get_attribute_list("class") if name}
    found.debris = [one for one in _DEBRIS if one in text or any(one in name for name in classes)]
    jumps = [str(a["href"])[1:] for a in shown.select('a[href^="#"]')]
    ids = {str(tag["id"]) for tag in served.select("[id]")}
    found.contents = len(jumps), sum(jump in ids for jump in jumps)
    found.foreign = _foreign(served)
    found.links = [str(a["href"]) for a in shown.select("a[href]")]
    return found


def _in_order(found: Compared, source: BeautifulSoup, shown: Tag) -> None:
    """Every piece of the source stands after the one before it."""
    for formula in shown("math"):
        formula.decompose()
    text, at = _bare(shown.get_text()), 0
    for tag in source.find_all(_PIECES):
        if tag.find(["p", "li", "blockquote"]) or (tag.name == "p" and tag.find_parent(_HEADINGS)):
            continue
        said = _bare(tag.get_text())
        if not said:
            continue
        kind = "quotation" if tag.find_parent("blockquote") else _kind(tag.name)
        found.pieces[kind] = found.pieces.get(kind, 0) + 1
        place = text.find(said, at)
        if place < 0:
            where = "out of order" if said in text else "missing"
            found.missing.append(f"{where}: {kind}: {' '.join(tag.get_text().split())[:80]}")
        else:
            at = place + len(said)


def _kind(name: str) -> str:
    return {"p": "paragraph", "li": "list item"}.get(name, "heading" if name in _HEADINGS else name)


def _parts(path: Path) -> tuple[dict[str, Any], str] | None:
    text = path.read_text(encoding="utf-8", errors="replace")
    found = re.match(r"---\s*\n(.*?)\n---\s*\n(.*)", text, re.DOTALL)
    return (yaml.safe_load(found[1]) or {}, found[2]) if found else None


def _soup_of(body: str) -> BeautifulSoup:
    """The source as a reader would see it: Liquid gone but for the words it shows."""
    # A feature shows its title above the text that was captured before it.
    body = _CAPTURED.sub(lambda found: f"{found[2]}\n\n{found[1]}", body)
    body = re.sub(
        r"\{%-?\s*include\s+(?:feature|button|card)\.html(.*?)-?%\}", _words, body, flags=re.S
    )
    body = re.sub(r"\{%.*?%\}|\{\{.*?\}\}", "", body, flags=re.DOTALL)
    soup = BeautifulSoup(MarkdownIt("commonmark", {"html": True}).render(body), "html.parser")
    for formula in soup.select(
        ".katex, script, style, svg, [style*='display: none'], [style*='display:none']"
    ):
        if "katex" in formula.get_attribute_list("class"):
            formula.clear()
        else:
            formula.decompose()
    return soup


def _words(include: re.Match[str]) -> str:
    """The words of an include, before what is inside of it: a title, a button's text."""
    title = re.search(r'(?<!\w)title="([^"]*)"', include[1])
    text = re.search(r'(?<!\w)text="([^"]*)"', include[1])
    return "\n\n".join(f"\n\n{one[1]}\n\n" for one in (title, text) if one)


def _url_of(app: Flask, source: BeautifulSoup, front: dict[str, Any]) -> str:
    """The page that holds most of the source's words."""
    wanted = _bare(source.get_text())
    with app.app_context():
        places = [
            (f"/{lang}/" if page.slug == "home" else f"/{lang}/{page.slug}/", page.title, page.text)
            for page in db.session.scalars(select(Page))
            for lang in page.text
        ]
        places += [
            (f"/{lang}/articles/{one.slug}/", one.title, one.text)
            for one in db.session.scalars(select(Article))
            for lang in one.text
        ]

    def alike(place: tuple[str, Any, Any]) -> int:
        text = _bare(place[2].both())
        return sum(text[at : at + 4] in wanted for at in range(0, len(text) - 4, 3))

    return max(places, key=alike)[0] if places else "/"


def _foreign(served: BeautifulSoup) -> list[str]:
    """What a browser would fetch from elsewhere without being asked."""
    own = ("/", "#", "data:")
    asked = [
        str(tag[name])
        for name in ("src", "srcset", "poster", "data")
        for tag in served.select(f"[{name}]")
    ]
    asked += [
        str(tag["href"])
        for tag in served("link", href=True)
        if {"stylesheet", "preload", "icon", "modulepreload"} & set(tag.get_attribute_list("rel"))
    ]
    return [url for url in asked if not url.startswith(own) or url.startswith("//")]


def _bare(text: str) -> str:
    return re.sub(r"[\s\u200b\ufeff]+", "", text)


def pages(found: list[Compared]) -> Iterator[str]:
    """What to print of each file."""
    for one in found:
        counted = ", ".join(f"{number} {kind}" for kind, number in one.pieces.items())
        yield f"{one.file} -> {one.url}: {'whole' if one.is_whole else 'NOT WHOLE'}"
        yield f"  in order: {counted}; {len(one.missing)} not found"
        yield f"  formulas {one.formulas[0]} -> {one.formulas[1]} MathML"
        yield f"  contents links {one.contents[1]} of {one.contents[0]} resolve"
        yield f"  debris {one.debris}, foreign requests {one.foreign}"
        yield from (f"  {line}" for line in one.missing)


def main(folder: Path) -> int:
    """Import a folder into an empty instance and compare; 1 where anything is not whole."""
    with tempfile.TemporaryDirectory() as scratch:
        env = {"MICROSITE_INSTANCE": scratch}
        done = CliRunner().invoke(command, ["import-site", str(folder), "--json"], env=env)
        if done.exit_code:
            print(done.output)
            return 1
        print(json.dumps(json.loads(done.stdout)["counts"], ensure_ascii=False))
        app = make_app(Path(scratch))
        found = compare(app, folder)
        close(app)
    print("\n".join(pages(found)))
    return 0 if all(one.is_whole for one in found) else 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
