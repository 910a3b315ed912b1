from microsite import formats
from microsite.bibtex import ParsedFile, reading
from tests.bibtex.files import codes

JOURNAL = """\
Provider: A publisher

TY  - JOUR
ID  - berg 2015
AU  - van der Berg, Jan, Jr.
AU  - World Health Organization
A1  - 王伟
TI  - Deep <i>learning</i> & 50% of {x}
  continued on a second line
T2  - Journal of Things
JO  - J. Things
PY  - 2015/03/12/
SP  - 12
EP  - 19
VL  - 3
IS  - 4
DO  - 10.1000/xyz_1
UR  - https://a.example/x_y?a=1;b=2
UR  - https://b.example/
SN  - 1234-5678
KW  - one
KW  - two
XX  - odd
N2  - An abstract &amp; more
ER  - 
"""
CHAPTER = """\
TY  - CHAP
TI  - In a book
AU  - Smith, Jane
A2  - Editor, Ed
T2  - The book
Y1  - 1999//
SN  - 978-3-16-148410-0
"""


def ris(text: str) -> ParsedFile:
    return formats.read("refs.ris", text.encode())


def test_a_journal_article_is_read_with_all_it_says() -> None:
    parsed = ris(JOURNAL)
    assert codes(parsed) == []
    entry = parsed.entries[0]
    assert (entry.key, entry.entry_type, entry.line) == ("berg-2015", "article", 3)
    assert reading.title(entry) == "Deep learning & 50% of {x} continued on a second line"
    names = [name.display for name in reading.authors(entry)]
    assert names == ["Jan van der Berg, Jr.", "World Health Organization", "王伟"]
    assert (reading.year(entry), reading.month(entry)) == (2015, 3)
    assert reading.venue(entry) == "Journal of Things"
    assert reading.doi(entry) == "10.1000/xyz_1"
    assert reading.keywords(entry) == ("one", "two")
    assert reading.abstract(entry) == "An abstract & more"
    assert ("url", "https://a.example/x_y?a=1;b=2") in reading.links(entry)
    said = dict(entry.fields)
    assert said["pages"] == "12--19"
    assert said["shortjournal"] == "J. Things"
    assert said["issn"] == "1234-5678"


def test_a_tag_without_a_field_keeps_its_name() -> None:
    assert ris(JOURNAL).entries[0].get("ris-xx") == "odd"


def test_a_record_without_an_end_is_read_and_told() -> None:
    parsed = ris(CHAPTER + JOURNAL.partition("\n\n")[2])
    assert [entry.entry_type for entry in parsed.entries] == ["incollection", "article"]
    assert codes(parsed) == [(1, "unclosed-record")]
    assert parsed.entries[0].get("isbn") == "978-3-16-148410-0"
    assert parsed.entries[0].key == "smith-1999-in"


def test_ris_in_utf16_is_read() -> None:
    parsed = formats.read("refs.ris", JOURNAL.encode("utf-16"))
    assert parsed.encoding == "utf-16"
    assert reading.authors(parsed.entries[0])[2].display == "王伟"


def test_a_tag_given_twice_loses_nothing() -> None:
    entry = ris("TY  - JOUR\nVL  - 1\nVL  - 2\nDA  - Spring 2001\nER  - \n").entries[0]
    assert entry.get("volume") == "1; 2"
    assert entry.get("ris-da") == "Spring 2001"
    assert reading.year(entry) == 2001


def test_one_blank_before_the_hyphen_will_do() -> None:
    assert reading.title(ris("TY - BOOK\nTI - A title\nER - \n").entries[0]) == "A title"
