"""Cards: titles that break where they may, in faces that have their letters, as small PNGs."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import resvg_py
from PIL import Image

from microsite.cards import HEIGHT, WIDTH, BusyError, Card, Kept, Shown, faces, kept, lines, png
from microsite.cards.drawing import PANEL, sheet

CHINESE = (
    "论路牌、挂钟、书脊及其他小字（含“别碰那些字”）在生成视频中的顽强存在：《兼论》一套衡量其消退的规程，"
    "一千二百段样片，以及GAN与H.266的比较！？"
)
ENGLISH = "On the Curious Persistence of Street Signs, Wall Clocks, Book Spines and Small Text"
NO_START = "、。，．：；！？）》」』】”’…"
NO_END = "（《「『【“‘"
HOSTILE = [
    "",
    " \n\t ",
    "\x00NUL\x00 in \x07between\x1b[31m",
    '<script>alert(1)</script> & "quotes" \']]>',
    "</text></svg><image href='file:///etc/passwd'/>",
    "&#0;&bogus;<!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc/passwd'>]>&y;",
    "🎨👩‍👩‍👧‍👦🇨🇳" * 20,
    "مرحبا بالعالم — שלום עולם",
    "\u202egnp.exe \u2066abc\u2069 \ufeff",
    "lone \ud800 surrogate \udfff and \ufffe \uffff",
    "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘!͖̬̰̙̗̿̋ͥͥ̂ͣ̐́́͜͞",
    "x" * 10_000,
    "论" * 10_000,
    "a " * 5_000,
    "（" * 300,
    "，" * 300,
    "\u0e01\u0e38 ไทย हिन्दी 한국어 ქართული ᚠᛇᚻ 𝔘𝔫𝔦𝔠𝔬𝔡𝔢",
    "{{ 7*7 }} {% raw %} %s %(x)s $\\alpha$",
]


def card(*titles: str, **values: object) -> Card:
    told: dict[str, object] = {
        "lab": "Plumbline Lab",
        "mark": "Plumbline Lab",
        "note": "Letters in Eye Imaging · 2023",
        "drawing": "cover",
        "key": "paper-1",
        "hues": (264,),
    }
    return Card(titles=titles, **{**told, **values})  # type: ignore[arg-type]


def opened(data: bytes) -> Image.Image:
    with Image.open(BytesIO(data)) as image:
        assert image.format == "PNG"
        return image.convert("RGB")


@pytest.fixture
def no_fonts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine on which the install has left no font."""
    caches = (faces.face, faces.runs)
    monkeypatch.setattr(faces, "FOLDER", tmp_path)
    for cache in caches:
        cache.cache_clear()
    yield
    for cache in caches:
        cache.cache_clear()


def test_the_install_has_left_fonts_with_the_letters_of_both_scripts() -> None:
    assert len(faces.files()) == 4
    assert faces.face("latin").letters >= set("AZaz09éßø“”—’")
    assert faces.face("european").letters >= set("ŁčőαΩЖế")
    # GB 2312's first level, names beyond it, and traditional characters in everyday use.
    level = {bytes((lead, trail)).decode("gb2312", "replace") for lead in range(0xB0, 0xD7)
             for trail in range(0xA1, 0xFF)}  # fmt: skip
    assert faces.face("han").letters >= level - {"\ufffd", "\ufffd\ufffd"}
    assert faces.face("han").letters >= set("喆堃玥珺犇學術畫龍體，。（）《》“”…—")


def test_each_letter_comes_from_a_face_that_has_it() -> None:
    [han, latin] = faces.runs("用GAN", "title")
    assert (han.family, latin.family) == ("Microsite han", "Microsite latin")
    assert [run.gap for run in faces.runs("用GAN画", "title")] == [0, faces.GAP, faces.GAP]
    assert [run.gap for run in faces.runs("画（GAN）", "title")] == [0, 0, 0]
    [greek, rest] = faces.runs("β-VAE", "title")
    assert (greek.family, rest.text) == ("Microsite european", "-VAE")


def test_quotation_marks_are_those_of_the_script_that_the_text_is_in() -> None:
    assert faces.style_of("画“图”", "title") == "han-title"
    assert [run.text for run in faces.runs("画“A”", "han-title")] == ["画“", "A", "”"]
    assert [run.text for run in faces.runs("Don’t 画", "han-title")] == ["Don’t ", "画"]
    assert faces.style_of("the “art” of 画, and no more", "text") == "text"
    assert [run.text for run in faces.runs("the “art”", "text")] == ["the “art”"]


def test_what_no_face_of_ours_has_is_left_to_the_machine() -> None:
    assert [run.family for run in faces.runs("ไทย", "title")] == [""]
    assert sheet(card("ไทย")).needs_more
    assert not sheet(card(CHINESE, ENGLISH)).needs_more


