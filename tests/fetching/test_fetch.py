"""Identifiers become BibTeX that the site reads, and one that fails costs no other."""

import httpx

from microsite.bibtex import Entry, read
from microsite.fetching import Fetched, Options, fetch, find
from tests.fetching.answers import (
    ATOM_ERROR,
    CHAPTER,
    CROSSREF,
    DATACITE,
    PAGE,
    article,
    atom,
    preprint,
    pubmed,
)
from tests.fetching.conftest import Fetch
from tests.fetching.standin import Answer, StandIn, bibtex


def entries(fetched: Fetched) -> list[Entry]:
    parsed = read(fetched.text.encode())
    assert parsed.problems == ()
    return list(parsed.entries)


def codes(fetched: Fetched) -> list[tuple[str, int]]:
    return [(problem.code, problem.line) for problem in fetched.problems]


def test_what_the_agencies_answer_is_kept_to_the_letter(source: StandIn, fetched: Fetch) -> None:
    source.answers["/doi/10.5555/12345678"] = [bibtex(CROSSREF)]
    source.answers["/doi/10.5281/example.1234"] = [bibtex(DATACITE, "utf-8")]
    got = fetched("10.5555/12345678\n10.5281/example.1234")
    assert got.text == f"{CROSSREF.strip()}\n\n{DATACITE.strip()}\n\n"
    article, data = entries(got)
    assert article.get("doi") == "10.5555/12345678"
    assert data.get("title") == "Graphs of codes"


def test_two_agencies_with_one_key_for_two_works_get_two(source: StandIn, fetched: Fetch) -> None:
    source.answers["/doi/10.5555/1"] = [bibtex(CROSSREF.replace("12345678", "1"))]
    source.answers["/doi/10.5555/2"] = [bibtex(CROSSREF.replace("12345678", "2"))]
    assert [one.key for one in entries(fetched("10.5555/1 10.5555/2"))] == [
        "Lin_2020",
        "Lin_2020-2",
    ]


def test_one_that_fails_costs_no_other(source: StandIn, fetched: Fetch) -> None:
    source.answers["/doi/10.5555/12345678"] = [bibtex(CROSSREF)]
    source.answers["/doi/10.5555/page"] = [Answer(PAGE, headers={"Content-Type": "text/html"})]
    source.answers["/arxiv/api/query"] = [Answer(atom(preprint("2101.00001v1")))]
    source.answers["/eutils/efetch.fcgi"] = [Answer("", 400)]
    got = fetched("10.5555/none\n10.5555/page\n31209238\n10.5555/12345678\n2101.00001\n2101.00002")
    assert codes(got) == [
        ("fetch-not-found", 1),
        ("fetch-unusable", 2),
        ("fetch-refused", 3),
        ("fetch-not-found", 6),
    ]
    assert len(entries(got)) == 2


def test_a_doi_is_written_into_the_address_safely(source: StandIn, fetched: Fetch) -> None:
    fetched("10.1002/(SICI)1<1::AID>3.0.CO;2-2#x?y=%2e")
    assert source.asked[0].path == "/doi/10.1002/(SICI)1%3C1::AID%3E3.0.CO;2-2%23x%3Fy%3D%252e"


def test_preprints_are_asked_for_in_one_request_and_kept_in_order(
    source: StandIn, fetched: Fetch
) -> None:
    space = 'xmlns:arxiv="http://arxiv.org/schemas/atom"'
    more = f"""<arxiv:doi {space}>10.5555/pub</arxiv:doi>
      <arxiv:journal_ref {space}>J. Test 1 (2021) 2</arxiv:journal_ref>"""
    source.answers["/arxiv/api/query"] = [
        Answer(
            atom(
                preprint("2101.00001v2", "On $x^2$ &amp;\n  more", more), preprint("math/0211159v1")
            )
        )
    ]
    old, new = entries(fetched("math/0211159\n2101.00001v2"))
    [asked] = source.asked
    assert asked.query == {"id_list": "math/0211159,2101.00001v2", "max_results": "2"}
    assert old.key == "arxiv-math-0211159"
    assert dict(new.fields) == {
        "title": r"On $x^2$ \& more",
        "author": "Mei Lin and José García",
        "year": "2021",
        "month": "1",
        "eprint": "2101.00001",
        "archiveprefix": "arXiv",
        "primaryclass": "cs.IT",
        "doi": "10.5555/pub",
        "note": "J. Test 1 (2021) 2",
        "url": "https://arxiv.org/abs/2101.00001",
        "abstract": r"We show that $a < b$ in 50\% of cases.",
    }


def test_a_preprint_that_spoils_the_answer_is_found_by_halving(
    source: StandIn, fetched: Fetch
) -> None:
    good = Answer(atom(preprint("2101.00001v1"), preprint("2101.00002v1")))
    source.answers["/arxiv/api/query"] = [Answer(ATOM_ERROR), good, Answer(ATOM_ERROR), good]
    got = fetched("2101.00001\n9912.00000\n2101.00002")
    assert [one.get("eprint") for one in entries(got)] == ["2101.00001", "2101.00002"]
    assert codes(got) == [("fetch-not-found", 2)]


def test_arxiv_is_asked_once_in_three_seconds(
    source: StandIn, fetched: Fetch, slept: list[float]
) -> None:
    source.answers["/arxiv/api/query"] = [Answer(atom())]
    fetched("\n".join(f"2101.{number:05}" for number in range(60)))
    assert len(source.asked) == 2
    assert 2 < slept[0] <= 3


