"""Why a file is refused, in one place so that the messages can be extracted and translated."""

from collections.abc import Mapping


def _mark(message: str) -> str:
    """Return `message` as it is; Babel extracts what is passed to the name `N_`."""
    return message


N_ = _mark

TEMPLATES = {
    "empty": N_(
        "The file is empty. Check that it opens on your own machine, then upload it again."
    ),
    "too-large": N_(
        "The file has %(size)s MB; a picture may have %(limit)s MB. Save it smaller, for example "
        "as a JPEG of 4000 pixels in width."
    ),
    "too-many-pixels": N_(
        "The picture has %(width)s × %(height)s pixels, more than the %(limit)s million that are "
        "allowed. Scale it down and upload it again."
    ),
    "too-heavy": N_(
        "A %(kind)s file of %(width)s × %(height)s pixels takes too much memory to open. Save it "
        "as a plain JPEG (not progressive), or scale it down, and upload it again."
    ),
    "too-slow": N_(
        "The file could not be opened in the time and the memory the site has for it. Save it anew "
        "as JPEG or PNG, scaled down if it is large, and upload it again."
    ),
    "truncated": N_(
        "The end of the file is missing. Copy it again from where it is whole and upload it again."
    ),
    "damaged": N_(
        "The file begins like a %(kind)s file but cannot be read. Open it in an image program, "
        "save it anew and upload it again."
    ),
    "heic": N_(
        "This is a HEIC photo, which browsers cannot show. Export it as JPEG: on a Mac with "
        "Preview (File › Export), on an iPhone with Settings › Camera › Formats › Most Compatible."
    ),
    "pdf": N_(
        "This is a PDF document, not a picture, whatever its name says. Upload it under "
        "“Documents”, or export the page you want as PNG."
    ),
    "text": N_(
        "This is a text file, not a picture, whatever its name says. Choose the picture itself."
    ),
    "web-page": N_(
        "This is a web page, not a picture. Open the picture itself in the browser and save that."
    ),
    "archive": N_(
        "This is an archive or an office document, not a picture. Unpack it, or export the "
        "picture from it, and upload the pictures."
    ),
    "video": N_(
        "This is a video, not a picture. Upload a still of it, or put the video elsewhere and "
        "link to it."
    ),
    "other-format": N_(
        "%(kind)s files cannot be used on a web page. Save the picture as JPEG, PNG or SVG and "
        "upload that."
    ),
    "unknown": N_(
        "This is no picture that could be recognised. Use JPEG, PNG, WebP, AVIF, GIF or SVG."
    ),
    "too-deep": N_(
        "The picture has 32 bits a channel. Save it with 8 or 16 bits a channel and upload it "
        "again."
    ),
    "animation-too-long": N_(
        "The animation has %(frames)s frames of %(width)s × %(height)s pixels, which is too much "
        "for a page. Make it smaller or shorter, or use a video."
    ),
    "svg-broken": N_(
        "The SVG cannot be read: it is not well-formed XML (line %(line)s). Export it again from "
        "your drawing program."
    ),
    "svg-entities": N_(
        "The SVG declares entities, which are not allowed because they can be used to attack. "
        "Save it as “plain SVG” or “SVG 1.1” without them."
    ),
    "svg-too-large": N_(
        "The SVG is too large or too deeply nested (%(limit)s MB, 50,000 elements). Simplify its "
        "paths, or export it as PNG."
    ),
    "svg-empty": N_(
        "Nothing to see is left in the SVG: without scripts, embedded pictures and foreign parts "
        "it is empty. Export it as PNG."
    ),
    "not-pdf": N_(
        "This is not a PDF document, whatever its name says. Export the document as PDF and "
        "upload that."
    ),
    "pdf-too-large": N_(
        "The document has %(size)s MB; it may have %(limit)s MB. Save it with smaller pictures."
    ),
    "pdf-locked": N_("The PDF is locked by a password. Save it without one and upload it again."),
    "pdf-damaged": N_(
        "The PDF is damaged or cut off. Open it, save or print it anew as PDF and upload it again."
    ),
    "no-room": N_(
        "The file could not be stored: the disk may be full. Tell whoever runs the site."
    ),
}


class RefusedError(Exception):
    """A file that cannot be taken: `template % params` says why and what to do."""

    def __init__(self, code: str, params: Mapping[str, str | int] | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.params = dict(params or {})

    @property
    def template(self) -> str:
        """The message in English, for gettext."""
        return TEMPLATES[self.code]

    def __str__(self) -> str:
        return self.template % self.params
