"""A source on the loopback address: it replays answers and remembers what it was asked."""

import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit


@dataclass(frozen=True)
class Answer:
    body: str | bytes = ""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    delay: float = 0.0


@dataclass(frozen=True)
class Asked:
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]


def bibtex(body: str, charset: str = "") -> Answer:
    kind = "application/x-bibtex" + (f"; charset={charset}" if charset else "")
    return Answer(body.encode(charset or "utf-8"), headers={"Content-Type": kind})


class StandIn:
    """`answers` holds, by path, what is given in turn; the last one is given again and again."""

    def __init__(self) -> None:
        self.answers: dict[str, list[Answer]] = {}
        self.asked: list[Asked] = []
        self.address = ""

    def answer(self, path: str) -> Answer:
        left = self.answers.get(path, [Answer("Not found", 404)])
        return left.pop(0) if len(left) > 1 else left[0]


@contextmanager
def stand_in() -> Iterator[StandIn]:
    made = StandIn()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(made))
    server.daemon_threads = True
    made.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield made
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _handler(source: StandIn) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            asked = Asked(parts.path, dict(parse_qsl(parts.query)), dict(self.headers))
            source.asked.append(asked)
            answer = source.answer(parts.path)
            time.sleep(answer.delay)
            body = answer.body if isinstance(answer.body, bytes) else answer.body.encode()
            try:
                self.send_response(answer.status)
                for name, value in answer.headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)
            except OSError:
                return  # The one who asked has gone.

        def log_message(self, format: str, *args: object) -> None:
            pass

    return Handler
