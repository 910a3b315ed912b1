"""`make screenshots`: every page into build/screenshots."""

import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page
from werkzeug.serving import make_server

from microsite import create_app, demo
from microsite.db import db, upgrade
from microsite.web.auth import new_editor
from tests.browser.pages.sheet import LOAD, draw_all
from tests.conftest import EMAIL, PASSWORD

ROOT = Path(__file__).parent.parent.parent
OUT = ROOT / "build" / "screenshots"


def main(names: list[str]) -> None:
    """Draw all pages, or those of these names."""
    count = draw_all(OUT, names)
    print(f"{count} screenshots; see {OUT / 'index.html'}")


@contextmanager
def served() -> Iterator[str]:
    """The address of a demonstration lab that nobody has touched."""
    with tempfile.TemporaryDirectory() as folder:
        app = create_app({"INSTANCE": Path(folder)})
        upgrade(app)
        with app.app_context():
            demo.fill(db.session())
            db.session.add(new_editor(EMAIL, PASSWORD, "admin"))
            db.session.commit()
        server = make_server("127.0.0.1", 0, app, threaded=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def load_pictures(page: Page) -> None:
    """Have there what would only load on scrolling."""
    page.evaluate(LOAD)


if __name__ == "__main__":
    main(sys.argv[1:])
