"""Mail by SMTP, with TLS: one text to one address, or a reason why not."""

import ipaddress
import re
import smtplib
import ssl
from collections.abc import Mapping
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from typing import Any, NamedTuple

# Seconds for each answer of the server: somebody is waiting for the page.
TIMEOUT = 8
TLS_PORT = 465
# One address and nothing else: no list, no name beside it.
_ADDRESS = re.compile(r"""[^\s@,;:<>()\[\]"\\]+@[^\s@,;:<>()\[\]"\\]+""")


class MailError(Exception):
    """Mail that could not be sent; the message says why, as the server or the system put it."""


class Mailbox(NamedTuple):
    """A server that takes mail, and the address it comes from."""

    host: str
    port: int
    user: str
    password: str
    sender: str

    @classmethod
    def from_settings(cls, config: Mapping[str, Any]) -> "Mailbox | None":
        """The mailbox of the settings `SMTP_*`, or none where no server is given."""
        if not config["SMTP_HOST"]:
            return None
        user = config["SMTP_USER"]
        sender = config["SMTP_FROM"] or (user if "@" in user else config["EDITOR_EMAIL"])
        return cls(config["SMTP_HOST"], config["SMTP_PORT"], user, config["SMTP_PASSWORD"], sender)


def send(mailbox: Mailbox, to: str, subject: str, text: str) -> None:
    """Send a text. Raises MailError."""
    try:
        message = _message(mailbox.sender, to, subject, text)
        with _connected(mailbox) as server:
            if mailbox.user:
                server.login(mailbox.user, mailbox.password)
            server.send_message(message, mailbox.sender, [to])
    # ValueError: an address that mail has no form for.
    except (OSError, smtplib.SMTPException, ValueError) as error:
        raise MailError(_reason(error)) from error


def _connected(mailbox: Mailbox) -> smtplib.SMTP:
    context = ssl.create_default_context()
    if mailbox.port == TLS_PORT:
        return smtplib.SMTP_SSL(mailbox.host, mailbox.port, timeout=TIMEOUT, context=context)
    server = smtplib.SMTP(mailbox.host, mailbox.port, timeout=TIMEOUT)
    try:
        server.ehlo()
        # A link in a mail opens an account: it goes over no open line but this machine's own.
        if server.has_extn("starttls") or not _is_here(mailbox.host):
            server.starttls(context=context)
            server.ehlo()
    except BaseException:
        server.close()
        raise
    return server


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _message(sender: str, to: str, subject: str, text: str) -> EmailMessage:
    if not _ADDRESS.fullmatch(to):
        raise ValueError(f"{to} is no mail address")
    message = EmailMessage()
    message["From"] = Address(addr_spec=sender)
    message["To"] = Address(addr_spec=to)
    message["Subject"] = " ".join(subject.split())
    message["Date"] = formatdate()
    message["Message-ID"] = make_msgid(domain=sender.rpartition("@")[2])
    # Others must not answer with their holidays.
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(text)
    return message


def _reason(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        [(code, said), *_others] = error.recipients.values()
        return f"{code} {_text(said)}"
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{error.smtp_code} {_text(error.smtp_error)}"
    if isinstance(error, TimeoutError):
        return "no answer"
    told = error.strerror if isinstance(error, OSError) else str(error)
    return told or str(error) or type(error).__name__


def _text(said: bytes | str) -> str:
    return said.decode(errors="replace") if isinstance(said, bytes) else said
