"""What an SVG may hold: what draws, and nothing that runs, loads or reaches outside.

Left out on purpose: scripts, handlers, `foreignObject`, `image`, `a`, animations (they can set an
address), filters (a few lines of them can keep a browser busy for minutes).
"""

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"


DRAWN = frozenset(
    {"path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "use"}
)
ELEMENTS = DRAWN | frozenset(
    {
        "svg",
        "g",
        "defs",
        "symbol",
        "title",
        "desc",
        "tspan",
        "textPath",
        "linearGradient",
        "radialGradient",
        "stop",
        "clipPath",
        "mask",
        "pattern",
        "marker",
    }
)
# Their contents are drawn; they themselves say nothing that is wanted.
UNWRAPPED = frozenset({"a", "switch"})

_PROPERTIES = """
clip-path clip-rule color color-interpolation display dominant-baseline fill fill-opacity
fill-rule font-family font-size font-stretch font-style font-variant font-weight
letter-spacing marker marker-end marker-mid marker-start mask mix-blend-mode opacity
overflow paint-order shape-rendering stop-color stop-opacity stroke stroke-dasharray
stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity
stroke-width text-anchor text-decoration text-rendering transform transform-origin
vector-effect visibility word-spacing writing-mode alignment-baseline baseline-shift
"""
PROPERTIES = frozenset(_PROPERTIES.split())
_ATTRIBUTES = """
class clipPathUnits cx cy d dx dy fx fy gradientTransform gradientUnits height id
lengthAdjust markerHeight markerUnits markerWidth maskContentUnits maskUnits method offset
orient pathLength patternContentUnits patternTransform patternUnits points
preserveAspectRatio r refX refY rotate rx ry spacing spreadMethod startOffset textLength
version viewBox width x x1 x2 y y1 y2 lang
"""
ATTRIBUTES = PROPERTIES | frozenset(_ATTRIBUTES.split())
