"""What may be wrong in a Jekyll site, in one place so that the messages can be translated."""


def _mark(message: str) -> str:
    """Return `message` as it is; Babel extracts what is passed to the name `N_`."""
    return message


N_ = _mark

LINK_OUT = N_("This is a symbolic link; it was not followed. Put the file itself in its place.")
TOO_MANY = N_("The folder has more than %(most)d files; the rest was not read.")
TOO_LARGE = N_("The file has more than %(most)d MB of text; it was not read.")
TOO_LONG = N_("The page has more than %(most)d KB of text; it was left out. Part it.")
NO_TEXT = N_("This is no text that can be read. Save it as UTF-8.")
NOT_UTF8 = N_("This is not UTF-8; it was read as %(encoding)s. Look whether it came through.")
UNREADABLE = N_("The file cannot be read: %(why)s.")
BAD_YAML = N_("The YAML cannot be read (%(why)s); what it says was left out.")
YAML_ALIAS = N_("Anchors and aliases (& and *) in YAML are not followed; write the values out.")
UNCLOSED_FRONT = N_("The front matter has no end: a line --- is missing. The file was left out.")
NOT_A_LIST = N_("A list of entries was expected here; it was left out.")
NOT_AN_ENTRY = N_("This entry is no list of names and values; it was left out.")
UNKNOWN_KEY = N_("“%(key)s” in the front matter has no place here; it was left out.")
BAD_DATE = N_("“%(date)s” is no date; the day was left open.")
UNKNOWN_TAG = N_("The Liquid tag “%(tag)s” cannot be carried over; it was left out.")
UNKNOWN_INCLUDE = N_("The include “%(name)s” has no counterpart here; it was left out.")
OUTPUT = N_("“%(what)s” is filled in by Jekyll; it was left out. Write what it stands for.")
LOOP = N_("The loop “%(tag)s” was left out with all that is in it.")
CONDITION = N_("The condition “%(tag)s” is gone; what it guarded always stands, no else does.")
LIST_FILTER = N_("The list is of all there are; “%(how)s” is not carried over.")
UNCLOSED_TAG = N_("The Liquid tag “%(tag)s” has no end; the text was kept.")
DROPPED_ELEMENT = N_("A <%(name)s> cannot be carried over; it was left out.")
LOST_FORMULA = N_("A formula has no source that can be found; its letters were kept.")
DEEP = N_(
    "Elements are in one another more than %(most)d deep; of the inner ones the text was kept."
)
TOO_MUCH = N_(
    "The text grows beyond %(most)d MB when its includes are filled in; the rest was left out."
)
NO_PICTURE = N_("The picture “%(path)s” is not in the folder; it was left out.")
BAD_PICTURE = N_("The picture was refused: %(why)s")
UNUSED_PICTURES = N_("Pictures that no page shows were left (%(number)d): %(names)s")
UNUSED_FILES = N_("Files that belong to no publication here were left (%(number)d): %(names)s")
BAD_DOCUMENT = N_("The document was refused: %(why)s")
NO_PAGE = N_("The navigation leads to “%(url)s”, which is no page here; it was left out.")
NO_PLACE = N_("What is written under a publication has no place here; it was left out.")
NO_FILE = N_("“%(path)s” is a file of the old site and is not brought along; the link will break.")
OWN_PAGE = N_("The site has a page of its own at /%(slug)s/; this text is at /%(other)s/ instead.")
NOTHING_LEFT = N_("Nothing but what the site shows by itself is on this page; it was left out.")
EDITED = N_("%(path)s was changed on the site since; it was left as it is there.")
THERE = N_("%(path)s was on the site before; it was left as it is there.")
DELETED = N_("%(path)s was deleted on the site; it was not brought again.")
REFUSED = N_("The field “%(field)s” was left out: %(why)s")
NO_CITATION = N_("There is no citation “%(id)s”; the reference to it was left out.")
UNBUILT = N_("“%(id)s” has no title here. Bring it by its identifier in the editor.")
BIBTEX = N_("An entry cannot be read as it should: %(message)s")
UNCLEAR = N_("“%(key)s” is much like another publication; upload the file in the editor to settle.")

BAD_LINK = N_("The link “%(kind)s: %(value)s” is no address; it was left out.")
COAUTHOR = N_("%(name)s is nobody of the team; the link to %(url)s was left out.")
LANGUAGE = N_("The language “%(lang)s” is none of the site's; the text was taken as %(other)s.")
NO_FRONT = N_("No front matter: Jekyll copies such a file as it is, and it was not read.")
NO_SOURCE = N_("The include “%(name)s” names no picture that can be found; it was left out.")
DATA_LEFT = N_("Entries of this data file that nothing here was made of: %(number)d.")
NOTHING = N_("No page, post or entry was found here. Give the folder that holds _config.yml.")
