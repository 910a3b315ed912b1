"""Settings: every one is read and documented; what cannot be used stops the start by name."""

import re
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from microsite.settings import PREFIX, SETTINGS, SettingError, load

NAMES = {setting.name for setting in SETTINGS}
DOCUMENT = Path(__file__).parent.parent / "docs" / "settings.md"

READ: list[tuple[str, str, object]] = [
    ("INSTANCE", "/srv/lab/../microsite", Path("/srv/microsite")),
    ("INSTANCE", "~", Path.home().resolve()),
    ("INSTANCE", "here", Path.cwd() / "here"),
    ("LANGUAGES", "de", ("de",)),
    ("LANGUAGES", " en , zh,", ("en", "zh")),
    ("TIMEZONE", "Europe/Berlin", ZoneInfo("Europe/Berlin")),
    ("BASE_URL", "https://lab.example.org/", "https://lab.example.org"),
    ("BASE_URL", "http://localhost:8000", "http://localhost:8000"),
    ("SECRET_KEY", "0123456789abcdef", "0123456789abcdef"),
    ("UPLOAD_LIMIT_MB", "1", 1),
    ("UPLOAD_LIMIT_MB", "1000", 1000),
    ("SIGN_IN_RATE", "3 per 5 minute", "3 per 5 minute"),
    ("PROXIES", "9", 9),
    ("EDITOR_EMAIL", "Lin@Example.ORG", "lin@example.org"),
    ("DOI_URL", "https://doi.example.org/", "https://doi.example.org"),
    ("ARXIV_URL", "", ""),
    ("PUBMED_URL", "http://127.0.0.1:8081/eutils", "http://127.0.0.1:8081/eutils"),
    ("FETCH_TIMEOUT", "300", 300),
]


def test_without_any_setting_every_default_can_be_read() -> None:
    assert load({}) == {
        "INSTANCE": Path(__file__).resolve().parent.parent / "instance",
        "LANGUAGES": ("zh", "en"),
        "TIMEZONE": ZoneInfo("Asia/Shanghai"),
        "BASE_URL": "",
        "SECRET_KEY": "",
        "UPLOAD_LIMIT_MB": 50,
        "SIGN_IN_RATE": "10 per minute",
        "PROXIES": 0,
        "EDITOR_EMAIL": "editor@example.org",
        "DOI_URL": "https://doi.org",
        "ARXIV_URL": "https://export.arxiv.org",
        "PUBMED_URL": "https://eutils.ncbi.nlm.nih.gov/entrez/eutils",
        "FETCH_TIMEOUT": 20,
    }


@pytest.mark.parametrize(("name", "text", "value"), READ)
def test_a_setting_is_read_from_the_environment(name: str, text: str, value: object) -> None:
    assert load({PREFIX + name: text})[name] == value


def test_every_setting_is_tried_above() -> None:
    assert {name for name, _, _ in READ} == NAMES


def test_the_process_environment_counts_where_no_other_is_given(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("MICROSITE_PROXIES", "2")
    assert load()["PROXIES"] == 2


def test_names_without_the_prefix_are_of_no_concern() -> None:
    assert load({"PROXIES": "nonsense", "HOME": "/", "MICROSITES": "7"})["PROXIES"] == 0


@pytest.mark.parametrize("name", ["MICROSITE_COLOUR", "MICROSITE_", "MICROSITE_proxies"])
def test_an_unknown_name_stops_the_start(name: str) -> None:
    with pytest.raises(SettingError, match=rf"^{name}: there is no such setting"):
        load({name: "1"})


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("INSTANCE", "~no-such-user/instance"),
        ("LANGUAGES", ""),
        ("LANGUAGES", ","),
        ("LANGUAGES", "english"),
        ("LANGUAGES", "ZH"),
        ("LANGUAGES", "zh;en"),
        ("LANGUAGES", "en,zh,en"),
        ("BASE_URL", "lab.example.org"),
        ("BASE_URL", "ftp://lab.example.org"),
        ("BASE_URL", "https://"),
        ("BASE_URL", "https://lab.example.org/site"),
        ("BASE_URL", "https://lab.example.org?x=1"),
        ("BASE_URL", "https://lab example.org"),
        ("BASE_URL", "/"),
        ("SECRET_KEY", "too short"),
        ("UPLOAD_LIMIT_MB", "0"),
        ("UPLOAD_LIMIT_MB", "1001"),
        ("UPLOAD_LIMIT_MB", "-5"),
        ("UPLOAD_LIMIT_MB", "1.5"),
        ("UPLOAD_LIMIT_MB", "50 MB"),
        ("UPLOAD_LIMIT_MB", ""),
        ("UPLOAD_LIMIT_MB", "9" * 5000),
        ("SIGN_IN_RATE", "often"),
        ("SIGN_IN_RATE", ""),
        ("SIGN_IN_RATE", "10/minute"),
        ("SIGN_IN_RATE", "0 per minute"),
        ("SIGN_IN_RATE", "10 per 0 minute"),
        ("PROXIES", "10"),
        ("PROXIES", "one"),
        ("EDITOR_EMAIL", ""),
        ("EDITOR_EMAIL", "lin"),
        ("EDITOR_EMAIL", "lin@a@b"),
        ("EDITOR_EMAIL", "lin @example.org"),
        ("DOI_URL", "doi.org"),
        ("ARXIV_URL", "ftp://export.arxiv.org"),
        ("PUBMED_URL", "https://eutils.ncbi.nlm.nih.gov/efetch.fcgi?db=pubmed"),
        ("PUBMED_URL", "https://me:secret@eutils.ncbi.nlm.nih.gov"),
        ("FETCH_TIMEOUT", "0"),
        ("FETCH_TIMEOUT", "301"),
    ],
)
def test_an_impossible_value_stops_the_start_and_names_the_setting(name: str, text: str) -> None:
    with pytest.raises(SettingError) as stopped:
        load({PREFIX + name: text})
    assert str(stopped.value).startswith(f"{PREFIX}{name}: ")
    assert (repr(text) in str(stopped.value)) != (name == "SECRET_KEY")


def test_the_document_names_every_setting_and_no_other() -> None:
    named = re.findall(rf"{PREFIX}\w+", DOCUMENT.read_text(encoding="utf-8"))
    assert set(named) == {PREFIX + name for name in NAMES}


def test_the_table_of_the_document_gives_each_default_and_an_example_that_can_be_read() -> None:
    rows = dict(_table_rows())
    assert list(rows) == [PREFIX + setting.name for setting in SETTINGS]
    for setting in SETTINGS:
        default, meaning, example = rows[PREFIX + setting.name]
        assert meaning
        if setting.default:
            assert default == f"`{setting.default}`"
        if example.startswith("`"):
            load({PREFIX + setting.name: example.strip("`")})


def _table_rows() -> list[tuple[str, list[str]]]:
    lines = DOCUMENT.read_text(encoding="utf-8").splitlines()
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if "|" in line]
    return [(row[0].strip("`"), row[1:]) for row in cells if row[0].startswith("`")]
