"""From the bytes of a .bib file to text."""

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark is its beginning
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

# Windows-1252 first: it wins a tie.
_SINGLE_BYTE = ("windows-1252", "iso-8859-2", "mac-roman", "windows-1251", "koi8-r")

_COMMON_HANZI = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而"
    "方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好"
    "应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向"
    "道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特"
    "件长求老头基资边流路级少图山统接知较将组见计别手角期根论运农指几九区强放决西被干做必战先回则任取据处队南"
    "给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切"
    "打白教速花带安场身车例真务具万每目至达走积示议声报完类八离华名确才科张信马节话米整空元况今集温传土许步群"
    "广石记需段研界拉林律究观越织装影算低持音众书布复容须际商非验连断深难近千周委素技备半办青省列习响约支般史"
    "感便团往历市克何除消构府称太准精值号率族维划选标写存候效斯院查江型王按格易置层片始专状育京识适属包调满县"
    "局照参红细引该价严李刘陈杨黄赵吴徐孙朱胡郭梁谢宋唐冯曹彭曾萧田董潘袁蔡蒋余杜叶魏苏吕丁沈姚卢崔钟谭陆汪"
    "范廖韦贾夏付邹熊秦阎侯雷龙陶编著译版社刊卷页网络智能模型算法神经视频图像检测估计优化控制硕博士论文基于"
)

_BAD_UTF8 = "microsite-bad-utf8"


def decode(data: bytes) -> tuple[str, str]:
    r"""The text of a file with newlines as `\n`, and the name of the encoding found.

    A byte-order mark decides, then strict UTF-8, then GB18030 if common hanzi result, then the
    likeliest single-byte encoding, Windows-1252 when in doubt. Never raises: bytes that no
    encoding explains come out as replacement characters.
    """
    text, encoding = _decode(data)
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"), encoding


def _decode(data: bytes) -> tuple[str, str]:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data.decode(encoding, "replace"), encoding
    unmarked = _utf16_without_mark(data)
    if unmarked:
        return data.decode(unmarked, "replace"), unmarked
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    if _is_nearly_utf8(data):
        return data.decode("utf-8", _BAD_UTF8), "utf-8"
    hanzi = _decode_gb18030(data)
    if hanzi is not None:
        return hanzi, "gb18030"
    sample = data[:1_000_000]
    encoding = max(_SINGLE_BYTE, key=lambda name: _plausibility(sample.decode(name, "replace")))
    return data.decode(encoding, "replace"), encoding


def _utf16_without_mark(data: bytes) -> str | None:
    sample = data[:4096]
    half = len(sample) // 2
    if half < 4:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > half * 0.6 and even < half * 0.1:
        return "utf-16-le"
    return "utf-16-be" if even > half * 0.6 and odd < half * 0.1 else None


def _is_nearly_utf8(data: bytes) -> bool:
    """Whether few bytes are wrong: a pasted line or a cut end in an otherwise good file."""
    text = data.decode("utf-8", "replace")
    wrong = text.count("\ufffd")
    return wrong * 4 <= sum(1 for character in text if character > "\x7f") - wrong


def _decode_gb18030(data: bytes) -> str | None:
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return None
    foreign = [character for character in text if character >= "\u2e80"]
    common = sum(1 for character in foreign if character in _COMMON_HANZI)
    return text if common * 3 >= len(foreign) and common else None


_CAPITALS = "À-ÖØ-ÞŒŠŽŸĄŁĽŚŞŤŹŻŔĂĹĆČĘĚĎĐŃŇŐŘŮŰŢ"
_SYMBOLS = "\u0080-\u00a6\u00a8-\u00aa\u00ac-\u00b3\u00b5\u00b6\u00b8-\u00ba\u00bc-\u00bf"
_SYMBOLS += "\u02c6-\u02dd\u2020-\u2022\u2030\u20ac\u2122\u2202-\u25ca\ufffd"
_BRACES = re.compile(r"[{}]")
_SYMBOL_IN_WORD = re.compile(f"(?<![0-9])[{_SYMBOLS}][a-z]|[a-z][{_SYMBOLS}](?![0-9])")
_CAPITAL_IN_WORD = re.compile(f"[a-z][{_CAPITALS}]|[A-Z][{_CAPITALS}][a-z]")
_ACCENTED_RUN = re.compile(r"[À-ÿ]{3,}")
_CYRILLIC_WORD = re.compile(r"(?<![^\W\d_])[А-ЯЁа-яё][а-яё]{2,}(?![^\W\d_])")


def _plausibility(text: str) -> int:
    """How much `text` looks like words; the more it holds what no language writes, the less."""
    text = _BRACES.sub("", text)
    wrong = (
        len(_SYMBOL_IN_WORD.findall(text))
        + len(_CAPITAL_IN_WORD.findall(text))
        + 2 * len(_ACCENTED_RUN.findall(text))
        + 3 * text.count("\ufffd")
    )
    return len(_CYRILLIC_WORD.findall(text)) - 2 * wrong


def _bad_byte(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    # One byte at a time: what follows may be good UTF-8 again.
    byte = error.object[error.start : error.start + 1]
    return byte.decode("windows-1252", "replace"), error.start + 1


codecs.register_error(_BAD_UTF8, _bad_byte)
