"""Answers in the shapes the sources give; what they tell of was made up."""

CROSSREF = (
    " @article{Lin_2020, title={Codes {\\textendash} a study of A&amp;B}, volume={12}, "
    "ISSN={1234-5678}, url={http://dx.doi.org/10.5555/12345678}, DOI={10.5555/12345678}, "
    "number={3}, journal={Journal of Tests}, publisher={Test Press}, "
    "author={Lin, Mei and García, José}, year={2020}, month=Mar, pages={1–9} }\n"
)
DATACITE = """@misc{https://doi.org/10.5281/example.1234,
  doi = {10.5281/EXAMPLE.1234},
  url = {https://data.example.org/record/1234},
  author = {Lin, Mei},
  keywords = {codes, graphs},
  title = {Graphs of codes},
  publisher = {Example Archive},
  year = {2021},
  copyright = {Creative Commons Attribution 4.0 International}
}
"""
PAGE = "<!DOCTYPE html>\n<html><body><h1>DOI Not Found</h1></body></html>"


def atom(*entries: str) -> str:
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <link href="http://arxiv.org/api/query?id_list=x" rel="self" type="application/atom+xml"/>
  <title type="html">ArXiv Query: search_query=&amp;id_list=x&amp;start=0&amp;max_results=2</title>
  <id>http://arxiv.org/api/cHxbiOdZaP56ODnBPIenZhzg5f8</id>
  <updated>2026-01-01T00:00:00-04:00</updated>
  <opensearch:totalResults xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/">1</opensearch:totalResults>
  {"".join(entries)}
</feed>"""


def preprint(number: str, title: str = "Codes on graphs", more: str = "") -> str:
    return f"""<entry>
    <id>http://arxiv.org/abs/{number}</id>
    <updated>2021-02-03T10:00:00Z</updated>
    <published>2021-01-02T10:00:00Z</published>
    <title>{title}</title>
    <summary>  We show that $a &lt; b$ in 50% of
cases.
</summary>
    <author><name>Mei Lin</name></author>
    <author><name>José García</name>
      <arxiv:affiliation xmlns:arxiv="http://arxiv.org/schemas/atom">Nowhere</arxiv:affiliation>
    </author>
    {more}
    <link href="http://arxiv.org/abs/{number}" rel="alternate" type="text/html"/>
    <arxiv:primary_category xmlns:arxiv="http://arxiv.org/schemas/atom" term="cs.IT"
      scheme="http://arxiv.org/schemas/atom"/>
    <category term="cs.IT" scheme="http://arxiv.org/schemas/atom"/>
  </entry>"""


ATOM_ERROR = atom("""<entry>
    <id>http://arxiv.org/api/errors#incorrect_id_format_for_9912.00000</id>
    <title>Error</title>
    <summary>incorrect id format for 9912.00000</summary>
    <author><name>arXiv api core</name></author>
  </entry>""")


def pubmed(*records: str) -> str:
    return f"""<?xml version="1.0" ?>
<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2025//EN"
 "https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd">
<PubmedArticleSet>{"".join(records)}</PubmedArticleSet>"""


def article(number: str, title: str = "Codes of CO<sub>2</sub> &amp; <i>E. coli</i>.") -> str:
    return f"""<PubmedArticle>
  <MedlineCitation Status="MEDLINE" Owner="NLM">
    <PMID Version="1">{number}</PMID>
    <Article PubModel="Print-Electronic">
      <Journal>
        <ISSN IssnType="Electronic">1234-5678</ISSN>
        <JournalIssue CitedMedium="Internet">
          <Volume>12</Volume><Issue>3</Issue>
          <PubDate><Year>2019</Year><Month>Jun</Month></PubDate>
        </JournalIssue>
        <Title>Journal of tests (Nowhere, England)</Title>
        <ISOAbbreviation>J Test</ISOAbbreviation>
      </Journal>
      <ArticleTitle>{title}</ArticleTitle>
      <Pagination><StartPage>1234</StartPage><EndPage>1241</EndPage>
        <MedlinePgn>1234-41</MedlinePgn></Pagination>
      <ELocationID EIdType="doi" ValidYN="Y">10.5555/med.1</ELocationID>
      <Abstract>
        <AbstractText Label="AIM" NlmCategory="OBJECTIVE">To test.</AbstractText>
        <AbstractText Label="RESULTS">50% of <sup>13</sup>C.</AbstractText>
      </Abstract>
      <AuthorList CompleteYN="Y">
        <Author ValidYN="Y"><LastName>van Dijk</LastName><ForeName>Anna B</ForeName>
          <Initials>AB</Initials></Author>
        <Author ValidYN="Y"><LastName>King</LastName><ForeName>Martin</ForeName>
          <Initials>M</Initials><Suffix>Jr</Suffix></Author>
        <Author ValidYN="Y"><CollectiveName>Test and Trial Group</CollectiveName></Author>
      </AuthorList>
      <Language>eng</Language>
    </Article>
  </MedlineCitation>
  <PubmedData>
    <ArticleIdList><ArticleId IdType="pubmed">{number}</ArticleId></ArticleIdList>
    <ReferenceList><Reference><Citation>Another</Citation><ArticleIdList>
      <ArticleId IdType="doi">10.5555/cited</ArticleId></ArticleIdList></Reference></ReferenceList>
  </PubmedData>
</PubmedArticle>"""


CHAPTER = """<PubmedBookArticle><BookDocument>
  <PMID Version="1">20301295</PMID>
  <ArticleIdList><ArticleId IdType="bookaccession">NBK1116</ArticleId></ArticleIdList>
  <Book>
    <Publisher><PublisherName>University of Tests</PublisherName>
      <PublisherLocation>Nowhere</PublisherLocation></Publisher>
    <BookTitle book="gene">Tests Reviewed</BookTitle>
    <PubDate><Year>1993</Year></PubDate>
  </Book>
  <ArticleTitle book="gene" part="a">Testing Overview</ArticleTitle>
  <AuthorList Type="authors"><Author><LastName>Lin</LastName><Initials>M</Initials></Author>
  </AuthorList>
</BookDocument></PubmedBookArticle>"""
