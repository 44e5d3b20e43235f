"""Cards of the paper sheets for a day without power, by their words. Pure.

Source: docs/contract.md, "What was kept on paper"; decision 0064.
"""

from collections.abc import Sequence

from concierge_desk.counter.cards.doors import leads
from concierge_desk.counter.cards.offers import Offer, OfferedAct
from concierge_desk.counter.core.ticket_cards import SERVICE
from concierge_desk.i18n import N_, translate

WORDS = N_("outage blackout breakdown paper sheet sheets power")
_PAGES = (3, 10)
"""What is printed at once, beside a single page: a morning, and what lies ready for a day."""


def fallback_offers(text: str, lang: str) -> tuple[Offer, ...]:
    """Return the paper sheets by their word.

    Args:
        text: As typed.
        lang: In which the cards are; the sheets are French.
    """
    if not leads(WORDS, text):
        return ()
    # What papers are made of is loaded for who asks for one.
    from concierge_desk.counter.papers.fallback import SHEETS  # noqa: PLC0415

    return tuple(_offer(name, form.title, lang) for name, form in SHEETS.items())


def _offer(name: str, title: str, lang: str) -> Offer:
    return Offer(
        service=SERVICE,
        ref=f"fallback:{name}",
        title=translate(title, lang),
        acts=tuple(_acts(name, lang)),
        detail=translate(
            N_("A sheet (A4), to print in advance: it is written on while the power is out."), lang
        ),
    )


def _acts(name: str, lang: str) -> Sequence[OfferedAct]:
    pages = translate(N_("{count} pages"), lang)
    return [
        OfferedAct(translate(N_("One page"), lang), paper=f"fallback:{name}"),
        *(OfferedAct(pages.format(count=count), paper=f"fallback:{name}-{count}") for count in _PAGES),
    ]
