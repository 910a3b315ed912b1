"""Finds each block's end, and makes what is wrong plain text."""

from dataclasses import dataclass

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from microsite.markdown.arguments import checked, kind_of, likely_holds
from microsite.markdown.registry import Kind
from microsite.markdown.sheet import Sheet, sheet_of

DEEPEST = 8


@dataclass(slots=True)
class Block:
    """A block as its text says it, from `line` to `end`; `level` is that of a heading at its top.

    `after` is the HTML that ends it, known once its beginning was rendered.
    """

    kind: Kind
    values: dict[str, str]
    line: int
    level: int = 2
    end: int = 0
    empty: bool = False
    after: str = ""

    def said(self, name: str) -> str:
        """A value, empty where it is not given."""
        return self.values.get(name, "")


def pair(state: StateCore) -> None:
    """Turn `block_line` and `block_end` into `block`, `block_open` and `block_close`."""
    _Pairing(sheet_of(state.env), state.tokens).run()
    state.tokens = [token for token in state.tokens if not token.type.startswith("dropped")]


class _Pairing:
    """One pass over the tokens with a stack: what began outside a list does not end within it."""

    def __init__(self, sheet: Sheet, tokens: list[Token]) -> None:
        self.sheet = sheet
        self.tokens = tokens
        # Blocks that wait for their end, and None for each list, quotation or the like around.
        self.waiting: list[Token | None] = []
        self.level = 1
        self.deep = 0

    def run(self) -> None:
        for token in self.tokens:
            if token.type == "block_line":
                self._begin(token)
            elif token.type == "block_end":
                self._end(token)
            elif token.type == "heading_open":
                self.level = int(token.tag[1])
            elif token.nesting == 1:
                self.waiting.append(None)
            elif token.nesting == -1 and token.type != "heading_close":
                self._leave()
        while self.waiting:
            self._leave()

    def _begin(self, token: Token) -> None:
        line = (token.map or [0])[0] + 1
        ended = bool(token.meta["ended"])
        kind = kind_of(token.info, line, self.sheet)
        values = checked(kind, token.content, line, self.sheet) if kind else None
        token.type = "dropped"
        if kind and values is not None:
            token.meta["block"] = Block(kind, values, line, min(self.level + 1, 6))
        if kind.holds if kind else likely_holds(token.info):
            if not ended:
                self.waiting.append(token)
                self.deep += 1
                if self.deep > DEEPEST and token.meta.pop("block", None):
                    self.sheet.wrong("too-deep", line, most=DEEPEST, block=token.info)
            elif "block" in token.meta:
                token.meta["block"].empty = True
                token.type = "block_whole"
        elif "block" in token.meta:
            token.type = "block"

    def _end(self, token: Token) -> None:
        line = (token.map or [0])[0] + 1
        token.type = "dropped"
        at = len(self.waiting) - 1
        if at < 0 or self.waiting[at] is None:
            self.sheet.wrong("stray-end", line)
            return
        # Several colons may be counted: then what is still open inside was forgotten.
        if len(token.markup) > 3:
            at = self._of_length(len(token.markup))
        while len(self.waiting) - 1 > at:
            self._forgotten(self.waiting.pop())
        opened = self.waiting.pop()
        self.deep -= 1
        block = opened.meta.get("block") if opened else None
        if opened and block:
            block.end = line
            opened.type, token.type = "block_open", "block_close"
            token.meta["block"] = block

    def _of_length(self, length: int) -> int:
        for at in range(len(self.waiting) - 1, max(-1, len(self.waiting) - 1 - DEEPEST * 4), -1):
            opened = self.waiting[at]
            if opened is None:
                break
            if len(opened.markup) == length:
                return at
        return len(self.waiting) - 1

    def _leave(self) -> None:
        """A list, a quotation or the text ends: what began within and has no end is none."""
        while self.waiting:
            opened = self.waiting.pop()
            if opened is None:
                return
            self._forgotten(opened)

    def _forgotten(self, opened: Token | None) -> None:
        self.deep -= 1
        if opened and opened.meta.get("block"):
            line = (opened.map or [0])[0] + 1
            self.sheet.wrong("unclosed-block", line, block=opened.info)
