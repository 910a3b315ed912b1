"""Drawings: what draws is kept, what runs, loads or reaches outside is not."""

from pathlib import Path
from xml.etree import ElementTree

import pytest

from microsite.pictures.problems import RefusedError
from microsite.pictures.svg import write_clean
from tests.pictures.files import SVG_START, svg

RECT = '<rect width="9" height="9"/>'
HOSTILE = (
    "<script>alert(1)</script>",
    "<script xlink:href='http://evil.example/a.js'/>",
    "<rect onload='alert(1)' ONCLICK='alert(1)' width='9' height='9'/>",
    "<a xlink:href='javascript:alert(1)'><rect width='9' height='9'/></a>",
    "<a href='http://evil.example'><rect width='9' height='9'/></a>",
    "<foreignObject><iframe xmlns='http://www.w3.org/1999/xhtml' src='http://evil.example'/></foreignObject>",
    "<image href='http://evil.example/a.png'/>",
    "<image href='data:image/svg+xml;base64,PHN2Zz4='/>",
    "<use href='http://evil.example/a.svg#b'/>",
    "<use xlink:href='data:image/svg+xml,evil#x'/>",
    "<animate attributeName='href' values='javascript:alert(1)'/>",
    "<set attributeName='onmouseover' to='alert(1)'/>",
    "<handler xmlns='http://www.w3.org/2001/xml-events'>alert(1)</handler>",
    "<style>@import url(http://evil.example/a.css);</style>",
    "<style>rect{fill:url(http://evil.example/a)}</style>",
    "<style>@font-face{font-family:a;src:url(http://evil.example/a)}</style>",
    "<rect style='fill:url(http://evil.example/a)' width='9' height='9'/>",
    "<rect style='fill:u\\72l(http://evil.example/a)' width='9' height='9'/>",
    "<rect fill='url( \"http://evil.example/a\" )' width='9' height='9'/>",
    "<rect fill='url(#a) url(http://evil.example/a)' width='9' height='9'/>",
    "<rect fill='URL(//evil.example/a)' width='9' height='9'/>",
    "<rect filter='url(http://evil.example/a)' clip-path='url(evil.svg#a)' width='9' height='9'/>",
    "<feImage href='http://evil.example/a'/>",
    "<metadata><rdf xmlns='http://evil.example/'/></metadata>",
    "<h:img xmlns:h='http://www.w3.org/1999/xhtml' src='http://evil.example/' onerror='a()'/>",
    "<svg:script xmlns:svg='http://www.w3.org/2000/svg'>alert(1)</svg:script>",
    "<?xml-stylesheet href='http://evil.example/a.css'?>",
    "<!-- evil --><rect class='evil&quot;&gt;&lt;script&gt;alert(1)' width='9' height='9'/>",
    "<title>&lt;script&gt;alert(1)&lt;/script&gt;</title>",
    "<text><![CDATA[<script>alert(1)</script>]]></text>",
)


def clean(content: bytes, folder: Path) -> tuple[str, tuple[int, int]]:
    source = folder / "source"
    source.write_bytes(content)
    path, size = write_clean(source, folder)
    return path.read_text(), size


@pytest.mark.parametrize("inside", HOSTILE)
def test_nothing_hostile_is_left(inside: str, tmp_path: Path) -> None:
    text, _ = clean(svg(inside + RECT), tmp_path)
    for element in ElementTree.fromstring(text).iter():
        name = element.tag.rpartition("}")[2]
        assert name in ("svg", "g", "rect", "title", "text", "use"), name
        for key, value in element.attrib.items():
            assert not key.lower().startswith("on")
            assert "href" not in key
            assert "evil.example" not in value
            assert "script:" not in value
    assert "evil.example" not in text


def test_a_doctype_without_entities_is_no_harm(tmp_path: Path) -> None:
    doctype = (
        b'<?xml version="1.0"?>\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN"'
        b' "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">\n'
    )
    assert "rect" in clean(doctype + svg(RECT), tmp_path)[0]


