"""A little of `make fuzz` with every run of the tests."""

import random

import pytest

from microsite.bibtex import ParsedFile, decode, parse, read
from tests.accounts import slips
from tests.bibtex.files import DATA
from tests.fuzz import trouble
from tests.mutations import damaged, snippets

FILES = [path.read_bytes() for path in sorted(DATA.glob("*.bib"))]


@pytest.mark.parametrize("seed", range(5))
def test_damaged_files_raise_nothing_and_lose_nothing(seed: int) -> None:
    chance = random.Random(seed)
    found = snippets(FILES)
    for _ in range(100):
        data = damaged(chance, found)
        assert trouble(data) == "", data


@pytest.mark.parametrize("data", FILES, ids=[path.stem for path in sorted(DATA.glob("*.bib"))])
def test_every_block_of_the_samples_is_accounted_for(data: bytes) -> None:
    assert slips(decode(data)[0], read(data)) == []


def test_a_lost_entry_would_be_noticed() -> None:
    text = "@misc{a, title={A}}\n@misc{b, title={B}}\n@comment{\n@misc{c, title={C}}\n}\n"
    whole = parse(text)
    assert slips(text, whole) == []
    lossy = ParsedFile(whole.entries[:1], (), None, failed=1, comments=1, strings=0, preambles=0)
    assert slips(text, lossy) == [
        "line 2: an entry begins here and is nowhere",
        "1 blocks failed, 0 problems tell of them",
    ]
