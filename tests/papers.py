"""Small made-up libraries, and a plain filter over them that the listing is held against."""

from collections.abc import Sequence
from dataclasses import dataclass

from hypothesis import strategies as st
from sqlalchemy.orm import Session

from microsite import importing
from microsite.filters import ARGUMENTS, Facet, Filters
from microsite.folding import fold
from microsite.localized import Localized
from microsite.models import Authorship, Direction, Person, Project, Publication
from microsite.publications import Index, read_index

SLUGS = ("vision", "sound", "text")
# Neither in the order of the rows nor of the slugs.
POSITIONS = {"vision": 2, "sound": 0, "text": 1}
HUES = {"vision": 40, "sound": 160, "text": 280}
WORDS = ("light", "lightning", "图像", "schrödinger")
TEAM = {"lin": "Lin Wei", "zhang": "张三"}
GUESTS = ("Ada Byron", "李四")
VENUES = ("Letters on Optics", "光学学报")
KEYWORDS = ("Deep Learning", "视频", "x-ray")
PROJECTS = ("lantern", "mirror")
LANGUAGES = ("en", "zh")
LINKS = ("pdf", "code", "doi")


@dataclass(frozen=True)
class Paper:
    """A publication as the plain filter sees it."""

    year: int | None = 2024
    month: int | None = None
    entry_type: str = "article"
    slugs: frozenset[str] = frozenset()
    words: tuple[str, ...] = ()
    hidden: bool = False
    venue: str = ""
    names: tuple[str, ...] = ()
    projects: frozenset[str] = frozenset()
    keywords: frozenset[str] = frozenset()
    language: str = "en"
    links: frozenset[str] = frozenset()
    award: bool = False

    def values(self, facet: Facet) -> set[str | int | None]:
        """All that the paper has of a facet, as it stands in an address."""
        people = {name: slug for slug, name in TEAM.items()}
        held: dict[Facet, set[str | int | None]] = {
            "directions": {*self.slugs},
            "years": {self.year},
            "types": {self.entry_type},
            "venues": {plain(self.venue)} if self.venue else set(),
            "people": {people[name] for name in self.names if name in people},
            "authors": {plain(name) for name in self.names},
            "projects": {*self.projects},
            "keywords": {plain(word) for word in self.keywords},
            "languages": {self.language},
            "extras": {*self.links & {"pdf", "code"}, *(["award"] if self.award else [])},
        }
        return held[facet]


def plain(text: str) -> str:
    """How the words above stand in an address."""
    return text.lower().replace("-", " ")


def some(values: Sequence[str]) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(values))


def few(values: Sequence[str | int]) -> st.SearchStrategy[tuple[str | int, ...]]:
    """No value mostly, else one or two in order."""
    one = st.lists(st.sampled_from(values), unique=True, min_size=1, max_size=2)
    return st.one_of(st.just([]), st.just([]), one).map(sorted).map(tuple)


PAPERS = st.builds(
    Paper,
    year=st.sampled_from([None, 1999, 2019, 2020, 2021]),
    month=st.sampled_from([None, 1, 12]),
    entry_type=st.sampled_from(["article", "book", "misc"]),
    slugs=some(SLUGS),
    words=st.lists(st.sampled_from(WORDS), max_size=3).map(tuple),
    hidden=st.sampled_from([False, False, True]),
    venue=st.sampled_from(["", *VENUES]),
    names=st.lists(st.sampled_from([*TEAM.values(), *GUESTS]), unique=True, max_size=3).map(tuple),
    projects=some(PROJECTS),
    keywords=some(KEYWORDS),
    language=st.sampled_from(LANGUAGES),
    links=some(LINKS),
    award=st.booleans(),
)
LIBRARIES = st.lists(PAPERS, max_size=14)
QUESTIONS = st.builds(
    Filters,
    directions=few(SLUGS),
    years=few([1999, 2020, 2021, 2030]),
    since=st.sampled_from([None, None, None, 2000, 2020]),
    until=st.sampled_from([None, None, None, 2020, 2021]),
    types=few(["article", "book", "misc"]),
    venues=few([plain(venue) for venue in VENUES]),
    people=few(list(TEAM)),
    authors=few([plain(name) for name in (*TEAM.values(), *GUESTS)]),
    projects=few(PROJECTS),
    keywords=few([plain(word) for word in KEYWORDS]),
    languages=few(LANGUAGES),
    extras=few(["award", "code", "pdf"]),
    q=st.sampled_from(["", "", "light", "LIGH", "图", "图像 light", "Schrodinger", "light 像"]),
    page=st.integers(1, 4),
)


