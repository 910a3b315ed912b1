"""The mark: the hero in small, four lines that part round a dot."""

from __future__ import annotations

from microsite.art.accent import Accent
from microsite.art.stream import Stream

# The ink of the site's two themes.
_INK = Accent("#1c1a16", "#ece7db")


def mark(name: str) -> str:
    """Return the lab's mark as inline SVG of 26 x 26 units, drawn in currentColor.

    The name shifts the dot and turns the outer waves; the class `mark-dot` colours the dot.
    """
    stream = Stream(f"mark/{name}")
    shift, wave = stream.pick((-2, 0, 2)), stream.pick((-2, 2))
    inner = f"q{4 + shift} 0 {7 + shift}-2t6-2 6 2 {7 - shift} 2"
    lower = f"q{4 + shift} 0 {7 + shift} 2t6 2 6-2 {7 - shift}-2"
    outer = f"q7 {wave} 13 0t13 0".replace(" -", "-")
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" class="mark" viewBox="0 0 26 26" width="26" '
        'height="26" fill="none" stroke="currentColor" stroke-width="1.5" aria-hidden="true">'
        f'<circle class="mark-dot" cx="{13 + shift}" cy="13" r="4.6" fill="currentColor" '
        f'stroke="none"/><path d="M0 2{outer}M0 9.3{inner}M0 16.7{lower}M0 24{outer}"/></svg>'
    )


def icon(name: str, accent: Accent) -> str:
    """Return the mark as an SVG file by itself, a browser's icon: its dot in the accent.

    It follows the theme of the system, which is that of the tabs it stands in.
    """
    style = (
        f"<style>svg{{color:{_INK.light}}}.mark-dot{{fill:{accent.light}}}"
        f"@media (prefers-color-scheme:dark){{svg{{color:{_INK.dark}}}"
        f".mark-dot{{fill:{accent.dark}}}}}</style>"
    )
    # Lines of a sixteenth of the width would be lost at 16 pixels.
    drawn = mark(name).replace('stroke-width="1.5"', 'stroke-width="1.9"')
    return drawn.replace("><circle", f">{style}<circle", 1)
