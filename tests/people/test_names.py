"""Whose name is whose: on a team of thirty every link is right, and no doubtful name is guessed."""

import pytest
from sqlalchemy.orm import Session

from microsite.bibtex.names import split_names
from microsite.models import Authorship
from microsite.people import Linker
from tests.importing.entries import entry, hold
from tests.people.team import TEAM, hold_team

# What a file says, and who of the team that is.
CERTAIN = """
shen        Zhiyao Shen · Shen Zhiyao · Shen, Zhiyao · Zhi-Yao Shen · Shen, Zhi-Yao · Shen, Zhi Yao
shen        SHEN Zhiyao · Zhiyao SHEN · SHEN, ZHIYAO · ZhiYao Shen · Zhi Yao Shen · Shen Zhi-Yao
shen        沈知遥 · 沈, 知遥 · 沈 知遥 · 沈知遙 · {沈知遥}
shen        Zhiyao Shen (沈知遥) · {沈知遥 (Zhiyao Shen)}
gu          Linchuan Gu · Lin-Chuan Gu · Gu Linchuan · Gu, Lin Chuan
gu          L.-C. Gu · Gu, L.-C. · Gu, L. C.
gu          顾临川 · 顧臨川 · 顾, 临川
oosterveen  Marit Oosterveen · Oosterveen, Marit · MARIT OOSTERVEEN · 玛丽特·奥斯特芬 · 奥斯特芬
cheng       Anhe Cheng · Cheng Anhe · An-He Cheng · Cheng, An'he · 程安禾
lu-wanzhou  Wanzhou Lu · Lu, Wan-zhou · 陸晚舟 · Lu Wanzhou
lv          Buhe Lü · Lv, Buhe · Lyu, Buhe · Lu, Buhe · L{\\"u}, Bu-He · 吕布和 · 呂布和
ouyang      Jianwei Ouyang · Ouyang Jianwei · Ou-Yang, Jian-Wei · Ou Yang Jianwei
ouyang      歐陽見微 · 欧阳, 见微
zhang-wei-1 张伟 · 張偉
zhang-wei-2 张薇 · 張薇
fang        Du Fang · Fang, Du · FANG Du · 方渡
wang        Qiang Wang · Wang Qiang · Wang, Qiang · 王强 · 王強
chen        Pu Chen · Chen, Pu · 陈朴 · 陳樸
zeng        Xi'an Zeng · Xian Zeng · Zeng, Xi’an · Xi-An Zeng · ZENG Xi'an · 曾西安
haddad      Amina Haddad · Haddad, Amina · Amina Okafor · Okafor, Amina
li          李明 · David Li · Ming Li · 黎明
xu          Tinglan Xu · Xu Tinglan · Xu, Ting-Lan · Ting Lan Xu
he          Lanzhi He · He Lanzhi · He, Lan-Zhi
bai         Yanqing Bai · Bai Yanqing · Bai, Yan-Qing · 白砚清 · 白硯清
shan        Yufei Shan · Shan Yufei · Shan, Yu-Fei · 单于飞 · 單于飛
muller      J{\\"u}rgen M{\\"u}ller · Müller, Jürgen · Mueller, Juergen · Muller, Jurgen
odegaard    {\\O}ystein {\\O}degaard · Oystein Odegaard · Oedegaard, Oeystein
fontaye     de la Fontaye, C{\\'e}lestine · Celestine De La Fontaye · Fontaye, Celestine de la
beethoven   van Beethoven, Ludwig · Ludwig van Beethoven · Ludwig Van Beethoven
whitlow     Whitlow, Jr., Amos · Whitlow Jr, Amos
okonjola    Okonjola, Temi · TEMI OKONJOLA
sato        Sato-Moriya, Rei · Rei Sato Moriya · 佐藤玲 · 佐藤, 玲
james       Thomas James · James, Thomas
park        Min-Jun Park · Park, Minjun · 박민준
"""
# What may be one of these, so that an editor has to say it.
DOUBTFUL = """
shen                    Z. Shen · Shen, Z. · Shen Z. · Shen, Z.Y. · Z.-Y. Shen · Shen, Z Y
shen                    Shen ZY · Shen, ZY
shen                    Shen Zhi Yao · Zhiyao A. Shen · Shen, Zhi Y.
zhang-wei-1 zhang-wei-2 Wei Zhang · Zhang Wei · Zhang, Wei · ZHANG Wei · W. Zhang
liu-yang-1 liu-yang-2   刘洋 · 劉洋 · Yang Liu · Liu Yang · Y. Liu
fang                    Fang Du · D. Fang
oosterveen              M. Oosterveen · Oosterveen M · Marit J. Oosterveen · Oosterveen Marit
xu                      许听澜 · T. Xu
muller                  Müller, J. · Müller, Jürgen, Jr. · Jürgen Hans Müller
fontaye                 Fontaye, Célestine · C. Fontaye · C. de la Fontaye
beethoven               L. van Beethoven · Beethoven, Ludwig
whitlow                 Amos Whitlow · A. Whitlow, Jr.
gu                      L. Gu
ouyang                  J. Ouyang · Jianwei Ou Yang
haddad                  A. Okafor · Amina B. Haddad
park                    M.-J. Park
li                      M. Li · D. Li · David M. Li
zeng                    X. Zeng · Zeng, X. A.
"""
# Like somebody of the team, and somebody else.
NOBODY = """
沈之瑶 · 沈知 · 知遥 · 张巍 · 章伟 · 方都 · 李鸣 · 欧阳建伟 · 王蔷 · 白 · 陈普
Shen, Z.X. · Shen, Zhi · Yao Shen · Shen, Q. · Zhiyao Chen · Zhihao Shen · Shen · Wei Chang
Wang, Qian · Lu, Bu · Thomas Jameson · John Thomas · J. Thomas · Amina · B. Haddad
Whitlow III, Amos · Jane Müller · Beethoven, Karl van · {Plumbline Lab} · {Shen Group}
X. Gu · H. L. Gu
"""


