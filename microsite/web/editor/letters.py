"""What is mailed with a link, in each language of the site."""

from microsite.accounts import INVITE, LASTS, RESET
from microsite.web.data import the_lab
from microsite.web.i18n import gettext as _
from microsite.web.i18n import language
from microsite.web.mail import Letter, written


def invitation(url: str) -> Letter:
    """An invitation to become an editor."""

    def write() -> tuple[str, str]:
        lab, days = _lab(), LASTS[INVITE].days
        subject = _("Invitation to edit the site of %(lab)s", lab=lab)
        text = _(
            "You are invited to edit the site of %(lab)s. Open this link and choose a password; "
            "it works once, for %(days)d days:\n\n%(url)s\n\nIf you do not know what this is "
            "about, you need do nothing.",
            lab=lab,
            days=days,
            url=url,
        )
        return subject, text

    return written(write)


def reset(url: str) -> Letter:
    """A link to set a new password."""

    def write() -> tuple[str, str]:
        lab, hours = _lab(), LASTS[RESET].days * 24
        subject = _("A new password for the site of %(lab)s", lab=lab)
        text = _(
            "With this link you can choose a new password for the site of %(lab)s; it works "
            "once, for %(hours)d hours:\n\n%(url)s\n\nIf you did not ask for it, you need do "
            "nothing: your password stays as it is.",
            lab=lab,
            hours=hours,
            url=url,
        )
        return subject, text

    return written(write)


def _lab() -> str:
    return the_lab().name.said(language()).text