def test_what_drawing_programs_write_keeps_its_colours(tmp_path: Path) -> None:
    text, _ = clean(
        svg(
            "<style>.a, .b{fill:#f00;stroke:none} /* x */ #c{opacity:.5}</style>"
            "<linearGradient id='g'><stop offset='0' style='stop-color:#00f;-inkscape-x:1'/>"
            "</linearGradient><path class='a' d='M0 0h9'/><path id='c' class='b' fill='#000'"
            " style='fill:url(#g)' d='M0 0h9'/><use href='#c'/>"
        ),
        tmp_path,
    )
    root = ElementTree.fromstring(text)
    stop, first, second, use = (
        root.findall(f".//{{*}}{name}") for name in ("stop", "path", "path", "use")
    )
    assert stop[0].get("stop-color") == "#00f"
    assert first[0].get("fill") == "#f00"
    assert first[0].get("stroke") == "none"
    assert (second[1].get("fill"), second[1].get("opacity")) == ("url(#g)", ".5")
    assert use[0].get("href") == "#c"
    assert "style" not in text


def test_what_is_drawn_of_what_is_drawn_is_left_out(tmp_path: Path) -> None:
    levels = "".join(
        f"<g id='l{n}'>" + f"<use href='#l{n - 1}'/>" * 10 + "</g>" for n in range(1, 12)
    )
    text, _ = clean(svg("<g id='l0'><rect width='1' height='1'/></g>" + levels), tmp_path)
    groups = ElementTree.fromstring(text).findall("{*}g")
    used = {use.get("href") for group in groups for use in group.findall("{*}use")}
    for group in groups:
        assert f"#{group.get('id')}" not in used or not group.findall("{*}use")


def test_a_large_part_drawn_thousands_of_times_is_left_out(tmp_path: Path) -> None:
    part = "<g id='part'>" + "<path d='M0 0'/>" * 5000 + "</g>"
    text, _ = clean(svg(part + "<use href='#part'/>" * 5000), tmp_path)
    assert text.count("<use") < 21


@pytest.mark.parametrize(
    ("given", "size"),
    [
        ('viewBox="0 0 300 150"', (300, 150)),
        ('viewBox="-5,-5 300,150" width="100%"', (300, 150)),
        ('viewBox="0 0 300 150" width="60mm"', (227, 113)),
        ('viewBox="0 0 300 150" height="1in"', (192, 96)),
        ('width="640px" height="480"', (640, 480)),
        ('width="80000" height="40000" viewBox="0 0 2 1"', (3840, 1920)),
        ('viewBox="0 0 0 0"', (300, 300)),
        ('viewBox="nonsense"', (300, 300)),
        ("", (300, 300)),
        ('width="-4" height="1e400"', (300, 300)),
    ],
)
def test_its_size_is_told_so_that_nothing_shifts(
    given: str, size: tuple[int, int], tmp_path: Path
) -> None:
    start = f'<svg xmlns="http://www.w3.org/2000/svg" {given}'
    text, found = clean(svg(RECT, start), tmp_path)
    assert found == size
    assert f'width="{size[0]}"' in text


def test_text_beyond_latin_is_kept(tmp_path: Path) -> None:
    assert "雷达 & 光" in clean(svg("<text>雷达 &amp; 光</text>"), tmp_path)[0].replace(
        "&amp;", "&"
    )


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (svg("<path"), "svg-broken"),
        (SVG_START.encode() + b">\xff\xfe</svg>", "svg-broken"),
        (b'<?xml version="1.0" encoding="nonsense"?>' + svg(RECT), "svg-broken"),
        (svg("<!-- nothing -->"), "svg-empty"),
        (svg("<g/>" * 50_001), "svg-too-large"),
        (svg(f"<desc>{'x' * 2_200_000}</desc>"), "svg-too-large"),
        (b"<svg><rect/></svg>", "unknown"),
    ],
)
def test_what_cannot_be_kept_is_refused(content: bytes, code: str, tmp_path: Path) -> None:
    with pytest.raises(RefusedError) as refused:
        clean(content, tmp_path)
    assert refused.value.code == code
    assert str(refused.value)
