"""What editors meet on their way: uploads, conflicts, drafts, pictures, archives, invitations."""

import io
import re
from datetime import timedelta

from microsite.db import db
from microsite.models import BibUpload, Direction, Publication
from microsite.models.base import now
from tests.browser.pages.walk import Walk
from tests.conftest import EMAIL
from tests.pictures.files import arrow, pdf, saved
from tests.web.editor import content
from tests.web.editor import pictures as bringing
from tests.web.editor.people import invite
from tests.web.editor.test_moving import packed
from tests.web.editor.uploads import UPLOADS, bring, carry_out, choose, number

BEFORE = """@article{snow, title={Snow on Zebras}, author={Fei, Ning}, journal={Weather}, year=2024}
@misc{rain, title={A Year of Rain}, author={Fei, Ning and 沈知遥}, year=2025}
"""
BROKEN = """@article{open, title={Nobody closed this, year=2001
@misc{comma
  title={No comma after the key}, year=2002}
@misc{twice, title={Said}, title={Said twice}, year=2005}
@article{snow, title={Snow on Zebras}, author={Fei, Ning}, journal={Annals of Weather}, year=2024}
@misc{rain, title={Quite Another Thing}, author={Fei, Ning}, year=2019}
"""
MANY = "".join(
    f"@misc{{n{n}, title={{Thing {n} of ${{x}}^{n}$ by Lamps}}, author={{Doe, Jane}}}}\n"
    for n in range(70)
)


def walk_uploads(walk: Walk) -> None:
    """Every state of an upload, from the form to its undoing."""
    client = walk.client("editor")
    first = bring(client, BEFORE)
    carry_out(client, first)
    walk.see("upload-applied", first, "editor")
    second = bring(client, BROKEN + MANY, directions=("aigc",))
    _tabs(walk, "upload-preview", second)
    walk.see("upload-preview-page-2", f"{second}?status=new&page=2", "editor")
    choose(client, second, choice_4="new")
    form = {"csrf_token": walk.token("editor"), "fingerprint": "stale"}
    walk.keep("upload-stale", client.post(second, data=form), "editor")
    carry_out(client, second)
    _tabs(walk, "upload-came", second)
    walk.see("upload-nothing-new", bring(client, BEFORE), "editor")
    walk.see("upload-unreadable", bring(client, "This is no BibTeX."), "editor")
    walk.see("upload-ask-undo", f"{second}/undo", "editor")
    walk.send("upload-undone-in-part", f"{first}/undo", "editor")
    walk.send("upload-undone", f"{second}/undo", "editor")
    _set_state(walk, first, "undoing", now())
    walk.see("upload-at-work", first, "editor")
    _set_state(walk, first, "undoing", now() - timedelta(minutes=9))
    walk.see("upload-interrupted", first, "editor")
    _set_state(walk, first, "failed", None)
    walk.see("upload-failed", first, "editor")
    _set_state(walk, first, "applied", None)
    walk.send("upload-no-identifier", UPLOADS, "editor", identifiers="none")
    too_large(walk, "upload-too-large", UPLOADS)
    too_large(walk, "pictures-too-large", bringing.URL)
    too_large(walk, "documents-too-large", "/editor/documents/")
    too_large(walk, "moving-too-large", "/editor/moving/", "admin")


def _tabs(walk: Walk, name: str, url: str) -> None:
    page = walk.see(name, url, "editor")
    for status in dict.fromkeys(re.findall(r'href="[^"]*\?status=(\w+)"', page)):
        walk.see(f"{name}-{status}", f"{url}?status={status}", "editor")


def _set_state(walk: Walk, url: str, state: str, since: object) -> None:
    with walk.app.app_context():
        upload = db.session.get_one(BibUpload, number(url))
        upload.state, upload.started_at = state, since  # type: ignore[assignment]
        db.session.commit()


def too_large(walk: Walk, name: str, url: str, who: str = "editor") -> None:
    """More than the walk's lab takes (a megabyte)."""
    head = b'--b\r\nContent-Disposition: form-data; name="file"; filename="big.bib"\r\n\r\n'
    body = head + b"x" * 2_000_000 + b"\r\n--b--\r\n"
    kind = "multipart/form-data; boundary=b"
    answer = walk.client(who).post(url, data=body, content_type=kind)
    assert answer.status_code == 413, (url, answer.status_code)
    walk.keep(name, answer, who)


