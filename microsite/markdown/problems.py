"""What can be wrong in a text, in one place so that it can be extracted and translated."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong at a 1-based `line` of a text; `params` fill the `template`."""

    code: str
    line: int
    template: str
    params: dict[str, str | int]


def _mark(message: str) -> str:
    """Return `message` as it is; Babel extracts what is passed to the name `N_`."""
    return message


N_ = _mark

TEMPLATES = {
    # -- how a block is written
    "unknown-block": N_(
        "There is no block called “%(name)s”. Its text is shown without it. Choose one of: "
        "%(known)s."
    ),
    "misspelt-block": N_(
        "There is no block called “%(name)s”. Its text is shown without it. Did you mean "
        "“%(like)s”?"
    ),
    "unclosed-block": N_(
        "The block “%(block)s” is not ended. Its text is shown without it. Write a line “:::” "
        "where it ends."
    ),
    "stray-end": N_(
        "This “:::” ends nothing. It was ignored. Remove it: a block of one line, such as "
        "“button”, needs no end."
    ),
    "too-deep": N_(
        "More than %(most)s blocks stand inside each other. “%(block)s” was left out and its text "
        "is shown. Take it out of the others."
    ),
    "missing-value": N_(
        "The block “%(block)s” needs “%(name)s=…”. It is not shown as a block. Add it to this line."
    ),
    "unknown-value": N_(
        "The block “%(block)s” knows no “%(name)s”. It was ignored. What it knows: %(known)s. A "
        "value with spaces stands between quotation marks."
    ),
    "misspelt-value": N_(
        "The block “%(block)s” knows no “%(name)s”. It was ignored. Did you mean “%(like)s”?"
    ),
    "unvalued": N_(
        "In the block “%(block)s”, “%(name)s” stands without a value. It was ignored. Write "
        "“%(name)s=…”."
    ),
    "repeated-value": N_(
        "In the block “%(block)s”, “%(name)s” is given twice. The first one counts. Remove the "
        "other."
    ),
    "unclosed-quote": N_(
        "A quotation mark in this line is not closed. The value was read to the end of the line. "
        "Close it."
    ),
    "bad-number": N_(
        "“%(name)s” must be a number from %(low)s to %(high)s, not “%(value)s”. It was ignored."
    ),
    "bad-word": N_("“%(name)s” must be one of %(words)s, not “%(value)s”. It was ignored."),
    "bad-slug": N_(
        "“%(name)s” must be made of small letters, digits and hyphens, as in the address of its "
        "page, not “%(value)s”. It was ignored."
    ),
    "bad-flag": N_(
        "“%(name)s” is either written or not, and needs no “=%(value)s”. It was ignored. Write "
        "“%(name)s” alone."
    ),
    "bad-picture": N_(
        "“%(value)s” is no picture of this site. Upload it among the pictures, then write "
        "“picture:” and its number here."
    ),
    "empty-gallery": N_(
        "There is no picture in this gallery. It was left out. Write pictures between its lines: "
        "“![what it shows](picture:…)”."
    ),
    # -- what a block asks for
    "no-picture": N_(
        "There is no picture “%(value)s”. Its place is left empty. Copy its number from the list "
        "of pictures."
    ),
    "twofold-picture": N_(
        "Several pictures begin with “%(value)s”. None is shown. Copy more of its number."
    ),
    "no-publication": N_(
        "There is no publication with the citation key “%(value)s”. It was left out. Copy the key "
        "from its page."
    ),
    "no-person": N_(
        "There is nobody called “%(value)s” in the team. It was left out. Write the last part of "
        "the address of the person’s page."
    ),
    "no-project": N_(
        "There is no project “%(value)s”. It was left out. Write the last part of its address."
    ),
    "no-article": N_(
        "There is no published article “%(value)s”. It was left out. Write the last part of its "
        "address."
    ),
    "no-direction": N_(
        "There is no direction “%(value)s”. The block was left out. Choose one of: %(known)s."
    ),
    "no-role": N_(
        "Nobody in the team has the role “%(value)s”. The block was left out. Choose one of: "
        "%(known)s."
    ),
    "no-area": N_(
        "There is no area “%(value)s”. The block was left out. Choose one of: %(known)s."
    ),
    "no-tag": N_(
        "No article has the tag or category “%(value)s”. The block was left out. Choose one of: "
        "%(known)s."
    ),
    "no-filter": N_(
        "The list of publications has no filter “%(value)s”. The block was left out. Copy the "
        "filter from the address of the research page, after its question mark."
    ),
    "nothing-found": N_(
        "Nothing is found for the block “%(block)s”, so nothing is shown. Give fewer conditions, "
        "or remove the block."
    ),
    "too-many": N_(
        "More than %(most)s pictures and live blocks stand in this text. From here on they are "
        "left out. Divide the text into several pages."
    ),
    # -- beside blocks
    "foreign-picture": N_(
        "A picture of another site tells that site who reads this page. A link to it is shown. "
        "Upload the picture here instead."
    ),
    "bad-link": N_(
        "“%(value)s” is no address that a link may have. The text is shown without a link. Use an "
        "address of the web, of mail or of this site."
    ),
    "host-link": N_(
        "“%(value)s” looks like an address of another site. It was read as one. Write “https://” "
        "before it."
    ),
    "html-tag": N_(
        "The HTML “%(value)s” may not stand in a text. It was left out. Use a block or Markdown "
        "instead."
    ),
    "unknown-language": N_(
        "The programming language “%(value)s” is not known. The code is shown in one colour. "
        "Check the word after the three backticks."
    ),
    "bad-formula": N_(
        "This formula cannot be read: “%(value)s”. It is shown as it was written. Check its "
        "commands and braces."
    ),
    "too-long": N_(
        "The text is longer than %(most)s characters. What follows from here is not shown. "
        "Divide it into several pages."
    ),
}


def problem(code: str, line: int, **params: str | int) -> Problem:
    """The problem with this `code` at this line. Raises KeyError for an unknown code."""
    return Problem(code, line, TEMPLATES[code], params)
