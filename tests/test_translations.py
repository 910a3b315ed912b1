"""The catalogue has every message of the code, in Chinese, with the same places for values."""

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.frontend import CommandLineInterface
from babel.messages.pofile import read_po

ROOT = Path(__file__).parent.parent
PLACES = re.compile(r"%\(\w+\)[ds]")


@pytest.fixture(scope="module")
def extracted(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    template = tmp_path_factory.mktemp("pot") / "messages.pot"
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        arguments = ["-q", "extract", "-F", "pyproject.toml", "-k", "N_", "-o", str(template), "."]
        CommandLineInterface().run(["pybabel", *arguments])  # type: ignore[no-untyped-call]
    with template.open("rb") as file:
        return read_po(file)


@pytest.fixture(scope="module")
def chinese() -> Catalog:
    file = ROOT / "microsite" / "translations" / "zh" / "LC_MESSAGES" / "messages.po"
    with file.open("rb") as po:
        return read_po(po, locale="zh")


def words(message: object) -> list[str]:
    return [message] if isinstance(message, str) else list(message)  # type: ignore[call-overload]


def test_every_message_has_its_chinese(extracted: Catalog, chinese: Catalog) -> None:
    known = {words(message.id)[0] for message in chinese if any(words(message.string))}
    assert not [words(m.id)[0] for m in extracted if m.id and words(m.id)[0] not in known]


def test_no_message_is_left_over(extracted: Catalog, chinese: Catalog) -> None:
    used = {words(message.id)[0] for message in extracted if message.id}
    assert not [words(m.id)[0] for m in chinese if m.id and words(m.id)[0] not in used]


def test_values_keep_their_places(chinese: Catalog) -> None:
    for message in chinese:
        if message.id:
            places = set(PLACES.findall(words(message.id)[-1]))
            for text in words(message.string):
                assert set(PLACES.findall(text)) <= places, message.id
