"""Mail to editors, in every language of the site: nobody knows yet which one they read."""

import logging
from collections.abc import Callable
from typing import NamedTuple

from flask import current_app

from microsite.mailing import Mailbox, MailError, send
from microsite.web import i18n

log = logging.getLogger(__name__)


class Letter(NamedTuple):
    """What is sent."""

    subject: str
    text: str


def is_set() -> bool:
    """Whether the site can send mail."""
    return Mailbox.from_settings(current_app.config) is not None


def can_reset() -> bool:
    """Whether a stranger may have a link mailed.

    Its address must come from the settings then: what a request says of its host may be forged.
    """
    return is_set() and bool(current_app.config["BASE_URL"])


def written(write: Callable[[], tuple[str, str]]) -> Letter:
    """The subject and text that `write` gives, in each language."""
    letters = []
    for lang in i18n.languages():
        with i18n.speaking(lang):
            letters.append(write())
    subjects, texts = zip(*dict.fromkeys(letters), strict=True)
    return Letter(" / ".join(subjects), "\n\n\n".join(texts))


def post(to: str, letter: Letter) -> str | None:
    """Send a letter; why not, if it failed. Raises RuntimeError where no mail is set."""
    mailbox = Mailbox.from_settings(current_app.config)
    if mailbox is None:
        raise RuntimeError("there is no mail server")
    try:
        send(mailbox, to, letter.subject, letter.text)
    except MailError as error:
        log.warning("mail to an editor was not sent: %s", error)
        return str(error)
    return None
