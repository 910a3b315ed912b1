"""Chinese family names: which syllables are common ones, which have two characters."""

from itertools import chain


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# How the commonest family names are read. A syllable that is missing only makes a name in Chinese
# order certain that would be doubtful otherwise.
COMMON = _set(
    """
    ai an bai bao bi bian cai cao cen chang che chen cheng chi chu cui dai deng di ding dong
    dou du duan fan fang fei feng fu gan gao ge geng gong gu guan guo han hao he hou hu hua
    huang huo ji jia jian jiang jiao jin jing ju kang ke kong lai lan lang lei leng li lian
    liang liao lin ling liu long lou lu luan luo lv ma mai man mao mei meng miao min mo mou
    mu na nie ning niu ou pan pang pei peng pi pu qi qian qiao qin qiu qu quan ran rao ren
    rong ruan sang sha shan shang shao she shen sheng shi shu si song su sui sun tan tang
    tao teng tian tong tu wan wang wei wen weng wu xi xia xian xiang xiao xie xin xing xiong
    xu xue yan yang yao ye yi yin ying you yu yuan yue yun zang zeng zha zhai zhan zhang
    zhao zhen zheng zhong zhou zhu zhuang zhuo zong zou zu zuo
    """
)
# Characters that are read otherwise as a family name than elsewhere.
READ_AS = {
    "单": "shan", "單": "shan", "曾": "zeng", "解": "xie", "仇": "qiu", "区": "ou", "區": "ou",
    "查": "zha", "盖": "ge", "蓋": "ge", "翟": "zhai", "覃": "qin", "乐": "yue", "樂": "yue",
    "冼": "xian", "朴": "piao", "任": "ren", "华": "hua", "華": "hua", "尉": "wei", "缪": "miao",
    "繆": "miao", "宁": "ning", "燕": "yan", "曲": "qu", "纪": "ji", "員": "yun", "员": "yun",
    "逄": "pang", "种": "chong", "秘": "bi", "黑": "he", "折": "she", "繁": "po", "都": "du",
    "那": "na", "召": "shao", "葛": "ge", "柏": "bai", "卜": "bu", "石": "shi", "沈": "shen",
}  # fmt: skip
TWO_CHARACTERS = {
    "欧阳": "ou yang", "歐陽": "ou yang", "司马": "si ma", "司馬": "si ma", "上官": "shang guan",
    "诸葛": "zhu ge", "諸葛": "zhu ge", "东方": "dong fang", "東方": "dong fang",
    "皇甫": "huang fu", "尉迟": "yu chi", "尉遲": "yu chi", "公孙": "gong sun",
    "公孫": "gong sun", "慕容": "mu rong", "令狐": "ling hu", "司徒": "si tu", "夏侯": "xia hou",
    "长孙": "zhang sun", "長孫": "zhang sun", "宇文": "yu wen", "端木": "duan mu",
    "独孤": "du gu", "獨孤": "du gu", "南宫": "nan gong", "南宮": "nan gong", "西门": "xi men",
    "西門": "xi men", "轩辕": "xuan yuan", "澹台": "tan tai", "呼延": "hu yan", "赫连": "he lian",
    "赫連": "he lian", "完颜": "wan yan", "司空": "si kong", "申屠": "shen tu", "淳于": "chun yu",
    "闻人": "wen ren", "钟离": "zhong li", "第五": "di wu", "百里": "bai li", "东郭": "dong guo",
    "万俟": "mo qi",
}  # fmt: skip

_OF_TWO = frozenset(reading.replace(" ", "") for reading in TWO_CHARACTERS.values())
_INITIALS = _set("b p m f d t n l g k h j q x zh ch sh r z c s y w")
_FINALS = _set(
    """
    a o e i u v ai ei ao ou an en in un ang eng ong ing ia ie iu ian iang iong iao ua uo ui
    uai uan uang ue ve
    """
)
_BARE = _set("a ai an ang ao e ei en eng er o ou")
_SYLLABLES = frozenset(chain((one + end for one in _INITIALS for end in _FINALS), _BARE))


def is_surname(folded: str) -> bool:
    """Whether letters without blanks read like a common Chinese family name."""
    return folded in COMMON or folded in _OF_TWO


def is_syllable(folded: str) -> bool:
    """Whether the letters can be one syllable of pinyin."""
    return folded in _SYLLABLES


def is_two_syllables(folded: str) -> bool:
    """Whether the letters can be read as two syllables of pinyin, and not as one."""
    if is_syllable(folded):
        return False
    splits = range(1, len(folded))
    return any(is_syllable(folded[:at]) and is_syllable(folded[at:]) for at in splits)
