"""A mail server for tests: keeps what it is given, or fails in a way that is asked for."""

import socketserver
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any


class MailServer(socketserver.ThreadingTCPServer):
    """Speaks as much SMTP as smtplib needs, on a port of 127.0.0.1.

    `answers` says what is answered to a command instead of the usual; None is silence.
    """

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, certificate: Path | None = None) -> None:
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.port: int = self.server_address[1]
        self.messages: list[EmailMessage] = []
        self.recipients: list[str] = []
        self.commands: list[str] = []
        self.answers: dict[str, str | None] = {}
        self.context: ssl.SSLContext | None = None
        if certificate:
            self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self.context.load_cert_chain(certificate)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is what some tests are about."""


class _Conversation(socketserver.StreamRequestHandler):
    server: MailServer

    def handle(self) -> None:
        self.say("220 test ready")
        while line := self.rfile.readline().decode().strip():
            command = line.split(":")[0].split(" ")[0].upper()
            self.server.commands.append(line)
            if command in self.server.answers:
                answer = self.server.answers[command]
                if answer is None:
                    threading.Event().wait(0.6)
                    break
                self.say(answer)
            elif command == "QUIT":
                self.say("221 bye")
                break
            else:
                self.answer(command, line)

    def answer(self, command: str, line: str) -> None:
        if command == "EHLO":
            self.say("250-test")
            if self.server.context and not isinstance(self.connection, ssl.SSLSocket):
                self.say("250-STARTTLS")
            self.say("250 AUTH PLAIN")
        elif command == "STARTTLS" and self.server.context:
            self.say("220 go on")
            self.connection = self.server.context.wrap_socket(self.connection, server_side=True)
            self.setup_files()
        elif command == "AUTH":
            self.say("235 welcome")
        elif command == "DATA":
            self.say("354 go on")
            self.server.messages.append(_parsed(self.data()))
            self.say("250 kept")
        else:
            if command == "RCPT":
                self.server.recipients.append(line.split(":", 1)[1].strip("<> "))
            self.say("250 ok")

    def setup_files(self) -> None:
        self.rfile = self.connection.makefile("rb", -1)
        self.wfile = socketserver._SocketWriter(self.connection)  # type: ignore[attr-defined]

    def finish(self) -> None:
        super().finish()
        self.connection.close()

    def data(self) -> bytes:
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line.removeprefix(b".").replace(b"\r\n", b"\n"))
        return b"".join(lines)

    def say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())


def _parsed(data: bytes) -> EmailMessage:
    parsed = message_from_bytes(data, policy=policy.default)
    assert isinstance(parsed, EmailMessage)
    return parsed


@contextmanager
def mail_server(certificate: Path | None = None) -> Iterator[MailServer]:
    with MailServer(certificate) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def make_certificate(folder: Path) -> Path:
    """A key and a certificate for `localhost` that nobody vouches for, in one file."""
    file = folder / "localhost.pem"
    command = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2"
    about = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
    files = ["-keyout", str(file), "-out", str(folder / "cert.pem")]
    subprocess.run([*command.split(), *about, *files], check=True, capture_output=True)
    with file.open("a") as both:
        both.write((folder / "cert.pem").read_text())
    return file
