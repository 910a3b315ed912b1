"""XML from outside, read without what a hostile document could do."""

from xml.etree.ElementTree import Element, ParseError, XMLParser

from microsite.fetching.client import FetchError


def read_xml(text: str) -> Element:
    """The root element. Raises FetchError for what is no XML or defines entities of its own."""
    # Entities that multiply each other are the one danger left: expat loads nothing from outside.
    if "<!ENTITY" in text:
        raise FetchError("fetch-unusable")
    parser = XMLParser(encoding="utf-8")  # noqa: S314
    try:
        parser.feed(text.encode("utf-8", "replace"))
        root: Element = parser.close()
    except ParseError as error:
        raise FetchError("fetch-unusable") from error
    return root


def words(element: Element | None) -> str:
    """All text inside an element on one line; nothing of one that is not there."""
    return " ".join("".join(element.itertext()).split()) if element is not None else ""
