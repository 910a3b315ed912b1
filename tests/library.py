"""Files of any size for the benchmark, always the same: what a group's Zotero exports.

Shaped after the exports of Better BibTeX: about fifteen fields and 1.5 kB an entry, LaTeX
accents, braced words, abstracts of running text, journals by @string, one entry in five Chinese.
"""

import random
from collections.abc import Iterator

WORDS = (
    "light", "room", "video", "colour", "model", "slow", "scan", "image", "sparse", "signal",
    "paper", "stage", "editing", "diffusion", "garment", "mesh", "sampling", "attention",
    "latent", "motion", "camera", "texture", "schedule", "noise", "prompt", "caption",
    "retrieval", "shopping", "film", "teaching", "clinic", "benchmark", "control", "layout",
    "portrait", "relighting", "depth",
)  # fmt: skip
SMALL = ("the", "of", "a", "with", "for", "and", "in", "by", "from", "without", "that", "we")
HAN = "光影视频编码生成图像稀疏信号舞台医学影像可控编辑扩散模型布料网格采样注意力潜在运动镜头纹理"
FAMILIES = (
    r"Schr{\"o}dinger", "Lin", "van der Berg", r"{\'A}lvarez", "Okafor", "Zhang", r"Kov{\'a}cs",
    "Smith", "Tanaka", "Rossi", r"M{\"u}ller", "Nguyen", "Haddad", "Novak", "Chen", r"{\O}degaard",
    "Garc{\\'i}a", "Silva", "Jones", "Kim", "Ivanova", "Dubois", "Patel", "Wang",
)  # fmt: skip
GIVEN = (
    "Anna", "Wei", "J. P.", "Maria", "Yuki", "Tom", r"Jos{\'e}", "Li", "Amina", "Peter", "Chiara",
    "K.", "Sofia", "Min-Jun", "Olga", "Ravi", "Emma", "Lucas", "Hana", "David",
)  # fmt: skip
CHINESE_FAMILIES, CHINESE_GIVEN = "王李张刘陈杨赵黄周吴", "伟芳娜敏静丽强磊洋艳勇军杰娟涛明超秀霞平"
BARE = str.maketrans("", "", "{}")
JOURNALS = {
    "jvm": "Journal of Visual Matters",
    "tmc": r"Transactions on Media {\&} Computing",
    "als": "Annals of Light and Sound",
}


def library(size: int) -> str:
    """The text of a .bib file with `size` entries."""
    strings = "\n".join(f"@string{{{name} = {{{title}}}}}" for name, title in JOURNALS.items())
    return "\n\n".join([strings, *_entries(size)]) + "\n"


def _entries(size: int) -> Iterator[str]:
    chance = random.Random(size)
    for number in range(size):
        is_chinese = number % 5 == 0
        name = f"{number:08X}"
        title = _chinese(chance, 14) if is_chinese else _title(chance, number)
        year = 2000 + number % 25
        authors = [
            _author(chance, is_chinese) for _ in range(chance.choice((1, 2, 3, 3, 4, 4, 5, 7)))
        ]
        fields = {
            "title": f"{{{title}}}",
            "author": f"{{{' and '.join(authors)}}}",
            "year": str(year),
            "month": chance.choice(("jan", "may", "sep")),
            "journal": chance.choice(tuple(JOURNALS)),
            "volume": f"{{{number % 60 + 1}}}",
            "number": f"{{{number % 12 + 1}}}",
            "pages": f"{{{number % 900 + 1}--{number % 900 + 14}}}",
            "publisher": "{Society for Moving Pictures}",
            "issn": "{1234-5679, 2345-6780}",
            "doi": f"{{10.5555/bench.{number}}}",
            "url": f"{{https://example.org/papers/{number}}}",
            "urldate": f"{{{year + 1}-01-10}}",
            "abstract": f"{{{_abstract(chance, is_chinese)}}}",
            "langid": "{chinese}" if is_chinese else "{english}",
            "keywords": f"{{{','.join(chance.sample(WORDS, 4))}}}",
            "file": f"{{/home/lab/Zotero/storage/{name}/{year} - {title.translate(BARE)}.pdf}}",
        }
        body = ",\n".join(f"  {name} = {value}" for name, value in fields.items())
        yield f"@article{{key{number}of{year},\n{body}\n}}"


def _title(chance: random.Random, number: int) -> str:
    words = [chance.choice(WORDS) for _ in range(7)]
    words[2] = f"{{{{{words[2].upper()}}}}}"
    words.insert(4, chance.choice(SMALL))
    return f"{' '.join(words).capitalize()}: Study {number}"


def _author(chance: random.Random, is_chinese: bool) -> str:
    if is_chinese:
        return chance.choice(CHINESE_FAMILIES) + "".join(chance.choices(CHINESE_GIVEN, k=2))
    return f"{chance.choice(FAMILIES)}, {chance.choice(GIVEN)}"


def _abstract(chance: random.Random, is_chinese: bool) -> str:
    if is_chinese:
        return "。".join(_chinese(chance, 24) for _ in range(4)) + "。"
    sentences = []
    for _ in range(7):
        words = chance.choices(WORDS, k=9) + chance.choices(SMALL, k=6)
        chance.shuffle(words)
        sentences.append(f"{' '.join(words[:6]).capitalize()}, {' '.join(words[6:])}.")
    return " ".join(sentences)


def _chinese(chance: random.Random, length: int) -> str:
    return "".join(chance.choices(HAN, k=length))
