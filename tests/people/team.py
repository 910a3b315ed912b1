"""A team of thirty: Chinese and other names, changed ones, two of one name, known by ORCID iDs."""

from typing import NamedTuple

from sqlalchemy.orm import Session

from microsite.localized import Localized
from microsite.models import Person

ORCID = "https://orcid.org/"
SHEN_ID, LIU_ID, LIU_OTHER_ID = (
    "0000-0002-1825-0097",
    "0000-0001-5109-3700",
    "0000-0002-1694-233X",
)


class Member(NamedTuple):
    """Somebody of the team; the slug says who it is."""

    slug: str
    zh: str = ""
    en: str = ""
    aliases: tuple[str, ...] = ()
    orcid: str = ""


TEAM = (
    Member("shen", "沈知遥", "Zhiyao Shen", orcid=SHEN_ID),
    Member("gu", "顾临川", "Linchuan Gu", ("L.-C. Gu",)),
    Member("oosterveen", "玛丽特·奥斯特芬", "Marit Oosterveen", ("奥斯特芬",)),
    Member("cheng", "程安禾", "Anhe Cheng"),
    Member("lu-wanzhou", "陆晚舟", "Wanzhou Lu"),
    Member("lv", "吕布和", "Buhe Lü"),
    Member("ouyang", "欧阳见微", "Jianwei Ouyang"),
    # Of one name in Latin letters, each with other characters.
    Member("zhang-wei-1", "张伟", "Wei Zhang"),
    Member("zhang-wei-2", "张薇", "Wei Zhang"),
    # Of one name in either script: only their ORCID iDs tell them apart.
    Member("liu-yang-1", "刘洋", "Yang Liu", orcid=LIU_ID),
    Member("liu-yang-2", "刘洋", "Yang Liu", orcid=LIU_OTHER_ID),
    Member("fang", "方渡", "Du Fang"),
    Member("wang", "王强", "Qiang Wang"),
    Member("chen", "陳樸", "Pu Chen"),
    Member("zeng", "曾西安", "Xi'an Zeng"),
    # Changed names: by marriage, and a Western one beside the Chinese.
    Member("haddad", "", "Amina Haddad", ("Amina Okafor",)),
    Member("li", "李明", "David Li", ("黎明",)),
    # Without Chinese characters on the team's page.
    Member("xu", "", "Tinglan Xu"),
    Member("he", "", "Lanzhi He"),
    Member("bai", "白砚清", ""),
    Member("shan", "单于飞", ""),
    Member("muller", "", "Jürgen Müller"),
    Member("odegaard", "", "Øystein Ødegaard"),
    Member("fontaye", "", "Célestine de la Fontaye"),
    Member("beethoven", "", "Ludwig van Beethoven"),
    Member("whitlow", "", "Amos Whitlow, Jr."),
    Member("okonjola", "", "Temi Okonjola"),
    Member("sato", "佐藤玲", "Rei Sato-Moriya"),
    Member("james", "", "Thomas James"),
    Member("park", "박민준", "Min-Jun Park"),
)


def hold_team(session: Session) -> dict[str, Person]:
    """Put the team into the database."""
    people = {
        one.slug: Person(
            slug=one.slug,
            position=position,
            role="doctoral",
            name=Localized({"zh": one.zh, "en": one.en}),
            aliases=list(one.aliases),
            links=[["orcid", f"{ORCID}{one.orcid}"]] if one.orcid else [],
        )
        for position, one in enumerate(TEAM)
    }
    session.add_all(people.values())
    session.flush()
    return people
