"""Names and lists of names in Chinese, Japanese and Korean."""

import re

_HAN_KANA_HANGUL = (
    "\u3005-\u3007\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
_CJK_TEXT = re.compile(f"[{_HAN_KANA_HANGUL}·・‧\u3000 ]+")
_CJK_SIGN = re.compile(f"[{_HAN_KANA_HANGUL}]")
_CHINESE_SIGNS = re.compile(r"\s*[、，；]\s*")


def is_cjk(text: str) -> bool:
    """Whether `text` is written in Han characters, kana or Hangul only."""
    return _CJK_TEXT.fullmatch(text) is not None and _CJK_SIGN.search(text) is not None


def split_cjk_list(part: str) -> list[str]:
    """The names of a list written without "and": 张三、李四 or 张三，李四 or 张三, 李四, 王五.

    One ASCII comma is left alone: it stands between family and given name. A text with braces, or
    without CJK characters, is returned whole.
    """
    if "{" in part or not _CJK_SIGN.search(part):
        return [part]
    pieces = [piece for piece in _CHINESE_SIGNS.split(part) if piece.strip()]
    # 张，三 with a full-width comma is one person: no family name stands alone.
    if len(pieces) == 2 and "，" in part and len(pieces[0].strip()) == 1 and is_cjk(part[0]):
        return [", ".join(pieces)]
    if len(pieces) == 1 and part.count(",") > 1:
        pieces = [piece for piece in part.split(",") if piece.strip()]
        if not all(is_cjk(piece) for piece in pieces):
            return [part]
    words = part.split()
    if len(pieces) == 1 and len(words) > 2 and all(is_cjk(word) for word in words):
        return words if all(len(word) > 1 for word in words) else [part]
    return pieces


def split_cjk_name(words: list[str]) -> tuple[str, str] | None:
    """Family and given name of a name in CJK characters, the family name first; else None.

    A name written in one piece stays in one piece: where it divides is a matter of knowledge.
    """
    if not all(is_cjk(word) for word in words):
        return None
    return words[0], "".join(words[1:])
