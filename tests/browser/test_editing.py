"""Show 1 and 2 of editing: all of a site's content made in the browser, and two tabs at once."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.conftest import EMAIL, PASSWORD
from tests.pictures.files import arrow, saved

PAGE = """:::feature picture={picture} link=research title="{title}" flip
{text}
:::

:::publications direction=aigc number=2
"""
ARTICLE = """# Light

A room is bright when $\\int L\\,d\\omega > 0$.

| lamp | lumen |
| --- | --- |
| one | 400 |
"""


def sign_in(page: Page, site: str) -> None:
    page.goto(f"{site}/language/en?next=/editor/content/")
    page.locator("input[name=email]").fill(EMAIL)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url("**/editor/content/")


def begin(page: Page, kind: str) -> None:
    """From the overview to the empty form, by its links."""
    page.get_by_role("link", name="Content", exact=True).first.click()
    page.get_by_role("link", name=f"new: {kind}").click()
    expect(page.locator("#form")).to_be_visible()


def fill(page: Page, fields: dict[str, str]) -> None:
    for name, value in fields.items():
        page.locator(f"[name='{name}']").first.fill(value)


def save(page: Page) -> None:
    page.locator(".ed-apply").get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("status").filter(has_text="Saved.")).to_be_visible()


def upload_picture(page: Page, folder: Path) -> str:
    """Bring a picture to the shelf; how it is written in a text."""
    (folder / "lin.jpg").write_bytes(saved(arrow(400, 500), "JPEG"))
    page.get_by_role("link", name="Pictures", exact=True).first.click()
    page.locator("#file").set_input_files(folder / "lin.jpg")
    page.get_by_role("button", name="Upload", exact=True).click()
    page.get_by_role("link", name="lin.jpg").first.click()
    page.get_by_label("What it shows 中文").fill("林知晓的照片")
    page.get_by_label("What it shows English").fill("Zhixiao Lin at her desk")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("status").first).to_contain_text("Saved.")
    return page.locator("#markdown").inner_text().removeprefix("![](picture:").rstrip(")")


def give_portrait(page: Page, *, scripted: bool) -> None:
    """Choose the picture from the shelf."""
    if scripted:
        page.locator("#pick-portrait_id label").filter(has_text="at her desk").click()
    else:
        page.locator("select[name=portrait_id]").select_option(label="Zhixiao Lin at her desk")


def test_an_editor_makes_a_site_without_leaving_the_browser(
    page: Page, site: str, scripted: bool, tmp_path: Path
) -> None:
    sign_in(page, site)
    picture = upload_picture(page, tmp_path)
    begin(page, "Web page")
    fill(
        page,
        {
            "title-zh": "来访",
            "title-en": "Visit us",
            "text-zh": PAGE.format(picture=picture, title="我们的灯", text="欢迎来访。"),
            "text-en": PAGE.format(picture=picture, title="Our lamps", text="You are **welcome**."),
        },
    )
    page.get_by_label("Published").check()
    save(page)
    expect(page.locator("#slug")).to_have_value("visit-us")
    begin(page, "Person")
    fill(
        page,
        {
            "name-zh": "林知晓",
            "name-en": "Zhixiao Lin",
            "role": "visitor",
            "title-en": "Visiting scholar",
            "title-zh": "访问学者",
            "links-kind": "homepage",
            "links-url": "https://example.org/lin",
        },
    )
    give_portrait(page, scripted=scripted)
    save(page)
    begin(page, "Project")
    fill(page, {"name-zh": "会等待的灯", "name-en": "Lamps That Wait", "start_year": "2026"})
    fill(page, {"summary-zh": "灯。", "summary-en": "Lamps.", "people": "Zhixiao Lin"})
    page.locator("#field-directions input").first.check()
    save(page)
    begin(page, "Article")
    fill(page, {"title-zh": "光", "title-en": "On Light", "text-zh": ARTICLE, "text-en": ARTICLE})
    fill(page, {"tags": "light", "published_at": "2030-01-02T09:30"})
    page.get_by_label("Published, from the time below on").check()
    save(page)
    page.get_by_role("link", name="Back to the list").click()
    expect(page.get_by_role("row", name=re.compile("On Light"))).to_contain_text(
        "appears 2030-01-02 09:30"
    )
    assert "on-light" not in page.context.request.get(f"{site}/zh/articles/").text()
    page.get_by_role("link", name="On Light", exact=True).click()
    fill(page, {"published_at": "2024-01-02T09:30"})
    save(page)
    find_all(page, site)
    # From the page itself back to its form.
    page.goto(f"{site}/en/about/")
    page.get_by_role("link", name="Edit this page").click()
    expect(page.locator("#form")).to_be_visible()


def find_all(page: Page, site: str) -> None:
    """Everything as a visitor finds it, in both languages."""
    for lang, name, title, project in (
        ("en", "Zhixiao Lin", "Our lamps", "Lamps That Wait"),
        ("zh", "林知晓", "我们的灯", "会等待的灯"),
    ):
        page.goto(f"{site}/{lang}/visit-us/")
        expect(page.locator(".b-feature")).to_contain_text(title)
        expect(page.locator(".b-feature img")).not_to_have_js_property("naturalWidth", 0)
        expect(page.locator("[data-citation-key]")).to_have_count(2)
        page.goto(f"{site}/{lang}/team/")
        page.get_by_role("link", name=name).first.click()
        expect(page.locator("h1")).to_contain_text(name)
        expect(page.locator(".profile picture img")).to_be_visible()
        page.goto(f"{site}/{lang}/projects/")
        page.get_by_role("link", name=project).first.click()
        expect(page.locator("h1")).to_contain_text(project)
        page.goto(f"{site}/{lang}/articles/on-light/")
        expect(page.locator(".prose math").first).to_be_attached()
        expect(page.locator(".prose table")).to_contain_text("lumen")


def test_an_older_version_is_restored(page: Page, site: str) -> None:
    sign_in(page, site)
    page.goto(f"{site}/en/about/")
    page.get_by_role("link", name="Edit this page").click()
    before = page.locator("#title-en").input_value()
    fill(page, {"title-en": "Something else"})
    save(page)
    page.get_by_role("link", name="History").click()
    page.get_by_role("link", name="Compare with now, restore: 1").click()
    expect(page.locator("ins mark, ins")).to_contain_text(["Something else"])
    page.get_by_role("button", name="Restore revision 1").click()
    expect(page.get_by_role("status")).to_contain_text(["Restored"])
    expect(page.locator("#title-en")).to_have_value(before)
    page.goto(f"{site}/en/about/")
    expect(page.locator("h1")).to_have_text(before)


def test_the_team_is_put_in_order_by_keyboard(page: Page, site: str, scripted: bool) -> None:
    sign_in(page, site)
    page.goto(f"{site}/editor/content/person/")
    names = page.locator("tbody").first.locator("th a")
    before = names.all_inner_texts()
    button = page.get_by_role("button", name=f"Move down: {before[0]}")
    button.focus()
    page.keyboard.press("Enter")
    expect(names).to_have_text([before[1], before[0], *before[2:]])
    if scripted:
        # Said to those who do not see it; and the same key moves it on.
        expect(page.locator("#moved")).to_contain_text("place 2 of")
        expect(button).to_be_focused()
        page.keyboard.press("Enter")
        expect(names).to_have_text([before[1], before[2], before[0], *before[3:]])
    page.goto(f"{site}/en/team/")
    expect(page.locator("main h3, main .person").first).to_contain_text(before[1])


def test_two_tabs_save_the_same_page_and_nothing_is_lost(page: Page, site: str) -> None:
    sign_in(page, site)
    page.goto(f"{site}/en/about/")
    page.get_by_role("link", name="Edit this page").click()
    form = page.url
    other = page.context.new_page()
    other.goto(form)
    fill(page, {"title-en": "About, theirs"})
    save(page)
    fill(other, {"title-en": "About, mine", "description-en": "What I added."})
    other.locator(".ed-apply").get_by_role("button", name="Save", exact=True).click()
    expect(other.locator("h1")).to_contain_text("Two changes at once")
    expect(other.locator(".ed-clash")).to_have_count(1)
    expect(other.locator("main")).to_contain_text("About, theirs")
    expect(other.locator("main")).to_contain_text("What I added.")
    other.get_by_label("Yours").check()
    other.get_by_role("button", name="Put together and save").click()
    expect(other.get_by_role("status").first).to_contain_text("Saved.")
    expect(other.locator("#title-en")).to_have_value("About, mine")
    expect(other.locator("#description-en")).to_have_value("What I added.")
    other.get_by_role("link", name="History").click()
    expect(other.locator("main")).to_contain_text("About, theirs")
    other.close()


def test_what_is_typed_is_kept_shown_and_offered_again(
    page: Page, site: str, scripted: bool
) -> None:
    sign_in(page, site)
    begin(page, "Web page")
    fill(page, {"title-en": "Half a Thought", "text-en": "It is **bold**.\n"})
    if not scripted:
        page.get_by_role("button", name="Preview").click()
        expect(page.locator("#preview-text-en strong")).to_have_text("bold")
        expect(page.locator("#title-en")).to_have_value("Half a Thought")
        return
    expect(page.locator("#preview-text-en strong")).to_have_text("bold")
    page.locator("#title-en").blur()
    expect(page.locator("#slug")).to_have_value("half-a-thought")
    page.get_by_role("button", name="Copy from English").first.click()
    expect(page.locator("#title-zh")).to_have_value("Half a Thought")
    expect(page.locator("#drafted")).to_contain_text("Draft kept at")
    page.goto(f"{site}/editor/content/page/new")
    expect(page.locator("main")).to_contain_text("that was not saved")
    page.get_by_role("link", name="Continue with it").click()
    expect(page.locator("#title-en")).to_have_value("Half a Thought")
    expect(page.locator("#text-en")).to_have_value("It is **bold**.\n")
    page.goto(f"{site}/editor/content/page/new")
    page.get_by_role("button", name="Discard it").click()
    expect(page.locator("#title-en")).to_have_value("")


def test_a_deleted_person_is_had_back(page: Page, site: str) -> None:
    sign_in(page, site)
    page.goto(f"{site}/en/team/zhiyao-shen/")
    page.get_by_role("link", name="Edit this page").click()
    page.get_by_role("link", name="Delete").click()
    page.get_by_role("button", name="Delete it").click()
    expect(page.locator("main")).to_contain_text("is deleted")
    expect(page.get_by_role("link", name="Zhiyao Shen", exact=True)).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("status")).to_contain_text(["It is back"])
    page.goto(f"{site}/en/team/zhiyao-shen/")
    expect(page.locator("h1")).to_contain_text("Zhiyao Shen")


def test_a_row_is_dragged_to_its_place(page: Page, site: str, scripted: bool) -> None:
    if not scripted:
        return
    sign_in(page, site)
    page.goto(f"{site}/editor/content/direction/")
    names = page.locator("tbody th a")
    before = names.all_inner_texts()
    page.locator("tbody tr .ed-grip").nth(3).drag_to(
        page.locator("tbody tr").nth(0), target_position={"x": 300, "y": 3}
    )
    expect(page.locator("#moved")).to_contain_text(f"{before[3]}: place 1 of 4")
    expect(names).to_have_text([before[3], *before[:3]])
    page.reload()
    expect(names).to_have_text([before[3], *before[:3]])


def test_a_lost_session_loses_nothing(page: Page, site: str, scripted: bool) -> None:
    if not scripted:
        return
    sign_in(page, site)
    page = page.context.new_page()
    page.goto(f"{site}/editor/content/")
    begin(page, "Web page")
    fill(page, {"title-en": "Written for an Hour", "text-en": "Long.\n"})
    page.get_by_label("Published").check()
    page.context.clear_cookies(name="session")
    page.locator(".ed-apply").get_by_role("button", name="Save", exact=True).click()
    page.wait_for_load_state()
    expect(page.locator("#form")).to_have_count(0)
    sign_in(page, site)
    begin(page, "Web page")
    page.get_by_role("button", name="Put it back into the form").click()
    expect(page.locator("#title-en")).to_have_value("Written for an Hour")
    expect(page.get_by_label("Published")).to_be_checked()
    save(page)
    expect(page.locator("#text-en")).to_have_value("Long.\n")
    begin(page, "Web page")
    expect(page.locator("#typed-before")).to_be_hidden()
    page.close()


def test_enter_in_the_search_for_pictures_saves_nothing(
    page: Page, site: str, tmp_path: Path, scripted: bool
) -> None:
    sign_in(page, site)
    upload_picture(page, tmp_path)
    begin(page, "Person")
    if not scripted:
        expect(page.locator("select[name=portrait_id]")).to_be_visible()
        return
    fill(page, {"name-en": "Half a Person"})
    search = page.locator("#pick-portrait_id input[name=pick-q]")
    search.fill("nothing like it")
    search.press("Enter")
    expect(page.locator("#pick-portrait_id .ed-option")).to_have_count(1)
    expect(page.locator("#drafted")).to_contain_text("Draft kept at")
    expect(page.locator("[name=name-en]")).to_have_value("Half a Person")
    assert page.url.endswith("/editor/content/person/new")
    assert page.evaluate("new FormData(document.getElementById('form')).has('pick-q')") is False
    search.fill("desk")
    expect(page.locator("#pick-portrait_id label").filter(has_text="at her desk")).to_be_visible()