def stored(session: Session, library: Sequence[Paper]) -> Index:
    """The index of a database that holds nothing but `library`; a key tells the number."""
    session.rollback()
    directions = {
        slug: Direction(
            slug=slug, position=POSITIONS[slug], hue=HUES[slug], name=Localized(en=slug)
        )
        for slug in SLUGS
    }
    people = {
        name: Person(slug=slug, position=place, role="faculty", name=Localized(en=name))
        for place, (slug, name) in enumerate(TEAM.items())
    }
    projects = {slug: Project(slug=slug, position=0, name=Localized(en=slug)) for slug in PROJECTS}
    session.add_all([*directions.values(), *people.values(), *projects.values()])
    session.flush()
    for number, paper in enumerate(library):
        publication = Publication(
            **_columns(paper, number),
            directions=[directions[slug] for slug in sorted(paper.slugs)],
            projects=[projects[slug] for slug in sorted(paper.projects)],
            authorships=[
                Authorship(position=place, name=name, family=name, person=people.get(name))
                for place, name in enumerate(paper.names)
            ],
        )
        session.add(publication)
        # One at a time, so that the ids follow the numbers.
        session.flush()
    importing.write_derived(session, session.query(Publication).all())
    session.flush()
    session.expire_all()
    return read_index(session.connection())


def _columns(paper: Paper, number: int) -> dict[str, object]:
    title = " ".join(paper.words)
    return {
        "citation_key": str(number),
        "entry_type": paper.entry_type,
        "fields": [],
        "source": "",
        "fingerprint": str(number),
        "title": title,
        "folded_title": fold(title),
        "year": paper.year,
        "month": paper.month,
        "hidden": paper.hidden,
        "venue": paper.venue,
        "keywords": sorted(paper.keywords),
        "languages": [paper.language],
        "bib_links": [[kind, "https://a.example"] for kind in sorted(paper.links)],
        "award": Localized(en="Best paper") if paper.award else Localized(),
    }


def paper(*slugs: str, **said: object) -> Paper:
    return Paper(slugs=frozenset(slugs), **said)  # type: ignore[arg-type]


def is_wanted(paper: Paper, filters: Filters) -> bool:
    text = f" {fold(' '.join(paper.words))} "
    asked = [fold(word) for word in filters.q.split()]
    return (
        not paper.hidden
        and all(_is_chosen(paper, filters, facet) for facet in ARGUMENTS)
        and all(f" {word} " in text for word in asked[:-1])
        and all(f" {word}" in text for word in asked[-1:])
    )


def _is_chosen(paper: Paper, filters: Filters, facet: Facet) -> bool:
    chosen = set(getattr(filters, facet))
    spans = facet == "years" and (filters.since, filters.until) != (None, None)
    if spans and paper.year is not None:
        since, until = filters.since or 0, filters.until or 9999
        if since <= paper.year <= until:
            return True
    return bool(chosen & paper.values(facet)) if chosen or spans else True


def wanted_papers(library: Sequence[Paper], filters: Filters) -> list[Paper]:
    return [paper for paper in library if is_wanted(paper, filters)]


def newest_first(library: Sequence[Paper]) -> list[int]:
    """The numbers by year and month, those without one last; what was added last comes first."""

    def order(number: int) -> tuple[float, float, int]:
        paper = library[number]
        return (paper.year or -1, paper.month or -1, number)

    return sorted(range(len(library)), key=order, reverse=True)


def first_hue(paper: Paper) -> int | None:
    ranked = sorted(paper.slugs, key=lambda slug: POSITIONS[slug])
    return HUES[ranked[0]] if ranked else None


def numbers(found: Sequence[Publication]) -> list[int]:
    return [int(publication.citation_key) for publication in found]
