"""How each kind of token becomes HTML, where Markdown's own way is not the site's."""

import html
from collections.abc import Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from microsite.markdown import shapes
from microsite.markdown.code import coloured
from microsite.markdown.headings import contents_list
from microsite.markdown.inlines import image
from microsite.markdown.notes import Notes
from microsite.markdown.pairing import Block
from microsite.markdown.raw import reduced
from microsite.markdown.sheet import sheet_of

Tokens = Sequence[Token]


class Rules(Notes):
    """A renderer whose methods are named for the tokens they render."""

    def block(self, tokens: Tokens, at: int, options: Any, env: Any) -> str:
        """A block of one line: its own HTML, or what the site answers."""
        block: Block = tokens[at].meta["block"]
        sheet = sheet_of(env)
        if not block.kind.live:
            return shapes.button(block, sheet)
        mark = sheet.ask(block.kind.name, block.line, {**block.values, "level": str(block.level)})
        return f'<div class="b-live b-live-{block.kind.name}">{mark}</div>'

    def block_open(self, tokens: Tokens, at: int, options: Any, env: Any) -> str:
        """The beginning of a block."""
        block: Block = tokens[at].meta["block"]
        block.empty = tokens[at + 1].type == "block_close"
        before, block.after = shapes.around(block, sheet_of(env))
        return before

    def block_close(self, tokens: Tokens, at: int, options: Any, env: Any) -> str:
        """The end of a block."""
        block: Block = tokens[at].meta["block"]
        return block.after

    def block_whole(self, tokens: Tokens, at: int, options: Any, env: Any) -> str:
        """A block that could hold text and holds none."""
        return "".join(shapes.around(tokens[at].meta["block"], sheet_of(env)))

    def example(self, tokens: Tokens, at: int, options: Any, env: Any) -> str:
        """A text, to stand beside what it makes."""
        label = html.escape(sheet_of(env).options.words.code)
        text = html.escape(tokens[at].content)
        return (
            f'<div class="b-example"><pre tabindex="0" role="group" aria-label="{label}">'
            f'<code>{text}</code></pre><div class="b-inside">'
        )

    def example_close(self, tokens: Tokens, at: int, options: Any, env: Any) -> str:
        """The end of an example."""
        return "</div></div>"

    def gallery(self, tokens: Tokens, at: int, options: Any, env: Any) -> str:
        """Pictures in a list; a title is a caption."""
        sheet = sheet_of(env)
        before, after = shapes.around(tokens[at].meta["block"], sheet)
        items = [
            f"<li><figure>{image(child, sheet, 'gallery')}{_caption(child)}</figure></li>"
            for child in tokens[at].meta["images"]
        ]
        return before + "".join(items) + after

    def contents(self, tokens: Tokens, at: int, options: Any, env: Any) -> str:
        """The list of contents."""
        return contents_list(sheet_of(env))

    def fence(self, tokens: Tokens, at: int, options: Any, env: Any) -> str:
        """Code in colours."""
        token, sheet = tokens[at], sheet_of(env)
        language = token.info.split(maxsplit=1)[0] if token.info.strip() else ""
        code = coloured(token.content, language)
        if code is None:
            line = (token.map or [0])[0] + 1
            sheet.wrong("unknown-language", line, value=language[:40])
            code = html.escape(token.content)
        label = html.escape(sheet.options.words.code)
        # Focusable, so that long lines can be scrolled by keyboard.
        return f'<pre tabindex="0" role="group" aria-label="{label}"><code>{code}</code></pre>\n'

    def code_block(self, tokens: Tokens, at: int, options: Any, env: Any) -> str:
        """Code by indentation."""
        return self.fence(tokens, at, options, env)

    def table_open(self, tokens: Tokens, at: int, options: Any, env: Any) -> str:
        """A table in a frame that scrolls."""
        label = html.escape(sheet_of(env).options.words.table)
        return f'<div class="b-table" tabindex="0" role="group" aria-label="{label}"><table>\n'

    def table_close(self, tokens: Tokens, at: int, options: Any, env: Any) -> str:
        """The end of a table and its frame."""
        return "</table></div>\n"

    def th_open(self, tokens: Tokens, at: int, options: Any, env: Any) -> str:
        """A cell, aligned by a class: the policy forbids style attributes."""
        return _cell(tokens[at])

    def td_open(self, tokens: Tokens, at: int, options: Any, env: Any) -> str:
        """As a head's cell."""
        return _cell(tokens[at])

    def blockquote_open(self, tokens: Tokens, at: int, options: Any, env: Any) -> str:
        """A quotation, in a figure where it has a source."""
        figure = '<figure class="b-quote">' if tokens[at].meta.get("sourced") else ""
        return f"{figure}<blockquote>\n"

    def quote_source(self, tokens: Tokens, at: int, options: Any, env: Any) -> str:
        """Where a quotation comes from."""
        inner = self.renderInline(tokens[at].children or [], options, env)
        return f"<figcaption>{inner}</figcaption></figure>\n"

    def task(self, tokens: Tokens, at: int, options: Any, env: Any) -> str:
        """The box before a task."""
        done, words = tokens[at].meta["done"], sheet_of(env).options.words
        label = html.escape(words.done if done else words.to_do)
        box = "b-box b-done" if done else "b-box"
        return f'<span class="{box}" role="img" aria-label="{label}"></span> '

    def image(self, tokens: Tokens, at: int, options: Any, env: Any) -> str:
        """A picture of this site."""
        return image(tokens[at], sheet_of(env), "text")

    def html_inline(self, tokens: Tokens, at: int, options: Any, env: Any) -> str:
        """HTML within a line."""
        return reduced(tokens[at].content, tokens[at].meta.get("line", 1), sheet_of(env))

    def html_block(self, tokens: Tokens, at: int, options: Any, env: Any) -> str:
        """HTML on lines of its own."""
        return reduced(tokens[at].content, (tokens[at].map or [0])[0] + 1, sheet_of(env))


def install(md: MarkdownIt) -> None:
    """Let every method of these classes render the tokens of its name."""
    rules = Rules()
    for name in [*vars(Notes), *vars(Rules)]:
        if not name.startswith("_"):
            rules.rules[name] = getattr(rules, name)
    md.renderer = rules


def _cell(token: Token) -> str:
    aligned = str(token.attrs.get("style", "")).removeprefix("text-align:")
    name = f' class="b-{aligned}"' if aligned in ("center", "right") else ""
    scope = ' scope="col"' if token.tag == "th" else ""
    return f"<{token.tag}{name}{scope}>"


def _caption(child: Token) -> str:
    title = str(child.attrs.get("title", ""))
    return f"<figcaption>{html.escape(title)}</figcaption>" if title else ""
