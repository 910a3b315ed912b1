"""The body of a page or post, from Jekyll's Markdown, Liquid and HTML to the site's Markdown."""

import re
from collections.abc import Mapping
from typing import Any

from microsite.moving.jekyll import dialect, html_text, includes, kramdown, liquid, problems
from microsite.moving.jekyll.expressions import Listed
from microsite.moving.jekyll.front import Document
from microsite.moving.jekyll.kramdown import dedented, end_of, is_html
from microsite.moving.jekyll.listings import BLOCKS
from microsite.moving.jekyll.site import Site

_KEPT = re.compile("\ue100(\\d+)\ue101")
_FENCE = re.compile(
    r"^( {0,3})(`{3,}|~{3,}).{0,20000}?^ {0,3}\2[`~]*[ \t]*$", re.MULTILINE | re.DOTALL
)
_CODE = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)")
_BLOCK = re.compile(
    r"^ {0,3}<(address|article|aside|blockquote|center|div|dl|figure|footer|form|h[1-6]|header|"
    r"iframe|main|nav|ol|p|pre|script|section|style|table|ul|video|audio|br|hr|object|svg|!--)(?![\w-])",
    re.MULTILINE | re.IGNORECASE,
)
_IMAGE_TAG = re.compile(r"<img\b[^>]*>", re.IGNORECASE)
_SPAN = re.compile(r"</?(?:span|font|center|div|section|i class=[^>]*|i)\b[^>]*>", re.IGNORECASE)
_IMAGE = re.compile(
    r"!\[([^\[\]]{0,500})\]\(\s{0,9}<?([^)\s>]{1,2000})>?(?:\s+[\"'](.*?)[\"'])?\s*\)"
)
_LINK = re.compile(
    r"(?<!!)\[((?:[^\[\]]|\[[^\[\]]{0,300}\]){0,500})\]\(\s{0,9}<?([^)\s>]{1,2000})>?((?:\s+[\"'].*?[\"'])?)\s*\)"
)
_REFERENCE = re.compile(r"^( {0,3}\[[^\]^]+\]:\s*)<?(\S+?)>?(\s.*)?$", re.MULTILINE)
_ATTRIBUTES = re.compile(r"\{:[^{}\n]*\}")
_CONTENTS = re.compile(
    r"^(?:[*+-]|\d+\.) .*\n\{:\s*toc[^}]*\}|^\{:\s*toc[^}]*\}$", re.MULTILINE | re.I
)
_EMPTY_LINK = re.compile(r"(?<!!)\[([^\[\]]{0,500})\]\(\s{0,9}\)")
_HREF = re.compile(r"(<a\b[^<>]{0,500}?\bhref\s{0,9}=\s{0,9})([\"'])(.{0,2000}?)\2", re.IGNORECASE)
_LOST = re.compile(
    r"<(script|iframe|video|audio|object|embed|form|input|select|textarea|d-cite)\b", re.I
)
_ABBREVIATION = re.compile(r"^\*\[[^\]\n]{1,80}\]:.*$", re.MULTILINE)


class Text:
    """One text on its way; it is what its includes, pictures and links are asked of."""

    def __init__(self, document: Document, site: Site, lang: str) -> None:
        self.document = document
        self.site = site
        self.lang = lang
        self.fields: Mapping[str, Any] = document.fields
        self.config: Mapping[str, Any] = site.config
        self._blocks: list[str] = []
        self._remote = 0
        self._listed: set[str] = set()

    def markdown(self) -> str:
        """The whole body as the site's Markdown."""
        body = self.document.body
        if self.document.fields.get("render_with_liquid") is not False:
            body = liquid.resolved(body, self)
        found = self._put_back(self.text(body))
        return re.sub(r"\n{3,}", "\n\n", found).strip()

    def text(self, written: str) -> str:
        """A text without HTML blocks; what was kept stays so."""
        if is_html(written):
            return html_text.markdown(written, self)
        written = kramdown.fenced(dedented(written))
        written = _FENCE.sub(lambda code: self._mark(code[0]), written)
        written = _CONTENTS.sub("[toc]", written)
        written = self._html_blocks(written)
        written = _CODE.sub(lambda code: self._mark(code[0]), written)
        written = kramdown.notices(kramdown.tables(written), self.boxed)
        written = _ATTRIBUTES.sub("", written)
        return self._within_lines(kramdown.formulas(written))

    def _within_lines(self, written: str) -> str:
        for lost in (*_LOST.finditer(written), *_ABBREVIATION.finditer(written)):
            name = lost[1].lower() if lost.re is _LOST else "abbr"
            self.tell(lost[0], problems.DROPPED_ELEMENT, name=name)
        written = _ABBREVIATION.sub("", written)
        written = _EMPTY_LINK.sub(r"\1", written)
        written = _HREF.sub(lambda at: f"{at[1]}{at[2]}{self.link(at[3])}{at[2]}", written)
        written = _IMAGE_TAG.sub(lambda tag: html_text.markdown(tag[0], self), written)
        written = _IMAGE.sub(
            lambda found: self._mark(self.picture(found[2], found[1], found[3] or "")), written
        )
        written = _LINK.sub(lambda at: f"[{at[1]}]({self.link(at[2])}{at[3]})", written)
        written = _REFERENCE.sub(lambda at: f"{at[1]}{self.link(at[2])}{at[3] or ''}", written)
        return _SPAN.sub("", written)

    def kept(self, block: str) -> str:
        """A mark that stands for a block, in lines of its own."""
        return f"\n\n{self._mark(block)}\n\n" if block else ""

    def include(self, name: str, said: includes.Arguments) -> str | None:
        """What stands in the place of an include."""
        return dialect.include(self, name, said)

    def section(self, said: includes.Arguments) -> str:
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
        block = self.site.listed.get(name)
        return Listed(block) if block else self.site.values(name)

    def collection(self, name: str) -> str | None:
        """The block that lists a collection."""
        return BLOCKS.get(name)

    def listing(self, written: str, block: Listed) -> str:
        """A block that lists a collection, once on a page."""
        if block.chosen:
            self.tell(written, problems.LIST_FILTER, how=block.chosen[:80])
        if block in self._listed:
            return ""
        self._listed.add(block)
        return self.kept(block)

    def boxed(self, kind: str, inner: str) -> str:
        """A box with a text in it."""
        return self.kept(f":::alert kind={kind}\n{self.text(inner).strip()}\n:::")

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
        line = self.document.line_of(fragment)
        self.site.report.tell(self.document.path, line, template, **params)

    def _mark(self, block: str) -> str:
        self._blocks.append(block)
        return f"\ue100{len(self._blocks) - 1}\ue101"

    def _put_back(self, text: str) -> str:
        """Blocks hold others, never themselves."""
        while _KEPT.search(text):
            text = _KEPT.sub(lambda mark: _on_lines(self._blocks[int(mark[1])]), text)
        return text

    def _html_blocks(self, written: str) -> str:
        """Each block of HTML between the Markdown, as Markdown."""
        parts, at = [], 0
        while found := _BLOCK.search(written, at):
            end = end_of(written, found)
            piece = written[found.start() : end]
            said = html_text.markdown(piece, self)
            parts += [written[at : found.start()], f"\n{self._mark(said)}\n" if said else "\n"]
            at = end
        return "".join([*parts, written[at:]])


def _on_lines(block: str) -> str:
    """A block begins and ends a line, wherever its mark stood."""
    return f"\n\n{block}\n\n" if block.startswith((":::", "```")) else block
