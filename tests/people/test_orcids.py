"""ORCID iDs: where entries give them, whose they are, and that they decide between namesakes."""

import pytest
from sqlalchemy.orm import Session

from microsite.bibtex import read
from microsite.bibtex.names import split_names
from microsite.models import Authorship
from microsite.people import orcid_in, orcids
from tests.importing.entries import entry, hold
from tests.people.team import LIU_ID, LIU_OTHER_ID, SHEN_ID, hold_team

TWO = "Shen, Zhiyao and Liu, Yang"
STRANGER = "0000-0001-5000-0007"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("https://orcid.org/0000-0002-1825-0097", SHEN_ID),
        ("0000000218250097", SHEN_ID),
        ("0000-0002-1694-233x", LIU_OTHER_ID),
        ("0000-0002-1825-0098", ""),  # a wrong check digit
        ("10000-0002-1825-0097", ""),
        ("https://example.org/orcid/shen", ""),
        ("", ""),
    ],
)
def test_an_orcid_id_is_read_with_its_check_digit(text: str, found: str) -> None:
    assert orcid_in(text) == found


@pytest.mark.parametrize(
    "fields",
    [
        {"author+an": f"1=orcid:{SHEN_ID}; 2={LIU_ID}"},
        {"author+an:orcid": f'1="{SHEN_ID}"; 2="https://orcid.org/{LIU_ID}"'},
        {"author+an:orcid": f'2="{LIU_ID}";1:family="{SHEN_ID}"'},
        {"orcid-numbers": f"Shen, Zhiyao/{SHEN_ID}\n   Liu, Yang/{LIU_ID}"},
        {"orcid-numbers": f"Liu, Y./{LIU_ID}; Shen, Z./{SHEN_ID}"},
        {"orcid": f"{SHEN_ID}, {LIU_ID}"},
        {"orcid": f"https://orcid.org/{SHEN_ID} and https://orcid.org/{LIU_ID}"},
        {
            "author": f"family=Shen, given=Zhiyao, id={SHEN_ID}"
            f' and "family=Liu, given=Yang, id={LIU_ID}" and others'
        },
    ],
    ids=lambda fields: next(iter(fields)),
)
def test_an_entry_gives_orcid_ids_in_many_ways(fields: dict[str, str]) -> None:
    block = "".join(f"{name} = {{{value}}}, " for name, value in ({"author": TWO} | fields).items())
    (found,) = read(f"@misc{{a, {block}}}".encode()).entries
    names = split_names(found.get("author") or "")
    assert orcids(found.fields, "author", names) == {0: SHEN_ID, 1: LIU_ID}


@pytest.mark.parametrize(
    "fields",
    [
        (("orcid", SHEN_ID),),  # one for two: whose?
        (("orcid-numbers", f"Gu, Linchuan/{SHEN_ID}"),),
        (("author+an", "1=corresponding; 2=student"),),
        (("author+an:orcid", f'7="{SHEN_ID}"'),),
        (("editor+an:orcid", f'1="{SHEN_ID}"'),),
        (("author+an:orcid", '1="0000-0002-1825-0098"'),),
    ],
    ids=lambda fields: fields[0][1][:24],
)
def test_an_orcid_id_that_fits_nobody_is_left_aside(fields: tuple[tuple[str, str], ...]) -> None:
    assert orcids(fields, "author", split_names(TWO)) == {}


def linked(session: Session, *entries: str) -> list[tuple[str | None, bool]]:
    hold(session, *entries)
    authors = session.query(Authorship).order_by(Authorship.id)
    return [(one.person.slug if one.person else None, one.doubtful) for one in authors]


def test_an_orcid_id_tells_namesakes_apart(session: Session) -> None:
    hold_team(session)
    written = {"author": "刘洋", "author+an:orcid": f'1="{LIU_ID}"'}
    other = {"author": "Y. Liu", "author+an:orcid": f'1="{LIU_OTHER_ID}"'}
    a, b = entry("a", title="Light", **written), entry("b", title="Shade", **other)
    assert linked(session, a, b) == [("liu-yang-1", False), ("liu-yang-2", False)]


def test_an_orcid_id_makes_initials_and_any_name_certain(session: Session) -> None:
    hold_team(session)
    a = entry("a", title="Light", author="Shen, Z.", orcid=SHEN_ID)
    b = entry("b", title="Shade", author="Nobody, Knows", orcid=SHEN_ID)
    assert linked(session, a, b) == [("shen", False), ("shen", False)]


def test_who_has_another_orcid_id_is_another_person_of_that_name(session: Session) -> None:
    hold_team(session)
    assert orcid_in(STRANGER) == STRANGER
    a = entry("a", title="Light", author="Shen, Zhiyao", orcid=STRANGER)
    assert linked(session, a) == [(None, False)]


def test_the_orcid_id_is_kept_with_the_author(session: Session) -> None:
    hold(session, entry("a", title="Light", author=TWO, orcid=f"{SHEN_ID}, {LIU_ID}"))
    authors = session.query(Authorship).order_by(Authorship.position)
    assert [one.orcid for one in authors] == [SHEN_ID, LIU_ID]
