"""Reminders on the card of an item: called, by letter, by mail to an address that was given for it. Pure.

Source: docs/requirements.md, R-4.06; decision 0083.
"""

from functools import cache

from concierge_desk.counter.cards.offers import Ask, Now, OfferedAct, Option
from concierge_desk.counter.cards.words import say
from concierge_desk.i18n import N_
from concierge_desk.mechanisms.custody.model import EMAIL, LETTER, PHONE, REMIND
from concierge_desk.services.relay.model.facts.custody import Custody
from concierge_desk.services.relay.model.states import NEXT


def reminders(custody: str, lang: str) -> tuple[OfferedAct, ...]:
    """Return by which ways somebody may be reminded of an item, whoever it is."""
    which = {"custody": custody}
    return (
        OfferedAct(say("Reminded by phone", lang), "relay.remind", {**which, "by": PHONE}),
        OfferedAct(say("Remind by letter", lang), "relay.remind", {**which, "by": LETTER}),
    )


def by_mail(stay: Custody, now: Now) -> tuple[OfferedAct, ...]:
    """Return what may be done about an item by mail: an address is noted, written to, erased."""
    lang, which = now.lang, {"custody": stay.custody}
    if stay.slip is not None or stay.open_bag is not None or stay.state not in NEXT[REMIND]:
        return ()
    if stay.email is None:
        return (OfferedAct(say("Tell by mail", lang), "relay.note_email", which, _asks(lang)),)
    forget = OfferedAct(say("No mail any more", lang), "relay.forget_email", which)
    if stay.mailed_day == now.today.isoformat():
        return (forget,)
    return (OfferedAct(say("Remind by mail", lang), "relay.remind", {**which, "by": EMAIL}), forget)


@cache
def _asks(lang: str) -> tuple[Ask, ...]:
    options = (
        Option(say("Yes, says the addressee", lang), "addressee"),
        Option(say("Yes, says somebody whom the addressee asked to", lang), "other"),
    )
    question = N_(
        "Say it aloud: “The address serves to tell you of this item alone; it is erased as soon as the item has left,"
        " or when you say so.” Is that right?"
    )
    return (
        Ask("email", say("Which address?", lang), "text", verbatim=True),
        Ask("consent", say(question, lang), "choice", options),
    )
