"""The Chinese interface is set as Chinese is, and calls a thing by one word."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

ROOT = Path(__file__).parent.parent
HAN = "[\u4e00-\u9fff]"
WORDS = {
    "News": "新闻",
    "All news": "全部新闻",
    "Category": "分类",
    "Categories": "分类",
    "Tags": "标签",
    "Team": "成员",
    "People": "成员",
    "Research": "论文",
    "Publications": "论文",
    "Directions": "研究方向",
    "Highlights": "代表成果",
    "Sign in": "登录",
    "Undo": "撤销",
    "Search": "检索",
}
# What the same is also called, and what is a wrong sign for a word.
NEVER = ("动态", "搜索论文", "登陆", "撤消", "帐号", "其它", "缺省", "你")


@pytest.fixture(scope="module")
def messages() -> dict[str, list[str]]:
    """The Chinese of each English message."""
    with (ROOT / "microsite/translations/zh/LC_MESSAGES/messages.po").open("rb") as file:
        found = {}
        for message in read_po(file, locale="zh"):
            first = message.id if isinstance(message.id, str) else message.id[0]
            said = message.string
            found[first] = [said] if isinstance(said, str) else list(said or ())
    return found


def test_signs_beside_han_are_as_wide_as_han(messages: dict[str, list[str]]) -> None:
    sign = re.compile(rf"{HAN}[,:;?!()]|[,:;?!(]{HAN}|{HAN}\.(?!\w)")
    straight = re.compile(rf"{HAN}[\"']|[\"']{HAN}")
    for said in messages.values():
        for text in said:
            without_marks = re.sub(r"</?[a-z]+[^>]*>", "", text)
            assert not sign.search(without_marks), text
            assert not straight.search(without_marks), text


def test_dots_and_dashes_are_the_chinese_ones(messages: dict[str, list[str]]) -> None:
    for said in messages.values():
        for text in said:
            assert not re.search(rf"{HAN}(\.\.\.|--)|{HAN}—(?!—){HAN}", text), text


def test_a_thing_has_one_name(messages: dict[str, list[str]]) -> None:
    for english, word in WORDS.items():
        assert messages[english] == [word], english
    for said in messages.values():
        for text in said:
            assert not [word for word in NEVER if word in text], text
