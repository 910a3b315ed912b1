"""A site served by `microsite serve`, an editor who is signed in to it, and processes to kill."""

import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Self

import httpx

from microsite import create_app, demo
from microsite.db import database_file, db, upgrade
from microsite.web.auth import new_editor
from tests.conftest import EMAIL, PASSWORD, close

UPLOADS = "/editor/bib-uploads/"


def new_site(folder: Path) -> Path:
    """A folder with the demonstration lab and one editor; the path is that of the database."""
    app = create_app({"INSTANCE": folder})
    upgrade(app)
    with app.app_context():
        demo.fill(db.session())
        db.session.add(new_editor(EMAIL, PASSWORD))
        db.session.commit()
    close(app)
    return database_file(app)


def microsite(instance: Path, *args: object) -> subprocess.Popen[bytes]:
    """The command on the site in this folder, begun; what it says goes into `said.log`."""
    with (instance / "said.log").open("ab") as said:
        return subprocess.Popen(
            [sys.executable, "-m", "microsite", *map(str, args)],
            env={**os.environ, "MICROSITE_INSTANCE": str(instance)},
            stdout=said,
            stderr=said,
        )


class Served:
    """The site in a folder, served."""

    def __init__(self, instance: Path) -> None:
        self.instance = instance
        with closing(socket.socket()) as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"
        self.start()

    def start(self) -> None:
        self.master = microsite(self.instance, "serve", "--port", self.port)
        try:
            wait_for(self._answers, "the server's answer")
        except TimeoutError as error:
            error.add_note((self.instance / "said.log").read_text()[-3000:])
            raise

    @property
    def workers(self) -> list[int]:
        """The processes that answer."""
        return children(self.master.pid)

    def kill(self, *, with_workers: bool) -> None:
        """Kill the server without a warning; workers left alone see it and end by themselves."""
        workers = self.workers
        for number in (self.master.pid, *(workers if with_workers else ())):
            kill(number)
        self.master.wait()
        wait_for(lambda: not any(map(is_alive, workers)), "the end of the workers")

    def stop(self) -> None:
        # At once: gunicorn would wait for readers who keep their connection open.
        self.master.send_signal(signal.SIGINT)
        self.master.wait()

    def _answers(self) -> bool:
        with suppress(httpx.TransportError):
            return httpx.get(f"{self.address}/en/", timeout=30).status_code == 200
        return False


@contextmanager
def served(instance: Path) -> Iterator[Served]:
    made = Served(instance)
    try:
        yield made
    finally:
        made.stop()


class Client:
    """An editor's browser."""

    def __init__(self, address: str) -> None:
        self.http = httpx.Client(
            base_url=address, timeout=120, headers={"Accept-Language": "en"}, trust_env=False
        )
        form = {"email": EMAIL, "password": PASSWORD, **self._hidden("/editor/sign-in")}
        assert self.http.post("/editor/sign-in", data=form).status_code == 303

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.http.close()

    def upload(self, content: bytes, name: str = "library.bib") -> str:
        """Bring a file; the address of its page."""
        hidden = self._hidden(f"{UPLOADS}new")
        answer = self.http.post(UPLOADS, data=hidden, files={"file": (name, content)})
        assert answer.status_code == 303, answer.text
        return answer.headers["Location"]

    def apply(self, page: str) -> Callable[[], int]:
        """Look at the preview; what is returned presses its button and gives the status."""
        hidden = self._hidden(page)
        return lambda: self.http.post(page, data=hidden).status_code

    def page(self, page: str) -> str:
        answer = self.http.get(page)
        assert answer.status_code == 200, answer.text
        return answer.text

    def wait(self, page: str) -> str:
        """The page when nothing is being done any more."""
        wait_for(lambda: 'id="h-progress"' not in self.page(page), "the end of the work", 120)
        return self.page(page)

    def _hidden(self, page: str) -> dict[str, str]:
        """The token and the fingerprint that a page's forms carry."""
        text = self.page(page)
        names = ("csrf_token", "fingerprint")
        found = {name: re.search(rf'name="{name}"[^>]*value="([^"]*)"', text) for name in names}
        return {name: match[1] for name, match in found.items() if match}


def states(database: Path) -> list[str]:
    """The state of each upload."""
    with closing(sqlite3.connect(database, timeout=60)) as connection:
        return [row[0] for row in connection.execute("SELECT state FROM bib_uploads ORDER BY id")]


def age_uploads(database: Path) -> None:
    """Let a minute pass since work on the uploads was begun."""
    with closing(sqlite3.connect(database, timeout=60)) as connection, connection:
        connection.execute("UPDATE bib_uploads SET started_at = datetime(started_at, '-1 minute')")


def workers_of_uploads(instance: Path) -> list[int]:
    """The processes that do an upload's work in this folder."""
    told = f"MICROSITE_INSTANCE={instance}".encode()
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            with suppress(OSError):
                command = (folder / "cmdline").read_bytes().split(b"\0")
                if b"work" in command and told in (folder / "environ").read_bytes().split(b"\0"):
                    found.append(int(folder.name))
    return found


def children(number: int) -> list[int]:
    """The processes begun by a process."""
    with suppress(OSError):
        listed = Path(f"/proc/{number}/task/{number}/children").read_text()
        return [int(one) for one in listed.split()]
    return []


def kill(number: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(number, signal.SIGKILL)


def is_alive(number: int) -> bool:
    """Whether there is such a process, and it is not only waiting to be taken note of."""
    with suppress(OSError):
        return ") Z " not in Path(f"/proc/{number}/stat").read_text()
    return False


def wait_for(is_so: Callable[[], object], what: str, seconds: float = 60) -> None:
    """Look until it is so. Raises TimeoutError."""
    until = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > until:
            raise TimeoutError(f"waited in vain for {what}")
        time.sleep(0.01)
