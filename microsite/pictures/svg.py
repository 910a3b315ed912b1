"""SVG, kept as SVG: read without entities, and only what is on the lists is written again."""

import re
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError, register_namespace, tostring

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from microsite.pictures.problems import RefusedError
from microsite.pictures.svg_lists import ATTRIBUTES, DRAWN, ELEMENTS, SVG, UNWRAPPED, XLINK
from microsite.pictures.svg_styles import Rule, declarations, matching, rules

MEGABYTES = 2
_MOST_ELEMENTS, _MOST_USED, _DEEPEST = 50_000, 100_000, 60
# Pixels that one without a size of its own is taken to have.
_SIDE = 300
_LARGEST = 1_000_000
_NUMBER = r"[+-]?\d*\.?\d+(?:[eE][+-]?\d+)?"
_LENGTH = re.compile(rf"\s*({_NUMBER})\s*(px|pt|pc|mm|cm|in|em)?\s*", re.IGNORECASE)
_UNITS = {"px": 1, "pt": 4 / 3, "pc": 16, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96, "em": 16}
# All that may point somewhere points into the same drawing.
_POINTS = re.compile(r"url\s*\(", re.IGNORECASE)
_INSIDE = re.compile(r"""[^()]*url\(\s*(['"]?)#[\w.:-]+\1\s*\)[^()]*""")
_HIDDEN = re.compile(r"javascript:|data:|expression\s*\(|@import|\\", re.IGNORECASE)


def write_clean(source: Path, folder: Path) -> tuple[Path, tuple[int, int]]:
    """Write what may be kept; where it lies, and its width and height. Raises RefusedError."""
    limit = {"limit": MEGABYTES}
    if source.stat().st_size > MEGABYTES * 1024 * 1024:
        raise RefusedError("svg-too-large", limit)
    root = _parse(source.read_bytes())
    if root.tag != f"{{{SVG}}}svg":
        raise RefusedError("unknown")
    if _depth(root) > _DEEPEST or sum(1 for _ in root.iter()) > _MOST_ELEMENTS:
        raise RefusedError("svg-too-large", limit)
    styles = [rule for style in root.iter(f"{{{SVG}}}style") for rule in rules(style.text or "")]
    clean = _copy(root, styles)
    _drop_nested_uses(clean)
    if not any(_name(element) in DRAWN for element in clean.iter()):
        raise RefusedError("svg-empty")
    size = _size(clean)
    clean.set("width", str(size[0]))
    clean.set("height", str(size[1]))
    register_namespace("", SVG)
    register_namespace("xlink", XLINK)
    path = folder / "kept.svg"
    path.write_bytes(tostring(clean, encoding="utf-8", xml_declaration=True))
    return path, size


def _parse(content: bytes) -> Element:
    try:
        root: Element = fromstring(content, forbid_entities=True, forbid_external=True)
    except DefusedXmlException as error:
        raise RefusedError("svg-entities") from error
    except ParseError as error:
        raise RefusedError("svg-broken", {"line": error.position[0]}) from error
    except (ValueError, LookupError, RecursionError) as error:
        raise RefusedError("svg-broken", {"line": 1}) from error
    return root


def _depth(root: Element) -> int:
    """How deep it nests, told without recursion; at most one more than is allowed."""
    level, depth = [root], 0
    while level and depth <= _DEEPEST:
        level = [child for element in level for child in element]
        depth += 1
    return depth


def _copy(element: Element, styles: list[Rule]) -> Element:
    name = _name(element)
    made = Element(f"{{{SVG}}}{'g' if name in UNWRAPPED else name}")
    given = {**element.attrib, **matching(element, name, styles)}
    given.update(declarations(element.get("style", "")))
    for key, value in given.items():
        if kept := _attribute(key, value):
            made.set(*kept)
    made.text, made.tail = element.text, element.tail
    for child in element:
        # A comment or an instruction has no name.
        if isinstance(child.tag, str) and _name(child) in ELEMENTS | UNWRAPPED:
            made.append(_copy(child, styles))
    return made


def _name(element: Element) -> str:
    """The element's name in SVG; of another language's one nothing."""
    namespace, _, name = element.tag.rpartition("}")
    return name if namespace == f"{{{SVG}" else ""


def _attribute(key: str, value: str) -> tuple[str, str] | None:
    if key in ("href", f"{{{XLINK}}}href"):
        target = value.strip()
        return ("href", target) if re.fullmatch(r"#[\w.:-]+", target) else None
    if key not in ATTRIBUTES or _HIDDEN.search(value):
        return None
    return (key, value) if not _POINTS.search(value) or _INSIDE.fullmatch(value) else None


def _drop_nested_uses(root: Element) -> None:
    """A few dozen `use` elements, each of several others, would draw millions of things."""
    by_id = {element.get("id"): element for element in root.iter()}
    drawn = 0
    for parent in list(root.iter()):
        for child in [child for child in parent if _name(child) == "use"]:
            target = by_id.get((child.get("href") or "#")[1:])
            inner = [_name(element) for element in target.iter()] if target is not None else ["use"]
            drawn += len(inner)
            if "use" in inner or drawn > _MOST_USED:
                parent.remove(child)


def _size(root: Element) -> tuple[int, int]:
    """Width and height in pixels: its own, or as its view box is shaped."""
    box = [float(part) for part in re.findall(_NUMBER, root.get("viewBox", ""))]
    is_box = len(box) == 4 and all(1 / _LARGEST < side < _LARGEST for side in box[2:])
    ratio = box[3] / box[2] if is_box else 0.0
    width, height = _length(root.get("width")), _length(root.get("height"))
    if not ratio and width and height:
        root.set("viewBox", f"0 0 {width:g} {height:g}")
    width = width or (height / ratio if height and ratio else box[2] if ratio else _SIDE)
    height = (width * ratio) if ratio else height or width
    scale = min(1.0, 3840 / width, 3840 / height)
    return max(1, round(width * scale)), max(1, round(height * scale))


def _length(text: str | None) -> float:
    """Pixels; 0 for none, or one that depends on the page."""
    match = _LENGTH.fullmatch(text or "")
    pixels = float(match[1]) * _UNITS[(match[2] or "px").lower()] if match else 0.0
    return pixels if 0 < pixels < _LARGEST else 0.0
