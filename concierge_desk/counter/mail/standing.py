"""Standing of the last mail that brought a paper: in a few words, as a card tells it.

Source: decision 0083.
"""

from collections.abc import Mapping
from typing import Final

from concierge_desk.counter.cards.offers import Now
from concierge_desk.counter.rows import Rows
from concierge_desk.counter.texts.short_dates import said_moment
from concierge_desk.domain.journal import instant_of
from concierge_desk.i18n import N_, translate
from concierge_desk.store.leaving import letters
from concierge_desk.store.leaving.deliveries import SENDING, STOPPED, WAITING

_WHY: Final[Mapping[str, str]] = {
    "delivery.recipient_unknown": N_("the address is not known there"),
    "delivery.mailbox_full": N_("the mailbox is full"),
    "delivery.rejected": N_("the server refused it"),
    "letter.no_address": N_("the address was erased"),
    "letter.too_long": N_("two days without a line, the address was erased"),
}
"""By code, why a mail does not leave any more."""

_NOW: Final[Mapping[str, str]] = {
    WAITING: N_("mail waits to leave"),
    SENDING: N_("mail is leaving"),
    STOPPED: N_("mail waits: see the settings, Deliveries"),
}


def mail_standing(rows: Rows, document: str, now: Now) -> str:
    """Return how the last mail that brought a paper stands; empty where there was none."""
    waiting = letters.pending_of(rows, document)
    if waiting is not None:
        return translate(_NOW[waiting.state], now.lang)
    end = letters.ended(rows, document)
    if end is None:
        return ""
    moment = said_moment(instant_of(end.at).astimezone(now.settings.zone), now.today, now.lang)
    if end.why is None:
        return translate(N_("mail accepted by the server {when}"), now.lang).format(when=moment)
    why = translate(_WHY.get(end.why, N_("nothing to tell any more")), now.lang)
    return translate(N_("mail did not leave, {when}: {why}"), now.lang).format(when=moment, why=why)


def mails_of(rows: Rows, document: str, now: Now) -> str | None:
    """Return the same of what may be sent; None where no mail can leave."""
    return mail_standing(rows, document, now) if letters.has_account(rows) else None
