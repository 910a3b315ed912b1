"""How the forms are laid out: which fields stand together, in which order, with which hints."""

from typing import NamedTuple

from microsite.editing import Kind
from microsite.editing.words import N_


class Section(NamedTuple):
    """Fields under one heading."""

    label: str
    fields: tuple[str, ...]


_ADDRESS = Section(N_("Address"), ("slug", "old_addresses"))

SECTIONS: dict[str, tuple[Section, ...]] = {
    "page": (
        Section(N_("Text"), ("title", "description", "text")),
        Section(N_("Where it stands"), ("state", "place", "header_id")),
        _ADDRESS,
    ),
    "article": (
        Section(N_("Text"), ("title", "summary", "text")),
        Section(N_("Where it stands"), ("state", "published_at", "cover_id")),
        Section(N_("Belongs to"), ("people", "tags", "directions")),
        _ADDRESS,
    ),
    "news": (Section(N_("Text"), ("date", "text", "url")),),
    "project": (
        Section(N_("Text"), ("name", "summary", "text")),
        Section(N_("About it"), ("status", "start_year", "end_year", "links")),
        Section(N_("Belongs to"), ("directions", "areas", "people")),
        Section(N_("Pictures"), ("cover_id", "gallery")),
        _ADDRESS,
    ),
    "person": (
        Section(N_("Name"), ("name", "aliases", "orcid")),
        Section(N_("In the team"), ("role", "title", "start_year", "end_year", "went_to")),
        Section(N_("Text"), ("text",)),
        Section(N_("To be found at"), ("email", "links")),
        Section(N_("Belongs to"), ("directions",)),
        Section(N_("Pictures"), ("portrait_id", "portrait_crop", "wechat_id")),
        _ADDRESS,
    ),
    "publication": (
        Section(N_("Title and visibility"), ("translated_title", "award", "hidden")),
        Section(N_("Belongs to"), ("directions", "projects")),
        Section(N_("Links and pictures"), ("own_links", "pdf_id", "cover_id")),
        Section(N_("Entry"), ("edited",)),
    ),
    "role": (Section(N_("Role"), ("name", "slug", "alumni")),),
    "direction": (
        Section(N_("Text"), ("name", "summary", "text")),
        Section(N_("Hue"), ("hue",)),
        Section(N_("Rules"), ("words", "venues")),
        _ADDRESS,
    ),
    "area": (Section(N_("Area"), ("name", "slug")),),
    "highlight": (Section(N_("Highlight"), ("publication_id", "project_id", "text")),),
    "tag": (Section(N_("Tag"), ("name", "slug", "kind")),),
}

HINTS: dict[tuple[str, str], str] = {
    ("page", "place"): N_(
        "A number: research is 10, projects 20, team 30, articles 40, news 50, about 60. "
        "Empty for a page that is not in the navigation."
    ),
    ("page", "description"): N_("One sentence: below the title, and in search engines."),
    ("article", "summary"): N_("Shown in lists. Without one, lists show the beginning."),
    ("article", "people"): N_("In the order in which they are to be named."),
    ("article", "directions"): N_("The first one gives the hue."),
    ("news", "text"): N_("One line, in Markdown."),
    ("news", "url"): N_("An address, or a path of this site such as /articles/opening/."),
    ("project", "status"): N_("Running or done; done ones come after the others."),
    ("person", "aliases"): N_(
        "One a line: names on papers that are spelled otherwise, former names."
    ),
    ("person", "orcid"): N_("Papers with this iD are linked whatever name they bear."),
    ("person", "role"): N_("One of the roles, or any other word."),
    ("person", "title"): N_("As it stands below the name: professor, doctoral student."),
    ("person", "end_year"): N_("From the year after it they are listed as alumni."),
    ("person", "email"): N_("Shown so that address harvesters do not get it."),
    ("person", "portrait_crop"): N_("In hundredths of the picture; empty for the whole of it."),
    ("publication", "translated_title"): N_(
        "Shown to readers of that language, with the title as published below it."
    ),
    ("publication", "hidden"): N_("Nobody but editors sees it, and no list or feed has it."),
    ("publication", "own_links"): N_(
        "pdf, code, data, video, slides, poster, project; they come before those of the entry."
    ),
    ("publication", "cover_id"): N_("Without one, a cover is drawn."),
    ("publication", "edited"): N_(
        "As in BibTeX. What you change here is kept: no import overwrites it. Empty a field to "
        "take it away."
    ),
    ("direction", "words"): N_(
        "One a line. A paper that has one of them in its title, keywords or abstract is "
        "suggested for this direction."
    ),
    ("direction", "venues"): N_("One a line, as they stand on papers or a part of them."),
    ("direction", "hue"): N_("It marks all that belongs to the direction."),
    ("tag", "slug"): N_("Small Latin letters, digits and hyphens."),
    ("area", "slug"): N_("Small Latin letters, digits and hyphens."),
    ("role", "slug"): N_("Small Latin letters, digits and hyphens."),
    ("role", "alumni"): N_("Who has this role is listed among the alumni, with where they went."),
    ("highlight", "publication_id"): N_(
        "Its citation key; a few words of the title bring proposals."
    ),
    ("highlight", "project_id"): N_("Either a publication or a project."),
    ("highlight", "text"): N_("A sentence that says why. It may be left empty."),
}

COMMON_HINTS: dict[str, str] = {
    "slug": N_("Small Latin letters, digits and hyphens. A former address leads to the new one."),
    "old_addresses": N_("One a line: paths from which visitors are led here, such as /old/page/."),
    "links": N_("What it is (code, homepage, github, scholar, dblp, zhihu, bilibili), and where."),
    "tags": N_("Separated by commas. What is new is made."),
}

CHOICES: dict[tuple[str, str], tuple[tuple[str, str], ...]] = {
    ("page", "state"): (
        ("draft", N_("Draft: editors alone see it")),
        ("published", N_("Published")),
    ),
    ("article", "state"): (
        ("draft", N_("Draft: editors alone see it")),
        ("published", N_("Published, from the time below on")),
    ),
    ("project", "status"): (("running", N_("Running")), ("done", N_("Done"))),
    ("tag", "kind"): (("tag", N_("Tag")), ("category", N_("Category"))),
}

# What a new thing begins with.
BEGINNINGS: dict[str, dict[str, object]] = {
    "page": {"state": "draft"},
    "article": {"state": "draft"},
    "project": {"status": "running"},
    "direction": {"hue": 260},
    "tag": {"kind": "tag"},
}


def hint(kind: Kind, name: str) -> str:
    """What helps to fill in a field; empty for most."""
    return HINTS.get((kind.name, name)) or COMMON_HINTS.get(name, "")
