"""A long text for a page: its HTML and the headings its contents list leads to."""

from markupsafe import Markup

from microsite.localized import Localized
from microsite.outline import Heading, outlined
from microsite.reading import excerpt
from microsite.web.templating import markdown, plain


def with_contents(value: Localized) -> tuple[Markup, list[Heading]]:
    """Safe HTML with an id on each heading, and the headings."""
    page, headings = outlined(str(markdown(value)))
    return Markup(page), headings


def summary_of(summary: Localized, text: Localized) -> str:
    """The summary an editor wrote, else the beginning of the text, in plain words."""
    return plain(summary) or excerpt(plain(text))
