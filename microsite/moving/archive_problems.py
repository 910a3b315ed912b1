"""Why an archive is refused, in one place so that the messages can be translated."""

from microsite.moving.words import N_

TEMPLATES = {
    "no-archive": N_("This is neither a .zip nor a .tar.gz. Pack the folder as a .zip."),
    "damaged": N_("The archive is damaged and cannot be unpacked. Pack the folder again."),
    "encrypted": N_("The archive is locked with a password. Pack the folder without one."),
    "outside": N_("“%(name)s” leads out of the archive. Such an archive is not unpacked."),
    "link": N_("“%(name)s” is a link and no file. Pack the folder without links."),
    "device": N_("“%(name)s” is no plain file. Pack files and folders only."),
    "too-large": N_("The archive unpacks to more than %(limit)d MB. Leave out what is not needed."),
    "too-many": N_("The archive holds more than %(limit)d files. Leave out what is not needed."),
    "trap": N_("The archive unpacks to far more than its size. Such an archive is not unpacked."),
    "twice": N_("“%(name)s” is in the archive twice. Pack the folder again."),
    "same-name": N_(
        "“%(name)s” and another file differ in capitals only, which not every disk can keep. "
        "Rename one of them."
    ),
    "long-name": N_("“%(name)s” has too long a path. Rename it or put it in fewer folders."),
}


class ArchiveError(Exception):
    """An archive that is refused: why, as a message to be translated, with its values."""

    def __init__(self, code: str, **params: str | int) -> None:
        self.template, self.params = TEMPLATES[code], params
        super().__init__(self.template % params)
        self.code = code


def shown(name: str) -> str:
    """A name as it can stand in a message."""
    return "".join(one if one.isprintable() else "?" for one in name)[:120]