def rows(table: str) -> list[tuple[str, tuple[str, ...]]]:
    """Pairs of a name and the slugs before it."""
    found = []
    slugs = {one.slug for one in TEAM}
    for line in table.strip().splitlines():
        words = line.split()
        meant = tuple(word for word in words if word in slugs)
        text = line
        for word in meant:
            text = text.replace(word, "", 1)
        found += [(name.strip(), meant) for name in text.split(" · ")]
    return found


@pytest.fixture
def linker(session: Session) -> Linker:
    hold_team(session)
    return Linker(session)


def linked(session: Session, linker: Linker, written: str) -> tuple[str, tuple[str, ...]]:
    """The slug of whom a name is linked to, and those of whom it may be."""
    slugs = {number: one.slug for number, one in enumerate(TEAM, start=1)}
    (link,) = linker.links(1, split_names(written))
    return slugs.get(link.person_id or 0, ""), tuple(slugs[one] for one in link.candidates)


def test_the_team_has_thirty_people() -> None:
    assert len(TEAM) == len({one.slug for one in TEAM}) == 30


def test_every_link_is_right(session: Session, linker: Linker) -> None:
    wrong = {
        written: found
        for written, (meant,) in rows(CERTAIN)
        if (found := linked(session, linker, written)) != (meant, ())
    }
    assert not wrong


def test_every_doubtful_name_is_offered_and_none_is_guessed(
    session: Session, linker: Linker
) -> None:
    wrong = {
        written: found
        for written, meant in rows(DOUBTFUL)
        if (found := linked(session, linker, written)) != ("", meant)
    }
    assert not wrong


def test_others_of_like_names_are_nobody(session: Session, linker: Linker) -> None:
    wrong = {
        written: found
        for written, _ in rows(NOBODY)
        if (found := linked(session, linker, written)) != ("", ())
    }
    assert not wrong


def test_an_import_links_the_same_way(session: Session) -> None:
    people = hold_team(session)
    slugs = {person.id: slug for slug, person in people.items()}
    meant = [*rows(CERTAIN), *((name, ()) for name, _ in rows(DOUBTFUL))]
    hold(
        session,
        *(entry(f"k{n}", title=f"Numbered {n}", author=one) for n, (one, _) in enumerate(meant)),
    )
    found = {
        one.publication.citation_key: (slugs.get(one.person_id or 0), one.doubtful)
        for one in session.query(Authorship)
    }
    assert found == {
        f"k{n}": (slug[0] if slug else None, not slug) for n, (_, slug) in enumerate(meant)
    }


def test_two_names_of_one_paper_that_fit_one_person_are_in_doubt(
    session: Session, linker: Linker
) -> None:
    links = linker.links(1, split_names("Zhiyao Shen and Shen, Zhi-Yao"))
    assert [(link.person_id, link.candidates) for link in links] == [(None, (1,))] * 2


def test_initials_beside_the_full_name_are_somebody_else(session: Session, linker: Linker) -> None:
    links = linker.links(1, split_names("Zhiyao Shen and Shen, Z."))
    assert [(link.person_id, link.candidates) for link in links] == [(1, ()), (None, ())]


def test_without_a_team_everybody_is_nobody(session: Session) -> None:
    (link,) = Linker(session).links(1, split_names("Shen, Zhiyao"))
    assert (link.person_id, link.doubtful) == (None, False)
