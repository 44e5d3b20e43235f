"""Cards of personal data: what is over its time goes by one, the papers that tell of all of it stand on the other. Pure.

Source: docs/requirements.md, R-4.02, R-4.06, R-4.15; decision 0086.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from concierge_desk.counter.cards.name_search import plain_words
from concierge_desk.counter.cards.offers import Now, Offer, OfferedAct
from concierge_desk.counter.cards.words import agreed, say
from concierge_desk.counter.core.ticket_cards import SERVICE
from concierge_desk.counter.privacy.lists import PRIVACY, PURGE, TITLE
from concierge_desk.counter.texts.speech import Speech
from concierge_desk.i18n import LANGUAGES, N_, translate

WORDS: Final = N_("data purge erase privacy personal gdpr")
PAPERS: Final = ("register:now", "privacy_notice:now", "breach:now")


def asks_for_data(text: str) -> bool:
    """Say whether a text is a word that these cards go by, typed whole: what stands on them is counted each time."""
    typed = plain_words(text)
    return len(typed) == 1 and any(typed[0] in plain_words(translate(WORDS, lang)) for lang in LANGUAGES)


def purge_offer(
    counts: Sequence[Mapping[str, Any]], purgeable: frozenset[str], told: Mapping[str, str], now: Now
) -> Offer:
    """Return the card of what is over its time today, as `privacy.preview` counts it.

    Args:
        counts: How much of each kind.
        purgeable: Kinds of entries that lose what they say.
        told: English source of what stands under each period.
        now: See `Now`.
    """
    lang = now.lang
    entries = sum(row["count"] for row in counts if row["kind"] in purgeable)
    beside = [row for row in counts if row["kind"] not in purgeable]
    lines = [_counted(row["count"], translate(told[row["kind"]], lang)) for row in beside]
    if entries:
        lines.append(
            Speech(lang).count(
                "One entry of things long gone loses what it says",
                "{count} entries of things long gone lose what they say",
                entries,
            )
        )
    label = say(N_("Erase for good"), lang) if lines else say(N_("Note that nothing is to go"), lang)
    question = agreed(N_("It is gone for good then. Really?"), lang)
    return Offer(
        service=SERVICE,
        ref=PURGE,
        title=say(TITLE, lang),
        acts=(OfferedAct(label, PURGE, asks=(question,) if lines else ()),),
        detail=" · ".join(lines) or say(N_("Nothing is over its time today."), lang),
        rule=say(
            N_(
                "Accounts, tickets and closings stay whole. Copies on sticks hold it until they are made anew: make one afterwards."
            ),
            lang,
        ),
    )


def _counted(count: int, holds: str) -> str:
    return f"{count} × {holds.rstrip('.')}"


def papers_offer(now: Now) -> Offer:
    """Return the card of the papers: the register, what hangs on the wall, what to do when something was lost."""
    lang = now.lang
    labels = (N_("Register of processing"), N_("Notice for the wall"), N_("Sheet for a lost stick or a leak"))
    acts = tuple(
        OfferedAct(translate(label, lang), paper=paper) for label, paper in zip(labels, PAPERS, strict=True)
    )
    detail = say(N_("Sheets (A4): what is kept of people, why, how long, and what to do."), lang)
    return Offer(SERVICE, PRIVACY, say(N_("Personal data: the papers"), lang), acts, detail=detail)


LOOKED: Final = "privacy.looked"
"""What the card of who looked at names is known by."""


def looked_offer(now: Now) -> Offer:
    """Return the card of who looked at names: what stands on the paper is for whoever is responsible."""
    lang = now.lang
    detail = say(
        N_(
            "Each day of the last twelve months: who looked at names without serving anybody, and by which way; not"
            " whose names. For whoever is responsible."
        ),
        lang,
    )
    show = OfferedAct(translate(N_("Show the list"), lang), paper="looked:now")
    return Offer(SERVICE, LOOKED, say(N_("Who looked at names"), lang), (show,), detail=detail)


def due_offer(now: Now) -> Offer:
    """Return what stands in the list of the morning once a month."""
    return Offer(
        service=SERVICE,
        ref=PURGE,
        title=say(TITLE, now.lang),
        acts=(),
        tag=say(N_("once a month"), now.lang),
        due=PRIVACY,
    )