def walk_content(walk: Walk) -> None:
    """Two who write at once, drafts, history, what is deleted."""
    client = walk.client("editor")
    said = {"title__en": "One", "title__zh": "一", "text__en": "First.\n\nSecond.\n"}
    form = content.page_of(client, "page/new")
    made = content.send(client, form, **said, text__zh="灯会等待。\n")
    here = f"{content.URL}/page/{content.made(made)}/"
    walk.see("content-saved", made.headers["Location"], "editor")
    one, other = (walk.get(here, "editor").text for _ in range(2))
    content.send(client, one, title__en="Theirs", text__en="Theirs.\n\nSecond.\n")
    both = content.send(client, other, title__en="Yours", text__en="Yours.\n\nSecond.\n")
    walk.keep("content-conflict", both, "editor")
    apart = content.send(client, other, title__en="One", text__en="First.\n\nYours.\n")
    walk.keep("content-conflict-apart", apart, "editor")
    walk.see("content-history", f"{here}history", "editor")
    walk.see("content-diff", f"{here}diff?old=1", "editor")
    page = walk.get(here, "editor").text
    walk.keep("content-wrong", content.send(client, page, slug="A b", title__en=""), "editor")
    walk.keep("content-preview", content.send(client, page, do="preview"), "editor")
    fields = content.form_in(page)[1]
    client.post(f"{here}draft", data={**fields, "title-en": "Draft"})
    walk.see("content-drafted", here, "editor")
    walk.see("content-draft", f"{here}?draft={fields['form']}", "editor")
    version = re.search(r'name="version" value="(\d+)"', walk.get(f"{here}delete", "editor").text)
    walk.send("content-deleted", f"{here}delete", "editor", version=version[1] if version else "")
    walk.see("content-gone", here, "editor")


def walk_publications(walk: Walk) -> None:
    """Many at once, suggestions and what is merged, who is who."""
    with walk.app.app_context():
        direction = db.session.query(Direction).filter_by(slug="coding").one()
        direction.words, direction.venues = ["lamps", "thing"], []
        ids = [str(one.id) for one in db.session.query(Publication).limit(3)]
        others = [str(one.id) for one in db.session.query(Direction).limit(2)]
        db.session.commit()
    here = "/editor/publications/"
    asked = walk.send("publications-bulk", f"{here}bulk", "editor", id=ids, do="hide")
    mark = re.search(r'name="mark" value="(\w+)"', asked)
    walk.send(
        "publications-hidden", f"{here}bulk", "editor", id=ids, do="hide", mark=mark and mark[1]
    )
    walk.send("publications-bulk-stale", f"{here}bulk", "editor", id=ids, do="show", mark="x")
    block = f"{here}{ids[0]}/bibtex"
    walk.send("publications-block-wrong", block, "editor", source="@article{a, title={x")
    page = walk.see("suggestions", "/editor/directions/suggestions/", "editor")
    offered = re.search(r'id="for-([\w-]+?)-(\d+)"', page)
    if offered:
        form = {"do": f"refuse:{offered[1]}", f"for-{offered[1]}": offered[2]}
        walk.send("suggestions-refused", "/editor/directions/suggestions/", "editor", **form)
    merge = "/editor/directions/merge/"
    walk.send("directions-merge-asked", merge, "editor", gone=others[0], into=others[1])
    walk.send("directions-merged", merge, "editor", gone=others[0], into=others[1], do="merge")
    form = {"written": "z y shen", "do": "always:nobody"}
    walk.send("who-is-who-settled", "/editor/authorships/", "editor", **form)


def walk_files(walk: Walk) -> None:
    """Pictures, documents and archives that come in, and that do not."""
    client = walk.client("editor")
    files = ((saved(arrow(90, 60), "PNG"), "a.png"), (pdf(), "scan.jpg"), (b"", "nothing.png"))
    walk.keep("pictures-came", bringing.bring(client, *files), "editor")
    walk.see("pictures-found-nothing", f"{bringing.URL}?q=xyzxyz", "editor")
    kept = (io.BytesIO(pdf()), "a long name of a document.pdf")
    walk.send("documents-came", "/editor/documents/", "editor", file=kept)
    archive = packed(**{"pages/visit.en.md": "---\ntitle: Visit us\nx: 1\n---\n\nCome in.\n"})
    for name, body in (("asked", archive), ("nothing", packed(**{"a.txt": "x"})), ("wrong", b"x")):
        file = (io.BytesIO(body), "site.zip")
        page = walk.send(f"moving-{name}", "/editor/moving/", way="content", file=file)
        held = re.search(r'name="archive" value="([^"]+)"', page)
        if held:
            walk.send("moving-done", "/editor/moving/apply", archive=held[1])


def walk_accounts(walk: Walk) -> None:
    """Signing in, invitations, what is refused there."""
    walk.send("sign-in-wrong", "/editor/sign-in", "out", email=EMAIL, password="wrong")
    admin = walk.client("admin")
    link = invite(admin, "anna@example.org")
    form = {"email": "bo@example.org", "role": "admin"}
    walk.send("accounts-invited", "/editor/accounts/invitations", **form)
    walk.send("accounts-wrong", "/editor/accounts/invitations", email="nobody", role="editor")
    walk.see("accounts-with-invitations", "/editor/accounts/", "admin")
    walk.see("link-invited", link, "out")
    walk.send("link-wrong", link, "out", password="a", again="b")
    walk.see("link-gone", "/editor/link/" + "x" * 43, "out")
    walk.send("account-wrong", "/editor/account/credentials", current="x", email="y")
