"""Pictures as templates print them: addresses, sizes, words, what a crop must keep."""

from collections.abc import Iterator
from typing import NamedTuple

from flask import Flask, g, url_for

from microsite.models import Picture, Publication, StoredFile
from microsite.pictures.media import SHOWN_TYPES
from microsite.pictures.sizes import crop_of, formats_of, part_size, widths_of
from microsite.pictures.storing import suffix_of
from microsite.web import i18n
from microsite.web.pictures import document_name

# Pixels: the size that a browser gets which knows neither AVIF nor `srcset`.
_PLAIN = 640


class Source(NamedTuple):
    """One `source` of a `picture` element."""

    media: str
    type: str
    srcset: str


class Shown(NamedTuple):
    """All that a `picture` element says, but for how wide it is on the page."""

    sources: list[Source]
    src: str
    width: int
    height: int
    alt: str
    alt_lang: str
    focus: str


def init_app(app: Flask) -> None:
    """Give templates the functions."""
    app.add_template_filter(i18n.html_lang)
    app.add_template_filter(i18n.language_name)
    app.context_processor(lambda: {"languages": i18n.languages()})
    for function in (shown_picture, picture_url, document_url, links_of):
        app.add_template_global(function)


def shown_picture(picture: Picture, crop: list[float] | None = None, most: int = 1920) -> Shown:
    """A picture, or with `crop` (left, top, width, height from 0 to 1) a part of it.

    `most` is the largest width that is worth offering where it is shown.
    """
    alt, lang = picture.alt.said(g.lang, i18n.languages())
    cut = crop_of(crop or []) if picture.widths else None
    width, height = part_size(cut, picture.width, picture.height)
    widths = widths_of(width) if picture.widths else []
    offered = [one for one in widths if one <= most] or widths[:1]
    middle = f"-{'-'.join(map(str, cut))}" if cut else ""

    def address(wide: int, suffix: str) -> str:
        return f"{_start()}{picture.hash}-{wide}{middle}.{suffix}"

    def sources() -> Iterator[Source]:
        if not offered:
            return
        media = "(prefers-reduced-motion: reduce)" if picture.animated and not cut else ""
        for suffix in reversed(formats_of(width, height)):
            listed = ", ".join(f"{address(one, suffix)} {one}w" for one in offered)
            yield Source(media, SHOWN_TYPES[suffix], listed)

    is_whole = not offered or (picture.animated and not cut)
    plain = max((one for one in offered if one <= _PLAIN), default=min(offered, default=0))
    return Shown(
        sources=list(sources()),
        src=picture_url(picture) if is_whole else address(plain, "webp"),
        width=width,
        height=height,
        alt=alt,
        alt_lang="" if lang == g.lang else i18n.html_lang(lang),
        focus="" if cut else f"focus-x-{_tens(picture.focal_x)} focus-y-{_tens(picture.focal_y)}",
    )


def picture_url(picture: Picture, width: int | None = None) -> str:
    """The address of the picture as it is kept, or of the size at hand nearest below `width`."""
    if width is None or not picture.widths:
        return f"{_start()}{picture.hash}.{suffix_of(picture)}"
    fits = max((one for one in picture.widths if one <= width), default=picture.widths[0])
    return f"{_start()}{picture.hash}-{fits}.webp"


def document_url(document: StoredFile) -> str:
    """The address of a document."""
    return url_for("pictures.document", digest=document.hash, name=document_name(document))


def links_of(publication: Publication) -> list[tuple[str, str]]:
    """Kind and address of a publication's links; its own document is the PDF to read."""
    if publication.pdf is None:
        return publication.links
    others = [link for link in publication.links if link[0] != "pdf"]
    return [("pdf", document_url(publication.pdf)), *others]


def _start() -> str:
    """What all addresses begin with, asked for once a request: a page has hundreds of them."""
    if "pictures_start" not in g:
        g.pictures_start = url_for("pictures.show", name="x")[:-1]
    start: str = g.pictures_start
    return start


def _tens(part: float) -> int:
    return min(max(round(part * 10), 0), 10) * 10
