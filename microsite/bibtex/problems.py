"""The messages about files, in one place so that they can be extracted and translated."""

from microsite.bibtex.entry import Problem


def _mark(message: str) -> str:
    """Return `message` as it is; Babel extracts what is passed to the name `N_`."""
    return message


N_ = _mark

_TEMPLATES = {
    "dropped-characters": N_(
        "The file holds %(count)s control characters that belong in no text. They were dropped. "
        "Save the file again as plain text in UTF-8."
    ),
    "no-entries": N_(
        "There is no BibTeX entry in this file, so nothing was read. Check that it is the .bib "
        "file itself and not, say, the web page it was offered on."
    ),
    "unreadable-file": N_(
        "The file could not be split into entries, so nothing was read. Remove what is not "
        "BibTeX from it and try again."
    ),
    "unclosed-entry": N_(
        "The braces or quotation marks of the entry “%(key)s” are not closed before the next "
        "entry begins. The entry was left out. Close them and upload the file again."
    ),
    "unreadable-entry": N_(
        "The entry “%(key)s” cannot be read beyond line %(stop)s: a field name must be followed "
        "by “=”. The entry was left out. Correct that line and upload the file again."
    ),
    "unreadable-string": N_(
        "This @string or @preamble cannot be read and was left out. Check its braces and "
        "quotation marks."
    ),
    "missing-comma": N_(
        "There is no comma between the fields “%(previous)s” and “%(field)s”. They were read as "
        "two fields. Add the comma to be safe."
    ),
    "missing-comma-after-key": N_(
        "There is no comma after the citation key “%(key)s”. The entry was read as if there "
        "were one. Add the comma to be safe."
    ),
    "double-comma": N_(
        "Two commas follow each other in the entry “%(key)s”. One was ignored. Remove one."
    ),
    "extra-brace": N_(
        "The entry “%(key)s” is closed by a brace before its last fields. The fields after it "
        "were read too. Remove the brace that is too many."
    ),
    "stray-brace": N_(
        "A closing brace stands outside of any entry after “%(key)s”. It was ignored. Remove it."
    ),
    "backslash-brace": N_(
        "In the entry “%(key)s” a backslash stands before a brace that closes a value. The brace "
        "was read as closing. Check the value for missing text."
    ),
    "brace-in-key": N_(
        "The citation key “%(key)s” holds braces. It was kept. Choose a key of letters and digits."
    ),
    "commented-out": N_(
        "This entry is commented out with “%%” and was left out. Remove the percent signs if it "
        "should be read."
    ),
    "in-comment": N_(
        "This entry stands inside a @comment and was left out. If it should be read, close the "
        "braces of the @comment before it."
    ),
    "comment-in-entry": N_(
        "A “%%” comment stands between the fields of the entry. It was skipped. BibTeX itself "
        "knows no such comments: move it out of the entry to be safe."
    ),
    "undefined-string": N_(
        "The abbreviation “%(name)s” is not defined by any @string. Its name was taken as the "
        "text. Define it, or put the text between braces."
    ),
    "unquoted-value": N_(
        "The value of “%(field)s” is not wholly between braces or quotation marks. All of it was "
        "taken as text. Put it between braces."
    ),
    "stray-text": N_(
        "The text “%(text)s” stands before the field “%(field)s” and belongs to no field. It was "
        "ignored. Remove it or make it a field."
    ),
    "repeated-field": N_(
        "The field “%(field)s” is given %(count)s times in the entry “%(key)s”. All are kept and "
        "the first one is shown. Remove the others."
    ),
    "missing-key": N_(
        "The entry has no citation key. It was given the key “%(key)s”. Write a key of your own "
        "after the opening brace if you want another."
    ),
    "repeated-entry": N_(
        "The entry “%(key)s” was already given on line %(first)s with the same publication. Both "
        "are kept as one. Remove one of them."
    ),
    "repeated-key": N_(
        "The citation key “%(written)s” already belongs to another publication on line %(first)s. "
        "This entry was given the key “%(key)s”. Give one of them a new key."
    ),
    "unknown-macro": N_(
        "The macro “\\%(name)s” is not known here. Its argument, or else its name, is shown as "
        "text. Replace it by the text that it stands for."
    ),
    "missing-parent": N_(
        "The entry “%(key)s” refers to “%(parent)s”, which is not in the file. It was read "
        "without the fields of that entry. Add it to the file."
    ),
    "empty-file": N_(
        "The file is empty, so nothing was read. Export it again and check that it has a size."
    ),
    "pdf-file": N_(
        "This is a PDF document and holds no entries that could be read. Export the references as "
        "BibTeX and bring that file."
    ),
    "image-file": N_(
        "This is a picture and holds no entries that could be read. Bring the .bib file itself."
    ),
    "office-file": N_(
        "This is an office document and holds no entries that could be read. Export the "
        "references from your reference manager as BibTeX and bring that file."
    ),
    "other-archive": N_(
        "This kind of archive cannot be opened, so nothing was read. Pack the files as .zip, or "
        "bring them as they are."
    ),
    "binary-file": N_(
        "This is no text file, so nothing was read. Bring a .bib, .ris or CSL-JSON file, or a "
        ".zip of such files."
    ),
    "web-page": N_(
        "This is a web page without any BibTeX entry, so nothing was read. Save the .bib file "
        "that the page offers, not the page."
    ),
    "web-page-read": N_(
        "This is a web page. The entries written on it were read. Save the .bib file itself to "
        "be safe."
    ),
    "lost-letters": N_(
        "%(count)s characters could not be told in the encoding %(encoding)s, or were lost before; "
        "“�” stands in their place. Save the file again as UTF-8 from where it is still right."
    ),
    "mixed-encodings": N_(
        "Not all of the file is in UTF-8: from this line on some letters were read as "
        "Windows-1252. Check them, and save the file again as UTF-8."
    ),
    "broken-archive": N_(
        "The .zip archive is damaged, so nothing was read. Pack it again, or bring its files as "
        "they are."
    ),
    "damaged-part": N_(
        "This file of the archive is damaged or packed in an unknown way and was left out. Pack "
        "the archive again."
    ),
    "encrypted-part": N_(
        "This file of the archive is locked by a password and was left out. Pack the archive "
        "again without one."
    ),
    "nested-archive": N_(
        "This is an archive within the archive and was left out. Unpack it and bring its files."
    ),
    "empty-archive": N_(
        "There is no .bib, .ris or .json file in the archive, so nothing was read. Check what was "
        "packed."
    ),
    "oversized-archive": N_(
        "Unpacked, the archive has more than %(limit)s MB or is far larger than it could honestly "
        "be, so nothing was read. Bring fewer files at a time."
    ),
    "too-many-files": N_(
        "The archive holds more than %(limit)s files, so nothing was read. Bring fewer at a time."
    ),
    "broken-json": N_(
        "The file looks like JSON but cannot be read beyond this place, so nothing was read. "
        "Export it again."
    ),
    "not-csl-json": N_(
        "This JSON file holds no references in the form of CSL-JSON, so nothing was read. Export "
        "the references as CSL-JSON or BibTeX."
    ),
    "not-csl-item": N_(
        "Item %(number)s of the file is no reference and was left out. Give it a type and a title."
    ),
    "no-ris-record": N_(
        "There is no RIS record in this file, so nothing was read. Each begins with a line "
        "“TY  - ”. Export it again."
    ),
    "unclosed-record": N_(
        "The record that begins here has no line “ER  - ” at its end. It was read up to the next "
        "one. Add the line to be safe."
    ),
}


def problem(
    code: str,
    line: int,
    column: int | None = None,
    key: str | None = None,
    **params: str | int,
) -> Problem:
    """The problem with this `code` at this 1-based `line`; `params` fill the message.

    `key` is the citation key of the entry concerned and fills the message too.
    Raises KeyError for an unknown code.
    """
    filled = params if key is None else {"key": key, **params}
    return Problem(code, line, column, key, _TEMPLATES[code], {"line": line, **filled})
