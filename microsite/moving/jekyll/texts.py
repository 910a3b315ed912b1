"""The body of a page or post, from Jekyll's Markdown, Liquid and HTML to the site's Markdown."""

import re
from collections.abc import Mapping
from typing import Any

from microsite.moving.jekyll import boxes, dialect, html_text, liquid, problems
from microsite.moving.jekyll.code_parts import parts, spans_replaced
from microsite.moving.jekyll.front import Document
from microsite.moving.jekyll.includes import Arguments
from microsite.moving.jekyll.kept import Kept, without_marks
from microsite.moving.jekyll.kramdown import dedented, html_blocks, is_html
from microsite.moving.jekyll.listings import BLOCKS
from microsite.moving.jekyll.site import Site
from microsite.moving.jekyll.tex import formulas
from microsite.moving.jekyll.values import Listed

# Each looks at a letter a bounded number of times, whatever stands around it.
_IMAGE_TAG = re.compile(r"<img\b[^<>]*>", re.IGNORECASE)
_SPAN = re.compile(r"</?(?:span|font|center|div|section|i)\b[^<>]*>", re.IGNORECASE)
_IMAGE = re.compile(
    r"!\[([^\[\]]{0,500})\]\(\s{0,9}<?([^)\s>]{1,2000}+)>?(?:\s+[\"'](.{0,500}?)[\"'])?\s*\)"
)
_LINK = re.compile(
    r"(?<!!)\[((?:[^\[\]]|\[[^\[\]]{0,300}\]){0,500})\]"
    r"\(\s{0,9}<?([^)\s>]{1,2000}+)>?((?:\s+[\"'].{0,500}?[\"'])?)\s*\)"
)
_REFERENCE = re.compile(r"^( {0,3}\[[^\]^\n]+\]:\s*)<?(\S+?)>?(\s.*)?$", re.MULTILINE)
_ATTRIBUTES = re.compile(r"\{:[^{}\n]*\}")
_CONTENTS = re.compile(
    r"^(?:[*+-]|\d+\.) .*\n\{:\s*toc[^}\n]*\}|^\{:\s*toc[^}\n]*\}$", re.MULTILINE | re.I
)
_EMPTY_LINK = re.compile(r"(?<!!)\[([^\[\]]{0,500})\]\(\s{0,9}\)")
_HREF = re.compile(r"(<a\b[^<>]{0,200}?\bhref\s{0,9}=\s{0,9})([\"'])([^\"'<>]{0,2000})\2", re.I)
_LOST = re.compile(r"<(script|iframe|video|audio|object|embed|form|select|textarea|d-cite)\b", re.I)
_ABBREVIATION = re.compile(r"^\*\[[^\]\n]{1,80}\]:.*$", re.MULTILINE)
MOST_TEXT = 1_000_000
"""Letters of a page: a book of five hundred pages has as many."""


