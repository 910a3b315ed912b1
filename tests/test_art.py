"""The drawings: one key, one picture; small, valid and free of anything a strict CSP blocks."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from itertools import pairwise
from typing import get_args

import pytest

from microsite.art import FAMILIES, Shape, cover, face, family_of, hero, hue_class, mark, palette
from microsite.art.layout import block, row
from microsite.art.stream import Stream
from microsite.art.tiles import rings, strands

SVG = "{http://www.w3.org/2000/svg}"
LOOK = (264, 165, 75, 340)
SHAPES: tuple[Shape, ...] = get_args(Shape)
KEYS = [f"paper-{number}" for number in range(300)]
STRANGE = [
    "",
    " ",
    "论文：光与影",
    "naïve café",
    "مرحبا",
    "🎨" * 40,
    "\ud800",
    "\x00<&\">'",
    "k" * 5000,
]


def parse(svg: str) -> ET.Element:
    """Return the root of a drawing after checking what holds for all of them."""
    root = ET.fromstring(svg)
    assert root.tag == f"{SVG}svg"
    for element in root.iter():
        assert element.tag not in {f"{SVG}script", f"{SVG}style", f"{SVG}image", f"{SVG}use"}
        for name, value in element.attrib.items():
            assert name != "style"
            assert not name.startswith("on")
            assert "href" not in name
            assert "nan" not in value
            assert "inf" not in value
            assert "url(" not in value or value.startswith("url(#hero-")
    return root


def luminance(colour: str) -> float:
    """Return the relative luminance of #rrggbb."""
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in (int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the WCAG contrast of two colours."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_the_stream_is_pinned_so_that_an_upgrade_never_redraws_a_site() -> None:
    stream = Stream("key")
    assert [stream.below(1000) for _ in range(6)] == [612, 813, 762, 700, 746, 900]


def test_the_stream_stays_in_its_bounds() -> None:
    stream = Stream("bounds")
    assert all(2 <= stream.between(2, 5) <= 5 for _ in range(2000))
    assert {stream.below(3) for _ in range(200)} == {0, 1, 2}


@pytest.mark.parametrize("family", FAMILIES)
def test_a_cover_is_the_same_for_the_same_key_and_another_for_another(family: str) -> None:
    assert cover("a", 264, family) == cover("a", 264, family)
    assert len({cover(key, 264, family) for key in KEYS[:40]}) == 40


@pytest.mark.parametrize("family", FAMILIES)
def test_every_cover_is_valid_and_under_six_kilobytes(family: str) -> None:
    for index, key in enumerate(KEYS):
        svg = cover(key, (*LOOK, None)[index % 5], family)
        assert len(svg.encode()) < 6000
        assert parse(svg).get("viewBox") == "0 0 400 300"


@pytest.mark.parametrize("family", FAMILIES)
def test_a_cover_uses_the_colours_of_its_direction_only_and_always_the_spark(family: str) -> None:
    for key in KEYS[:60]:
        svg = cover(key, 165, family)
        assert set(re.findall(r"#[0-9a-f]{6}", svg)) <= set(palette(165))
        assert palette(165).spark in svg


def test_the_hue_changes_the_colours_of_a_cover_and_not_its_drawing() -> None:
    def bare(svg: str) -> str:
        return re.sub(r"#[0-9a-f]{6}", "#", svg)

    assert cover("a", 264) != cover("a", 75)
    assert bare(cover("a", 264)) == bare(cover("a", 75)) == bare(cover("a", None))


def test_a_key_has_one_family_and_all_families_are_used() -> None:
    assert cover("a", 20) == cover("a", 20, family_of("a"))
    assert {family_of(key) for key in KEYS} == set(FAMILIES)


def test_an_unknown_family_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="no family 'cubism'"):
        cover("a", 264, "cubism")


@pytest.mark.parametrize("key", STRANGE)
def test_any_text_can_be_a_key(key: str) -> None:
    for family in FAMILIES:
        parse(cover(key, 264, family))
    parse(cover(key, None))
    parse(face(key, 340))
    parse(mark(key))
    for shape in SHAPES:
        parse(hero(key, LOOK, shape))