def test_collaborations_and_unpaired_braces_do_no_harm(source: StandIn, fetched: Fetch) -> None:
    more = "<author><name>The Test and Trial Collaboration</name></author>"
    source.answers["/arxiv/api/query"] = [
        Answer(atom(preprint("2101.00001v1", "Half } of $ it \\", more)))
    ]
    [entry] = entries(fetched("2101.00001"))
    assert entry.get("title") == r"Half \textbraceright{} of \$ it \textbackslash{}"
    assert (entry.get("author") or "").endswith(" and {The Test and Trial Collaboration}")


def test_a_record_of_pubmed_becomes_an_article(source: StandIn, fetched: Fetch) -> None:
    source.answers["/eutils/efetch.fcgi"] = [Answer(pubmed(article("31209238")))]
    [entry] = entries(fetched("PMID: 31209238", mail="li@lab.org"))
    assert source.asked[0].query == {
        "db": "pubmed",
        "retmode": "xml",
        "id": "31209238",
        "tool": "microsite",
        "email": "li@lab.org",
    }
    assert (entry.entry_type, entry.key) == ("article", "pmid-31209238")
    assert dict(entry.fields) == {
        "title": r"Codes of CO\textsubscript{2} \& \textit{E. coli}",
        "author": "van Dijk, Anna B and King, Jr, Martin and {Test and Trial Group}",
        "journal": "Journal of tests (Nowhere, England)",
        "year": "2019",
        "month": "6",
        "volume": "12",
        "number": "3",
        "pages": "1234--1241",
        "doi": "10.5555/med.1",
        "issn": "1234-5678",
        "pmid": "31209238",
        "url": "https://pubmed.ncbi.nlm.nih.gov/31209238/",
        "abstract": r"AIM: To test. RESULTS: 50\% of \textsuperscript{13}C.",
    }


def test_a_chapter_and_a_translated_title_are_read(source: StandIn, fetched: Fetch) -> None:
    translated = article("5", "[Codes of tests].").replace(
        "<Language>", "<VernacularTitle>测试的编码.</VernacularTitle><Language>"
    )
    other = article("6", "[Codes of tests].").replace(
        "<Year>2019</Year><Month>Jun</Month>", "<MedlineDate>1998 Dec-1999 Jan</MedlineDate>"
    )
    source.answers["/eutils/efetch.fcgi"] = [Answer(pubmed(CHAPTER, translated, other))]
    chapter, chinese, english = entries(fetched("20301295\nPMID: 5\nPMID: 6"))
    assert chapter.entry_type == "incollection"
    assert chapter.get("booktitle") == "Tests Reviewed"
    assert chapter.get("author") == "Lin, M"
    assert chinese.get("title") == "测试的编码"
    assert (english.get("title"), english.get("year")) == ("Codes of tests", "1998")


def test_hostile_and_broken_xml_is_no_record(source: StandIn, fetched: Fetch) -> None:
    bomb = '<!DOCTYPE a [<!ENTITY b "bb">]><PubmedArticleSet>&b;</PubmedArticleSet>'
    deep = "<i>" * 100_000
    for body in (bomb, deep, "<PubmedArticleSet>", "<html/>", "", bomb.encode("utf-16")):
        source.answers["/eutils/efetch.fcgi"] = [Answer(body)]
        source.answers["/arxiv/api/query"] = [Answer(body)]
        got = fetched("PMID: 1\n2101.00001")
        assert codes(got) == [("fetch-unusable", 1), ("fetch-unusable", 2)]


def test_markup_as_deep_as_a_well_is_read(source: StandIn, fetched: Fetch) -> None:
    title = "<i>" * 50_000 + "Codes" + "</i>" * 50_000
    source.answers["/eutils/efetch.fcgi"] = [Answer(pubmed(article("5", title)))]
    [entry] = entries(fetched("PMID: 5"))
    assert "Codes" in (entry.get("title") or "")


def test_a_source_switched_off_is_not_asked(source: StandIn) -> None:
    got = fetch(find("10.5555/1\n2101.00001\nPMID: 1").identifiers, Options("", "", ""))
    assert codes(got) == [("fetch-off", 1), ("fetch-off", 2), ("fetch-off", 3)]
    assert "arXiv" in got.problems[1].message


def test_a_silent_source_is_left_alone_after_a_few(source: StandIn, fetched: Fetch) -> None:
    names = [f"10.5555/{number}" for number in range(20)]
    source.answers = {f"/doi/{name}": [Answer("", 503)] for name in names}
    got = fetched("\n".join(names))
    assert codes(got) == [("fetch-busy", line) for line in range(1, 21)]
    assert len(source.asked) == 9


def test_no_more_than_a_hundred_are_fetched(slept: list[float]) -> None:
    transport = httpx.MockTransport(lambda _: httpx.Response(404))
    told: list[int] = []
    got = fetch(
        find("\n".join(f"10.5555/{number}" for number in range(105))).identifiers,
        Options(),
        progress=told.append,
        sleep=slept.append,
        transport=transport,
    )
    assert codes(got)[-1] == ("fetch-too-many", 101)
    assert "The 5 from line 101" in got.problems[-1].message
    assert told == list(range(1, 101))


def test_nothing_to_fetch_is_nothing_fetched() -> None:
    assert fetch((), Options()) == Fetched("", ())