def test_a_text_is_as_wide_as_its_characters() -> None:
    assert faces.width("可控生成", "title") == pytest.approx(4)
    assert faces.width("iiii", "title") < faces.width("MMMM", "title") < 5


@pytest.mark.parametrize("most", [4, 5, 6.5, 7, 9, 12, 15, 20, 33])
def test_no_line_begins_or_ends_with_a_sign_that_may_not_stand_there(most: float) -> None:
    parts = lines.units(CHINESE, "han-title", most)
    for found in (lines.wrap(parts, most), lines.balanced(parts, most)):
        assert "".join(found) == CHINESE
        assert not [line for line in found if line[0] in NO_START]
        assert not [line for line in found if line[-1] in NO_END]
        assert all(faces.width(line, "han-title") <= most + 0.01 for line in found)


def test_latin_breaks_between_words_and_a_word_that_fits_nowhere_is_cut() -> None:
    parts = lines.units(ENGLISH, "title", 12)
    assert " ".join(lines.wrap(parts, 12)) == ENGLISH
    assert lines.wrap(lines.units("state-of-the-art", "title", 4), 4)[0].endswith("-")
    chopped = lines.wrap(lines.units("x" * 90, "title", 10), 10)
    assert "".join(chopped) == "x" * 90
    assert len(chopped) > 3


def test_balanced_lines_are_as_many_and_about_as_long() -> None:
    parts = lines.units(ENGLISH, "title", 16)
    full, even = lines.wrap(parts, 16), lines.balanced(parts, 16)
    assert len(full) == len(even)
    widths = [faces.width(line, "title") for line in even]
    assert max(widths) - min(widths) <= 16 - min(faces.width(line, "title") for line in full)


@pytest.mark.parametrize("length", [1, 8, 40, 120, 300, 3000])
@pytest.mark.parametrize("text", [CHINESE * 60, (ENGLISH + " ") * 60])
def test_a_title_of_any_length_is_set_as_large_as_its_room_allows(text: str, length: int) -> None:
    sizes = (84, 64, 48, 40, 34)
    fitted = lines.fit(lines.cleaned(text[:length]), "title", (596, 400), sizes, 1.24)
    assert fitted.size == 84 or length > 8
    assert len(fitted.lines) * fitted.size * 1.24 <= 400
    assert all(faces.width(line, fitted.style) * fitted.size <= 597 for line in fitted.lines)
    whole = lines.cleaned(text[:length]).replace(" ", "")
    assert fitted.lines[-1].endswith("…") == ("".join(fitted.lines).replace(" ", "") != whole)
    assert fitted.lines[-1].endswith("…") == (length == 3000 or (length == 300 and text[0] == "论"))


def test_a_text_is_one_line_without_what_cannot_be_drawn() -> None:
    assert lines.cleaned(" a\n\tb\x00\u202e\ud800\ufffe  c ") == "a b c"
    assert len(lines.cleaned("论" * 10_000)) == lines.LONGEST + 1
    assert lines.cleaned("e\u0301") == "é"


def test_a_card_is_a_small_png_of_the_size_that_networks_ask_for() -> None:
    data = png(card(CHINESE, ENGLISH))
    assert opened(data).size == (WIDTH, HEIGHT) == (1200, 630)
    assert len(data) < 300_000
    assert data == png(card(CHINESE, ENGLISH))
    assert data != png(card(CHINESE))


@pytest.mark.parametrize("drawing", ["cover", "face", "hero"])
def test_a_card_has_its_text_on_the_left_and_its_drawing_where_it_belongs(drawing: str) -> None:
    image = opened(png(card("Eight rooms", "八间屋子", drawing=drawing)))
    left, _top, right, foot = PANEL[0], 0, WIDTH, HEIGHT
    title = image.crop((60, 120, 600, 330)).convert("L")
    assert title.histogram()[:60] != [0] * 60
    place = (0, 345, WIDTH, foot) if drawing == "hero" else (left, 0, right, foot)
    assert len(image.crop(place).getcolors(1 << 20) or []) > 3


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("drawing", ["cover", "hero"])
def test_whatever_a_title_holds_there_is_a_picture(text: str, drawing: str) -> None:
    data = png(card(text, text, lab=text, note=text, key=text, mark=text, drawing=drawing))
    assert opened(data).size == (WIDTH, HEIGHT)
    assert len(data) < 300_000


def test_markup_in_a_title_is_text() -> None:
    svg = sheet(card("</text><image href='file:///etc/passwd'/>")).svg
    assert "<image" not in svg
    assert "&lt;image" in svg


