"""Mail: what is sent, over which line, and what is said when it cannot be sent."""

import shutil
import ssl
from pathlib import Path

import pytest

from microsite import mailing
from microsite.mailing import Mailbox, MailError, send
from microsite.settings import load
from tests.smtp import MailServer, mail_server, make_certificate

TO = "new@example.org"


def mailbox(server: MailServer, user: str = "", host: str = "127.0.0.1") -> Mailbox:
    return Mailbox(host, server.port, user, "secret" if user else "", "lab@example.org")


def test_a_text_arrives_as_it_was_written() -> None:
    text = "您好，\n\nopen https://lab.example.org/editor/link/" + "x" * 43 + "\n"
    with mail_server() as server:
        send(mailbox(server), TO, "邀请 / Invitation\nBcc: all@example.org", text)
    [message] = server.messages
    assert server.recipients == [TO]
    assert message["To"] == TO
    assert message["From"] == "lab@example.org"
    assert message["Subject"] == "邀请 / Invitation Bcc: all@example.org"
    assert message["Bcc"] is None
    assert message["Date"]
    assert message.get_content() == text


def test_without_a_server_there_is_no_mailbox() -> None:
    assert Mailbox.from_settings(load({})) is None


@pytest.mark.parametrize(
    ("given", "sender"),
    [
        ({"SMTP_FROM": "from@example.org", "SMTP_USER": "user@example.org"}, "from@example.org"),
        ({"SMTP_USER": "user@example.org"}, "user@example.org"),
        ({"SMTP_USER": "user"}, "editor@example.org"),
    ],
)
def test_mail_comes_from_the_address_that_is_set(given: dict[str, str], sender: str) -> None:
    settings = {f"MICROSITE_{name}": text for name, text in given.items()}
    found = Mailbox.from_settings(load({"MICROSITE_SMTP_HOST": "localhost", **settings}))
    assert found
    assert found.sender == sender


@pytest.mark.parametrize(
    ("command", "answer", "said"),
    [
        ("RCPT", "550 nobody of that name", "550 nobody of that name"),
        ("MAIL", "451 try later", "451 try later"),
        ("AUTH", "535 wrong password", "535"),
        ("DATA", "554 no", "554 no"),
    ],
)
def test_what_the_server_refuses_is_said_in_its_words(command: str, answer: str, said: str) -> None:
    with mail_server() as server:
        server.answers[command] = answer
        with pytest.raises(MailError, match=said):
            send(mailbox(server, user="lab"), TO, "x", "y")
    assert not server.messages


def test_a_server_that_does_not_answer_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mailing, "TIMEOUT", 0.2)
    with mail_server() as server:
        server.answers["MAIL"] = None
        with pytest.raises(MailError, match=r"no answer|closed"):
            send(mailbox(server), TO, "x", "y")


def test_nobody_at_the_port_is_said() -> None:
    with mail_server() as server:
        gone = mailbox(server)
    with pytest.raises(MailError, match="refused"):
        send(gone, TO, "x", "y")


@pytest.mark.parametrize("address", ["a,b@example.org", "a@b@c", "<a@example.org>", "a b@c", "@"])
def test_what_is_no_single_address_is_refused(address: str) -> None:
    with mail_server() as server, pytest.raises(MailError):
        send(mailbox(server), address, "x", "y")
    assert not server.recipients


def test_no_link_goes_over_an_open_line_to_another_machine() -> None:
    with mail_server() as server, pytest.raises(MailError, match="STARTTLS"):
        # The same machine by an address that is not the loopback's.
        send(mailbox(server, user="lab", host="0.0.0.0"), TO, "x", "y")
    assert [line.split()[0].upper() for line in server.commands if "AUTH" in line] == []
    assert not server.messages


@pytest.mark.skipif(not shutil.which("openssl"), reason="no openssl to make a certificate with")
def test_a_server_that_offers_tls_is_spoken_to_by_tls(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate = make_certificate(tmp_path)
    with mail_server(certificate) as server:
        with pytest.raises(MailError, match="certificate"):
            send(mailbox(server, host="localhost"), TO, "x", "y")
        trusting = ssl.create_default_context(cafile=str(tmp_path / "cert.pem"))
        monkeypatch.setattr(ssl, "create_default_context", lambda: trusting)
        send(mailbox(server, user="lab", host="localhost"), TO, "x", "y")
    assert len(server.messages) == 1
    order = [line.split()[0].upper() for line in server.commands]
    assert order.index("STARTTLS") < order.index("AUTH") < order.index("MAIL")
