"""Text from HTML as Markdown: what would be a mark is escaped, blanks are as a browser has them."""

import re

# Stands for a line's end in HTML until it is known what is on both sides of it.
BREAK = "\ue102"
_CJK = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f"
_BETWEEN = re.compile(rf"(?<=[{_CJK}])(\**)[ ]*{BREAK}[ {BREAK}]*(\**)(?=[{_CJK}])")
_BLANKS = re.compile(r"[ \t\n\r\f]+")
_MARKS = re.compile(r"([\\`*\[\]<$~])|(?<!\w)(_)|(_)(?!\w)|(&)(?=#?\w+;)")
_STARTS = re.compile(r"^(\s*)(#{1,6}(?=\s|$)|[-+>](?=\s|$)|>|[:：]{3,}|: |={3,}$|-{3,}$|~{3,})")
# A break before or after everything breaks nothing.
_BEFORE = re.compile(r"(?:\s|\\\n)++")
_NUMBER = re.compile(r"^(\s*\d{1,9})([.)])(?=\s|$)")


def text(written: str) -> str:
    """A piece of text without the meaning that Markdown would give its signs."""
    blank = _BLANKS.sub(lambda run: BREAK if "\n" in run[0] else " ", written)
    return _MARKS.sub(lambda mark: f"\\{mark[0]}", blank)


def paragraph(written: str) -> str:
    """Put together what stands in one paragraph; no line of it begins another thing."""
    joined = _BETWEEN.sub(r"\1\2", written)
    joined = re.sub(rf"[ {BREAK}]+", " ", joined)
    lines = [line.strip() for line in joined.split("\n")]
    said = "\n".join(map(_start, lines))
    before = _BEFORE.match(said)
    return _without_end(said[before.end() :] if before else said)


def _without_end(said: str) -> str:
    """Without the blanks and breaks behind all else, looked at from the end."""
    end = len(said)
    while end:
        is_break = said[end - 1] == "\\" and said[end - 2 : end - 1] != "\\"
        if not said[end - 1].isspace() and not (is_break and said[end : end + 1] in ("", "\n")):
            break
        end -= 1
    return said[:end]


def _start(line: str) -> str:
    line = _STARTS.sub(r"\1\\\2", line)
    return _NUMBER.sub(r"\1\\\2", line)


def wrapped(inner: str, mark: str, tag: str) -> str:
    """A strong or emphasised text: with marks where Markdown reads them, else in tags."""
    bare = inner.strip(f" {BREAK}")
    if not bare:
        return inner
    before = inner[: len(inner) - len(inner.lstrip(f" {BREAK}"))]
    after = inner[len(inner.rstrip(f" {BREAK}")) :]
    # Beside a Han character, a mark next to punctuation neither opens nor closes.
    if bare[0].isalnum() and bare[-1].isalnum():
        return f"{before}{mark}{bare}{mark}{after}"
    return f"{before}<{tag}>{bare}</{tag}>{after}"
