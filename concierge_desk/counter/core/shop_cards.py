"""Cards of what the shop is: its name and address, its numbers, where it stands, its year and its roll. Pure.

Source: decisions 0039, 0065.
"""

from collections.abc import Sequence
from typing import Any

from concierge_desk.counter.cards.offers import Ask, Now, Offer, OfferedAct, Option
from concierge_desk.counter.cards.words import say
from concierge_desk.counter.core.ticket_cards import SERVICE
from concierge_desk.counter.day.holidays import REGIONS
from concierge_desk.counter.setup.field_words import FIELD_LABELS, field_text

CHANGE = "site.change"

ZONES = (
    *("Europe/Paris", "Europe/Berlin", "America/Guadeloupe", "America/Martinique", "America/Cayenne"),
    *("Indian/Reunion", "Indian/Mayotte", "America/St_Barthelemy", "America/Marigot", "Pacific/Noumea"),
    *("Pacific/Tahiti", "America/Miquelon", "Indian/Kerguelen", "Pacific/Wallis"),
)
"""Where the regions of `REGIONS` stand."""
_MONTHS = range(1, 13)
_ROLLS = (80, 58)


def shop_offers(now: Now) -> tuple[Offer, ...]:
    """Return how what the shop is can be changed."""
    return (_called(now), _numbers(now), _place(now), _year_and_roll(now))


def _card(ref: str, title: str, names: Sequence[str], acts: Sequence[OfferedAct], now: Now) -> Offer:
    shop, lang = now.settings, now.lang
    told = (
        say(
            "{what}: {value}",
            lang,
            what=say(FIELD_LABELS[name], lang),
            value=field_text(name, getattr(shop, name), lang),
        )
        for name in names
    )
    return Offer(SERVICE, ref, title, tuple(acts), detail=" · ".join(told))


def _act(label: str, *asks: Ask, **fields: Any) -> OfferedAct:
    return OfferedAct(label, CHANGE, fields, asks)


def _called(now: Now) -> Offer:
    lang = now.lang
    acts = (
        _act(say("Change the name", lang), Ask("name", say("What is the shop called?", lang), "text")),
        _act(
            say("Change the address", lang),
            Ask("address", say("The address? Between its lines a semicolon.", lang), "text"),
        ),
        _act(
            say("Change the legal mentions", lang),
            Ask("legal", say("Legal name, form and capital? Between the lines a semicolon.", lang), "text"),
        ),
    )
    shop = now.settings
    # They say themselves what they are.
    told = " · ".join((shop.name, *shop.address, *shop.legal))
    return Offer(SERVICE, "site.name", say("Name and address", lang), acts, detail=told)


def _numbers(now: Now) -> Offer:
    lang, shop = now.lang, now.settings
    siret = Ask("siret", say("Which SIRET? 14 figures.", lang), "text")
    # Of another company both are given at once.
    company = (
        Ask("vat_number", say("Its VAT number?", lang), "text", proposal=shop.vat_number),
    ) * bool(shop.vat_number)  # fmt: skip
    acts = (
        _act(say("Change the SIRET", lang), siret, *company),
        _act(
            say("Change the VAT number", lang),
            Ask("vat_number", say("Which VAT number? Left out, there is none.", lang), "text", optional=True),
            vat_number=None,
        ),
        _act(
            say("Change the register", lang),
            Ask(
                "rcs",
                say("In which town is the register of companies? Left out, in none.", lang),
                "text",
                optional=True,
            ),
            rcs=None,
        ),
    )
    return _card(
        "site.numbers", say("Numbers of the company", lang), ("siret", "vat_number", "rcs"), acts, now
    )


def _place(now: Now) -> Offer:
    lang = now.lang
    regions = tuple(Option(say(label, lang), code, code) for code, label in REGIONS.items())
    zones = tuple(Option(zone, zone) for zone in ZONES)
    acts = (
        _act(
            say("Choose the holidays", lang),
            Ask("holidays", say("Whose holidays are kept here?", lang), "choice", regions),
        ),
        _act(
            say("Choose the time zone", lang),
            Ask("timezone", say("Which time is it here?", lang), "choice", zones),
        ),
    )
    return _card("site.place", say("Where the shop stands", lang), ("holidays", "timezone"), acts, now)


def _year_and_roll(now: Now) -> Offer:
    lang = now.lang
    months = tuple(
        Option(field_text("fiscal_year_start", day, lang), day)
        for day in (f"{month:02d}-01" for month in _MONTHS)
    )
    rolls = tuple(Option(field_text("roll_mm", width, lang), width) for width in _ROLLS)
    acts = (
        _act(
            say("Choose the fiscal year", lang),
            Ask("fiscal_year_start", say("On which day does the fiscal year begin?", lang), "choice", months),
        ),
        _act(
            say("Choose the roll", lang),
            Ask("roll_mm", say("How wide is the roll in the printer?", lang), "choice", rolls),
        ),
    )
    return _card("site.year", say("Fiscal year and roll", lang), ("fiscal_year_start", "roll_mm"), acts, now)
