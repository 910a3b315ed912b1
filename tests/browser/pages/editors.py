"""The editors' pages as they are found: every address, every list and form of every kind."""

import re
from collections.abc import Callable

from microsite.editing import KINDS
from tests.browser.pages.walk import Walk, telling
from tests.web.editor.test_every_url import FRAGMENTS, rules, url_of

# Files, and pages that only walks of their own can reach.
ELSEWHERE = ("moving.download", "bib_uploads.original", "content.diff")
CONTENT = "/editor/content"
# Kinds of which every page is looked at; of the others, which have the same, the list and the form.
WHOLE = ("page", "person", "highlight", "publication")


def walk_editors(walk: Walk) -> None:
    """Keep what GET answers an admin at every address, and each kind's pages."""
    for (method, endpoint), rule in rules(walk.app).items():
        is_page = not rule.rule.endswith(FRAGMENTS) and endpoint not in ELSEWHERE
        if method == "GET" and is_page and not endpoint.startswith("content."):
            answer = walk.get(url_of(walk.app, rule), "out" if endpoint in OPEN else "admin")
            walk.keep(f"editor-{endpoint.replace('.', '-')}", answer)
    walk.see("editor-content", f"{CONTENT}/", "editor")
    for kind in KINDS:
        _kind(walk, kind)
    walk.see("editor-content-search-nothing", f"{CONTENT}/person/?q=xyzxyz", "editor")
    walk.see("editor-accounts-as-editor", "/editor/accounts/", "editor")
    walk.see(
        "editor-publications-filtered", "/editor/publications/?direction=aigc&q=light", "editor"
    )
    walk.see("editor-publications-nothing", "/editor/publications/?q=xyzxyz", "editor")
    walk.see("editor-activity-nothing", "/editor/activity/?person=999", "editor")
    walk.see("editor-no-such-page", f"{CONTENT}/person/99999/", "editor")


OPEN = ("session.new", "one_time.ask", "one_time.show")


def _kind(walk: Walk, kind: str) -> None:
    here = f"{CONTENT}/{kind}"
    name = f"editor-{kind}"
    index = walk.see(f"{name}-list", f"{here}/", "editor")
    is_whole = kind in WHOLE
    if is_whole:
        walk.see(f"{name}-new", f"{here}/new", "editor")
    numbers = list(dict.fromkeys(re.findall(rf'href="{here}/(\d+)/"', index)))
    forms = [walk.get(f"{here}/{number}/", "editor") for number in numbers[:12]]
    for form in telling(forms, 1):
        walk.keep(f"{name}-form", form, "editor")
        for page in ("delete", "history") if is_whole else ():
            walk.see(f"{name}-{page}", f"{form.request.path}{page}", "editor")


def walk_refusals(walk: Walk, put_back: Callable[[], None]) -> None:
    """Keep what each form answers when nothing but its token comes; the lab stays as it was."""
    for (method, endpoint), rule in rules(walk.app).items():
        if method == "GET" or rule.rule.endswith(FRAGMENTS):
            continue
        who = "out" if endpoint.startswith(("session.", "one_time.")) else "admin"
        url = url_of(walk.app, rule)
        answer = walk.client(who).post(url, data={"csrf_token": walk.token(who)})
        if "</html>" in answer.text and answer.status_code >= 400:
            walk.keep(f"editor-{endpoint.replace('.', '-')}-refused", answer, who)
        put_back()
        walk.sign_in_again()
    answer = walk.client("admin").post("/editor/bib-uploads/", data={})
    walk.keep("editor-form-too-old", answer)
