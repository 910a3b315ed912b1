"""Galleries and examples: blocks whose text is more than text."""

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from microsite.markdown.inlines import images
from microsite.markdown.pairing import Block
from microsite.markdown.sheet import Sheet, sheet_of


def arrange(state: StateCore) -> None:
    """Gather the pictures of each gallery, and set each example's source beside it."""
    sheet = sheet_of(state.env)
    lines = state.src.split("\n")
    made: list[Token] = []
    opened: list[int] = []
    for token in state.tokens:
        made.append(token)
        if token.type == "block_whole":
            made[-1:] = _whole(token, sheet)
        elif token.type == "block_open":
            opened.append(len(made) - 1)
        elif token.type == "block_close":
            start = opened.pop()
            block: Block = token.meta["block"]
            if block.kind.name == "gallery":
                made[start:] = _gallery(block, made[start + 1 : -1], sheet)
            elif block.kind.name == "example":
                made[start].type, token.type = "example", "example_close"
                made[start].content = "\n".join(lines[block.line : block.end - 1])
                _leave_out_headings(made[start:], sheet)
    state.tokens = made


def _leave_out_headings(tokens: list[Token], sheet: Sheet) -> None:
    """An example's headings are none of the text's own."""
    shown = {token.attrs.get("id") for token in tokens if token.type == "heading_open"}
    sheet.headings = [heading for heading in sheet.headings if heading.id not in shown]


def _whole(token: Token, sheet: Sheet) -> list[Token]:
    block: Block = token.meta["block"]
    if block.kind.name == "gallery":
        return _gallery(block, [], sheet)
    return [] if block.kind.name == "example" else [token]


def _gallery(block: Block, inside: list[Token], sheet: Sheet) -> list[Token]:
    """One token for the pictures, and what else stood there after it."""
    found = images(inside)
    if not found:
        sheet.wrong("empty-gallery", block.line)
        return inside
    token = Token("gallery", "", 0)
    token.meta = {"block": block, "images": found}
    return [token, *_without_pictures(inside)]


def _without_pictures(tokens: list[Token]) -> list[Token]:
    kept: list[Token] = []
    skip = False
    for token in tokens:
        if skip:
            skip = False
            continue
        if token.type == "inline":
            token.children = [child for child in token.children or () if child.type != "image"]
            blank = all(
                child.type in ("softbreak", "hardbreak") or not child.content.strip()
                for child in token.children
            )
            if blank and kept and kept[-1].type == "paragraph_open":
                kept.pop()
                skip = True
                continue
        kept.append(token)
    return kept
