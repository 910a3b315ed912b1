"""The media types of what is kept and served, by suffix."""

MEDIA_TYPES = {
    "jpg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "svg": "image/svg+xml",
}
SHOWN_TYPES = {"webp": "image/webp", "avif": "image/avif"}