def test_every_face_is_valid_and_under_eight_kilobytes() -> None:
    for index, key in enumerate(KEYS[:150]):
        svg = face(key, (*LOOK, None)[index % 5])
        assert len(svg.encode()) < 8000
        assert parse(svg).get("viewBox") == "0 0 240 300"
    assert face("a", 264) == face("a", 264)
    assert len({face(key, 264) for key in KEYS[:40]}) == 40


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("count", range(7))
def test_the_hero_has_one_disc_for_each_direction(shape: Shape, count: int) -> None:
    hues = [264, 165, 75, 340, None, 20][:count]
    svg = hero("光影实验室", hues, shape)
    root = parse(svg)
    assert svg == hero("光影实验室", hues, shape)
    assert len(svg.encode()) < 9000
    assert root.get("class") == f"hero-art hero-{shape}"
    assert root.get("aria-hidden") == "true"
    assert len(root.findall(f"{SVG}path[@class='stream-lines']")) == 1
    discs = root.findall(f"{SVG}g")
    assert [disc.get("class") for disc in discs] == [f"disc {hue_class(hue)}" for hue in hues]
    for disc in discs:
        assert len(disc.findall(f"{SVG}circle[@class='disc-ground']")) == 1
        assert disc.findall(f"{SVG}*[@class='disc-ink']")


def test_the_two_heroes_of_a_page_share_no_id() -> None:
    ids = [re.findall(r' id="([^"]+)"', hero("Lab", LOOK * 3, shape)) for shape in SHAPES]
    assert all(ids)
    assert len({*ids[0], *ids[1]}) == len(ids[0]) + len(ids[1])


def test_the_hero_never_writes_the_name_into_the_page() -> None:
    assert "script" not in hero("<script>alert(1)</script>", LOOK, "wide")
    assert "script" not in mark("<script>alert(1)</script>")


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 6, 9, 13])
def test_the_discs_lie_on_the_sheet_and_apart(count: int) -> None:
    for key in KEYS[:40]:
        for place, width, height in ((row, 1440, 340), (block, 390, 300)):
            discs = place(Stream(key), count, width, height)
            assert len(discs) == count
            for disc in discs:
                assert disc.r <= disc.x <= width - disc.r
                assert disc.r <= disc.y <= height - disc.r
            for index, disc in enumerate(discs):
                for other in discs[index + 1 :]:
                    distance = ((disc.x - other.x) ** 2 + (disc.y - other.y) ** 2) ** 0.5
                    assert distance > disc.r + other.r + 6


def test_the_mark_is_small_and_takes_the_colour_of_its_text() -> None:
    root = parse(mark("Lab"))
    assert (root.get("width"), root.get("height")) == ("26", "26")
    assert root.get("stroke") == "currentColor"
    assert len(root.findall(f"{SVG}circle[@class='mark-dot']")) == 1
    assert len({mark(key) for key in KEYS}) == 6


def test_the_palettes_of_the_look_are_the_ones_drawn_by_eye() -> None:
    assert palette(264)[:3] == ("#1d2f6f", "#3d5bc0", "#e4e4ea")
    assert palette(165)[:3] == ("#12463a", "#2a8466", "#e3e8dc")
    assert palette(340).deep == "#57204a"
    assert palette(-20) == palette(340) == palette(700)


def test_every_hue_gives_colours_that_can_be_told_apart() -> None:
    for hue in range(360):
        colours = palette(hue)
        assert all(re.fullmatch("#[0-9a-f]{6}", colour) for colour in colours)
        assert contrast(colours.deep, colours.pale) > 6
        assert contrast(colours.mid, colours.pale) > 2
        assert contrast(colours.deep, colours.mid) > 1.7


def test_neighbouring_hues_have_neighbouring_colours() -> None:
    hues = [palette(hue) for hue in [*range(360), 0]]
    for one, other in pairwise(hues):
        for a, b in zip(one, other, strict=True):
            steps = [abs(int(a[k : k + 2], 16) - int(b[k : k + 2], 16)) for k in (1, 3, 5)]
            assert max(steps) <= 14


@pytest.mark.parametrize(
    ("hue", "expected"),
    [
        (264, "hue-260"),
        (165, "hue-170"),
        (0, "hue-0"),
        (355, "hue-0"),
        (354, "hue-350"),
        (-20, "hue-340"),
        (None, "hue-none"),
    ],
)
def test_a_hue_has_a_class_in_steps_of_ten(hue: int | None, expected: str) -> None:
    assert hue_class(hue) == expected


def test_strands_use_every_arc_once_and_close_their_rings() -> None:
    grid = [[False, True], [True, False]]
    assert rings(grid) == [(1, 1, 0)]
    ringed = [[True, False], [False, True]]
    assert rings(ringed) == [(1, 1, 4)]
    assert strands(ringed, 10, 0, 0).count("10 10 0 0") == 8
    assert strands([[None]], 10, 0, 0) == ""