@pytest.mark.usefixtures("no_fonts")
def test_without_our_fonts_the_machines_stand_in() -> None:
    assert faces.files() == []
    drawn = sheet(card(CHINESE, ENGLISH))
    assert drawn.needs_more
    assert opened(png(card(CHINESE, ENGLISH))).size == (WIDTH, HEIGHT)


@pytest.mark.usefixtures("no_fonts")
def test_a_machine_without_any_font_still_draws(monkeypatch: pytest.MonkeyPatch) -> None:
    render = resvg_py.svg_to_bytes

    def without(**values: Any) -> bytes:
        return render(**{**values, "skip_system_fonts": True})

    monkeypatch.setattr(resvg_py, "svg_to_bytes", without)
    image = opened(png(card(CHINESE, ENGLISH)))
    assert image.size == (WIDTH, HEIGHT)
    assert image.getpixel((300, 300)) == image.getpixel((5, 5))


def test_a_picture_stands_in_the_place_of_the_drawing_round_its_focus(tmp_path: Path) -> None:
    image = Image.new("RGB", (900, 630), "#00ff00")
    image.paste("#ff0000", (600, 0, 900, 630))
    image.save(tmp_path / "a.webp", lossless=True)
    shown = opened(png(card("A", picture=Shown("a.webp", 0.0)), tmp_path))
    assert shown.getpixel((1190, 300)) == (0, 255, 0)
    shown = opened(png(card("A", picture=Shown("a.webp", 1.0)), tmp_path))
    assert shown.getpixel((1190, 300)) == (255, 0, 0)


def test_a_picture_of_noise_still_makes_a_small_card(tmp_path: Path) -> None:
    Image.effect_noise((1280, 900), 90).convert("RGB").save(tmp_path / "a.webp")
    assert len(png(card("A", picture=Shown("a.webp")), tmp_path)) < 300_000


@pytest.mark.parametrize("content", [None, b"no picture"])
def test_a_picture_that_cannot_be_read_leaves_the_drawing(
    tmp_path: Path, content: bytes | None
) -> None:
    if content:
        (tmp_path / "a.webp").write_bytes(content)
    assert png(card("A", picture=Shown("a.webp")), tmp_path) == png(card("A"))


def test_a_digest_follows_from_all_that_is_shown() -> None:
    digests = {
        one.digest()
        for one in (
            card("A"), card("A", "B"), card("A", hues=(75,)), card("A", note=""),
            card("A", picture=Shown("a.webp")), card("A", key="other"), card("\ud800"),
        )
    }  # fmt: skip
    assert len(digests) == 7
    assert card("A").digest() == card("A").digest()
    assert all(re.fullmatch("[0-9a-f]{16}", digest) for digest in digests)


def test_a_card_is_made_once_and_the_oldest_go(tmp_path: Path) -> None:
    made: list[str] = []

    def make(name: str) -> bytes:
        made.append(name)
        return name.encode()

    cards = Kept(tmp_path / "cards", most=3)
    for name in ("a", "a", "b", "c", "d"):
        assert cards.get(name, lambda name=name: make(name)) == name.encode()  # type: ignore[misc]
    assert made == ["a", "b", "c", "d"]
    assert len(list((tmp_path / "cards").iterdir())) == 3


def test_a_disk_that_takes_nothing_costs_no_card(tmp_path: Path) -> None:
    (tmp_path / "cards").write_text("a file where the folder should be")
    assert Kept(tmp_path / "cards").get("a", lambda: b"drawn") == b"drawn"


def test_who_waits_too_long_for_others_cards_is_told_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "PATIENCE", 0.05)
    cards, started, may_end = Kept(tmp_path), threading.Event(), threading.Event()

    def slow() -> bytes:
        started.set()
        may_end.wait(10)
        return b"slow"

    other = threading.Thread(target=cards.get, args=("slow", slow))
    other.start()
    started.wait(10)
    with pytest.raises(BusyError):
        cards.get("mine", lambda: b"mine")
    may_end.set()
    other.join()
    assert cards.get("mine", lambda: b"mine") == b"mine"


def test_a_title_breaks_where_it_pauses_if_that_takes_no_more_lines() -> None:
    sizes = (64,)
    fitted = lines.fit("先有粉笔，后有雨：一块会重画自己的地面", "title", (700, 400), sizes, 1.24)
    assert fitted.lines == ["先有粉笔，后有雨：", "一块会重画自己的地面"]
    fitted = lines.fit("Chalk, Then Rain: A Pavement", "title", (560, 400), sizes, 1.24)
    assert fitted.lines == ["Chalk, Then Rain:", "A Pavement"]
    # Here a third line would be needed.
    fitted = lines.fit("雨：一块会重画自己的地面和别的一些", "title", (700, 400), sizes, 1.24)
    assert len(fitted.lines) == 2
