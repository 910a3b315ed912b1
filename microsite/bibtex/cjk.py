"""Names and lists of names in Chinese, Japanese and Korean."""

import re

_HAN_KANA_HANGUL = (
    "\u3005-\u3007\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
_CJK_TEXT = re.compile(f"[{_HAN_KANA_HANGUL}·・‧\u3000 ]+")
_CJK_SIGN = re.compile(f"[{_HAN_KANA_HANGUL}]")
_CHINESE_SIGNS = re.compile(r"\s*[、，；]\s*")
# The hundred commonest family names of one character, simplified and traditional.
_FAMILIES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔"
    "钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
    "張劉陳楊黃趙吳孫馬羅鄭謝許韓馮鄧葉蘇魏呂盧鐘譚陸範賈韋鄒龍賀顧龔萬錢嚴湯蕭"
)
# Those that Japanese given names begin with too.
_JAPANESE_GIVEN = frozenset("武史龙龍高江方白石金田林万萬")


def is_cjk(text: str) -> bool:
    """Whether `text` is written in Han characters, kana or Hangul only."""
    return _CJK_TEXT.fullmatch(text) is not None and _CJK_SIGN.search(text) is not None


def split_cjk_list(part: str) -> list[str]:
    """The names of a list written without "and": 张三、李四 or 张三，李四 or 张三, 李四, 王五.

    One ASCII comma stands between family and given name, unless both sides are whole names. A
    text with braces, or without CJK characters, is returned whole.
    """
    if "{" in part or not _CJK_SIGN.search(part):
        return [part]
    pieces = [piece for piece in _CHINESE_SIGNS.split(part) if piece.strip()]
    # 张，三 with a full-width comma is one person: no family name stands alone.
    if len(pieces) == 2 and "，" in part and len(pieces[0].strip()) == 1 and is_cjk(part[0]):
        return [", ".join(pieces)]
    sides = [side.strip() for side in part.split(",")] if len(pieces) == 1 else []
    if len(sides) == 2 and all(is_cjk(side) for side in sides) and _are_names(*sides):
        return sides
    if len(pieces) == 1 and part.count(",") > 1:
        pieces = [piece for piece in part.split(",") if piece.strip()]
        if not all(is_cjk(piece) for piece in pieces):
            return [part]
    words = part.split()
    if len(pieces) == 1 and len(words) > 2 and all(is_cjk(word) for word in words):
        return words if all(len(word) > 1 for word in words) else [part]
    return pieces


def _are_names(left: str, right: str) -> bool:
    """Whether the two sides of a comma are two people and not the two parts of one name."""
    if " " in left and " " in right:
        return True
    # 田中, 花子 is one person, 张三, 李四 are two.
    is_short = 2 <= len(left) <= 3 and 2 <= len(right) <= 3
    return is_short and left[0] in _FAMILIES and right[0] in _FAMILIES - _JAPANESE_GIVEN


def split_cjk_name(words: list[str]) -> tuple[str, str] | None:
    """Family and given name of a name in CJK characters, the family name first; else None.

    A name written in one piece stays in one piece: where it divides is a matter of knowledge.
    """
    if not all(is_cjk(word) for word in words):
        return None
    return words[0], "".join(words[1:])
