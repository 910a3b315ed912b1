"""Second readings of what the splitter gave up on or ended too early.

A repair replaces single characters of the region in question, never moves them, and has it split
again; a reading without failures is taken, else the first one stays.
"""

import re
from collections.abc import Callable

from microsite.bibtex.blocks import Block
from microsite.bibtex.source import STAND_INS

Split = Callable[[str], list[Block]]
Repair = tuple[str, int]
"""A problem code and the offset it is about."""

# Every attempt splits the region again: enough for the slips of one entry, little for an attack.
_ATTEMPTS = 6
_LONGEST = 400_000
# So many characters of a file for one attempt: no honest file has a slip in every line.
_CHARACTERS = 60

_NO_COMMA_AFTER_KEY = re.compile(r"@\w*+[ \t]*+[{(](\s*+)(?:([^\s,={}]++)(\s++))?[\w:.+-]++\s*+=$")
_BRACE_IN_KEY = re.compile(r"@\w*+[ \t]*+[{(]([^,=\n]*+),")
_FIELDS_AFTER_BRACE = re.compile(r"\s*+,\s*+[\w:.+-]++\s*+=")
_ESCAPED_BRACE = re.compile(r"\\(?=[{}])")
_KEY_STAND_INS = str.maketrans({sign: STAND_INS[sign] for sign in "{}\\"})


def mend(blocks: list[Block], text: str, split: Split) -> tuple[list[Block], list[Repair]]:
    """The blocks, with better ones in the place of those that could not be read whole.

    `text` is what `blocks` were split from; the offsets of repairs point into it.
    """
    mended: list[Block] = []
    repairs: list[Repair] = []
    attempts = _Attempts(split, 1000 + len(text) // _CHARACTERS)
    position = 0
    while position < len(blocks):
        block = blocks[position]
        after = _next_understood(blocks, position + 1)
        end = blocks[after].start if after < len(blocks) else len(text)
        reading = None
        if attempts.left > 0 and _is_broken(block, text) and end - block.start <= _LONGEST:
            reading = _read_again(text[block.start : end], attempts)
        if reading is None:
            mended.append(block)
            position += 1
            continue
        for found in reading[0]:
            found.start += block.start
            found.end += block.start
            found.is_mended = True
        mended += reading[0]
        repairs += [(code, offset + block.start) for code, offset in reading[1]]
        position = after
    return mended, repairs


class _Attempts:
    """Splits, and counts how often it may still."""

    def __init__(self, split: Split, left: int) -> None:
        self._split = split
        self.left = left

    def __call__(self, region: str) -> list[Block]:
        self.left -= 1
        return self._split(region)


def _next_understood(blocks: list[Block], position: int) -> int:
    while position < len(blocks) and blocks[position].kind == "text":
        position += 1
    return position


def _is_broken(block: Block, text: str) -> bool:
    if block.kind == "regular":
        return False
    if block.kind == "entry":
        return _FIELDS_AFTER_BRACE.match(text, block.end) is not None
    return block.is_lost_entry


def _read_again(region: str, split: Split) -> tuple[list[Block], list[Repair]] | None:
    repairs: list[Repair] = []
    for _ in range(_ATTEMPTS):
        blocks = split(region)
        broken = next((block for block in blocks if _is_broken(block, region)), None)
        if broken is None:
            return blocks, repairs
        fixed = _fix(region, broken)
        if fixed is None:
            return None
        region, repair = fixed
        repairs.append(repair)
    return None


def _fix(region: str, block: Block) -> tuple[str, Repair] | None:
    """The region with one slip corrected: the one that stopped the reading of `block`."""
    stop = block.end
    if block.kind == "entry":
        return _put(region, stop - 1, " "), ("extra-brace", stop - 1)
    read = region[block.start : stop]
    bare = _NO_COMMA_AFTER_KEY.match(read)
    if bare and bare[2]:
        at = block.start + bare.start(3)
        return _put(region, at, ","), ("missing-comma-after-key", at)
    if bare and bare[1]:
        # Nothing but fields: an empty key, reported where keys are given.
        return _put(region, block.start + bare.start(1), ","), ("", block.start)
    if region[stop : stop + 1] == "," and read.rstrip().endswith(","):
        return _put(region, stop, " "), ("double-comma", stop)
    key = _BRACE_IN_KEY.match(region, block.start) if read.endswith("{") else None
    if key and key[1].count("{") == key[1].count("}"):
        masked = key[1].translate(_KEY_STAND_INS)
        return region[: key.start(1)] + masked + region[key.end(1) :], ("brace-in-key", block.start)
    escaped = _ESCAPED_BRACE.search(region, block.start)
    if escaped:
        masked = _ESCAPED_BRACE.sub(STAND_INS["\\"], region)
        return masked, ("backslash-brace", escaped.start())
    return None


def _put(region: str, at: int, sign: str) -> str:
    return region[:at] + sign + region[at + 1 :]