class Text:
    """One text on its way; it is what its includes, pictures and links are asked of."""

    def __init__(self, document: Document, site: Site, lang: str) -> None:
        self.document = document
        self.site = site
        self.lang = lang
        self.fields: Mapping[str, Any] = document.fields
        self.config: Mapping[str, Any] = site.config
        self._kept = Kept()
        self._remote = 0
        self._listed: set[str] = set()

    def markdown(self) -> str:
        """The whole body as the site's Markdown."""
        body = without_marks(self.document.body)
        if len(body) > MOST_TEXT:
            self.tell(body[:60], problems.TOO_LONG, most=MOST_TEXT // 1000)
            return ""
        if self.document.fields.get("render_with_liquid") is not False:
            body = liquid.resolved(body, self)
        found, is_whole = self._kept.put_back(self.text(body), MOST_TEXT * 2)
        if not is_whole:
            self.tell("", problems.TOO_MUCH, most=MOST_TEXT * 2 // 1_000_000)
        return re.sub(r"\n{3,}", "\n\n", found).strip()

    def text(self, written: str) -> str:
        """A text without HTML blocks; what was kept stays so."""
        if is_html(written):
            return html_text.markdown(written, self)
        pieces = parts(boxes.fenced(dedented(written)))
        pieces[1::2] = [self._kept.mark(code) for code in pieces[1::2]]
        written = "".join(pieces)
        written = _CONTENTS.sub("[toc]", written)
        written = self._html_blocks(written)
        written = spans_replaced(written, self._kept.mark)
        written = boxes.notices(boxes.tables(written), self._boxed)
        written = _ATTRIBUTES.sub("", written)
        return self._within_lines(formulas(written))

    def _within_lines(self, written: str) -> str:
        for lost in (*_LOST.finditer(written), *_ABBREVIATION.finditer(written)):
            name = lost[1].lower() if lost.re is _LOST else "abbr"
            self.tell(lost[0], problems.DROPPED_ELEMENT, name=name)
        written = _ABBREVIATION.sub("", written)
        written = _EMPTY_LINK.sub(r"\1", written)
        written = _HREF.sub(lambda at: f"{at[1]}{at[2]}{self.link(at[3])}{at[2]}", written)
        written = _IMAGE_TAG.sub(lambda tag: html_text.markdown(tag[0], self), written)
        written = _IMAGE.sub(
            lambda found: self._kept.mark(self.picture(found[2], found[1], found[3] or "")), written
        )
        written = _LINK.sub(lambda at: f"[{at[1]}]({self.link(at[2])}{at[3]})", written)
        written = _REFERENCE.sub(lambda at: f"{at[1]}{self.link(at[2])}{at[3] or ''}", written)
        return _SPAN.sub("", written)

    def kept(self, block: str) -> str:
        """A mark that stands for a block, in lines of its own."""
        return f"\n\n{self._kept.mark(block)}\n\n" if block else ""

    def include(self, name: str, said: Arguments) -> str | None:
        """What stands in the place of an include."""
        return dialect.include(self, name, said)

    def section(self, said: Arguments) -> str:
        """The first line of a section."""
        return dialect.section(self, said)

    def reference(self, tag: str, said: str) -> str | None:
        """`{% link %}`, `{% post_url %}`, `{% cite %}`, `{% bibliography %}`."""
        if tag == "bibliography":
            return self.kept(":::publications number=50")
        if tag in ("cite", "reference", "nocite"):
            keys = [word for word in said.split() if not word.startswith("-")]
            found = [self.citation(key) for key in keys if tag != "nocite"]
            return "".join(self.kept(f":::citation key={key}") for key in found if key)
        if tag in ("link", "post_url"):
            return self.site.of_source(said.strip()) or ""
        if tag in ("details", "enddetails"):
            start = f"<details><summary>{said}</summary>"
            return self.kept(start if tag == "details" else "</details>")
        return "" if tag in ("seo", "feed_meta", "toc") else None

    def data(self, name: str) -> Any:
        """What a data file says, or the block for what was made of it."""
        block = self.site.data.listed.get(name)
        return Listed(block) if block else self.site.data.values(name)

    def collection(self, name: str) -> str | None:
        """The block that lists a collection."""
        return BLOCKS.get(name)

    def listing(self, written: str, block: Listed) -> str:
        """A block that lists a collection, once on a page."""
        if block.chosen:
            self.tell(written, problems.LIST_FILTER, how=block.chosen[:80])
        is_first = block not in self._listed
        self._listed.add(block)
        return self.kept(block) if is_first else ""

    def citation(self, lookup: str) -> str:
        """The citation key of what was looked up."""
        key = self.site.citations.get(lookup.strip().lower(), "")
        if not key:
            self.tell(lookup, problems.NO_CITATION, id=lookup)
        return key

    def person(self, lookup: str) -> str:
        """The slug of a member."""
        slug = self.site.members.get(lookup.strip().lower(), "")
        if not slug:
            self.tell(lookup, problems.UNKNOWN_INCLUDE, name=f"portrait.html lookup={lookup}")
        return slug

    def picture(self, source: str, alt: str, title: str) -> str:
        """A picture as Markdown; of another site a link, and the picture is offered."""
        if re.match(r"(?:https?:)?//", source, re.IGNORECASE):
            self.site.leave(self.document, source)
            self._remote += 1
            word = "图片" if self.lang == "zh" else "Picture"
            return f"[{alt or f'{word} {self._remote}'}]({source})"
        name = self.picture_name(source)
        said = re.sub(r"[\[\]\\]", "", alt)
        caption = f' "{title}"'.replace("\n", " ") if title and '"' not in title else ""
        return f"![{said}]({name}{caption})" if name else said

    def shown(self, source: str, alt: str) -> str:
        """A picture as Markdown, without a caption."""
        return self.picture(source, alt, "")

    def picture_name(self, source: str) -> str:
        """`picture:…` for a picture of the folder."""
        if re.match(r"(?:https?:)?//", source, re.IGNORECASE):
            self.site.leave(self.document, source)
            return ""
        return self.site.picture(self.document, source)

    def link(self, href: str) -> str:
        """Where a link of the old site leads to here."""
        return self.site.link(self.document, href)

    def tell(self, fragment: str, template: str, **params: object) -> None:
        """Note a problem where this piece of the source is."""
        self.site.tell(self.document, fragment, template, **params)

    def _html_blocks(self, written: str) -> str:
        """Each block of HTML between the Markdown, as Markdown."""
        found, at = [], 0
        for start, end in html_blocks(written):
            said = html_text.markdown(written[start:end], self)
            found += [written[at:start], f"\n{self._kept.mark(said)}\n" if said else "\n"]
            at = end
        return "".join([*found, written[at:]])

    def _boxed(self, kind: str, inner: str) -> str:
        """A box with a text in it."""
        return self.kept(f":::alert kind={kind}\n{self.text(inner).strip()}\n:::")
