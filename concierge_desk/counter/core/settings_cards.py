"""Cards of what the core sets up: a figure each, a service each, under the word of the settings. Pure but for their reading.

Source: decisions 0039, 0065.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from concierge_desk.counter.cards.offers import Ask, Now, Offer, OfferedAct, Option
from concierge_desk.counter.cards.words import long_day, say, sure
from concierge_desk.counter.choices.changing import CHANGE
from concierge_desk.counter.choices.switching import SWITCH
from concierge_desk.counter.core.setting_words import value_words
from concierge_desk.counter.core.ticket_cards import SERVICE
from concierge_desk.counter.rows import Rows
from concierge_desk.counter.settings.values import NUMBERS, AnySetting, Value, in_force
from concierge_desk.i18n import N_
from concierge_desk.store import chosen


def figure_offers(service: str, settings: Sequence[AnySetting], rows: Rows, now: Now) -> tuple[Offer, ...]:
    """Return the card of each figure of a service, or of the core, as it is now."""
    return tuple(_figure(service, setting, in_force(rows, setting), now.lang) for setting in settings)


def switch_offers(services: Mapping[str, str], rows: Rows, now: Now) -> tuple[Offer, ...]:
    """Return the card of each service that is offered, or is not.

    Args:
        services: English source of each service's name, by its code.
        rows: The running transaction.
        now: The day, the language.
    """
    return tuple(_switch(code, label, rows, now) for code, label in services.items())


def _figure(service: str, setting: AnySetting, value: Value, lang: str) -> Offer:
    act = OfferedAct(say("Change it", lang), CHANGE, asks=(_ask(setting, value, lang),))
    return Offer(
        service=service,
        ref=setting.code,
        title=say(setting.label, lang),
        acts=(act,),
        detail=_told(setting, value, lang),
    )


def _told(setting: AnySetting, value: Value, lang: str) -> str:
    told = value_words(setting, value, lang)
    return f"{told}. {say(setting.help, lang)}" if setting.help else told


def _ask(setting: AnySetting, value: Value, lang: str) -> Ask:
    question = say(setting.label, lang)
    if setting.kind in NUMBERS:
        return Ask(
            f"values.{setting.code}",
            question,
            "cents" if setting.kind == "cents" else "count",
            proposal=value,
        )
    values: Sequence[Value] = (True, False) if setting.kind == "flag" else tuple(setting.options)
    options = tuple(
        Option(value_words(setting, one, lang), {"values": {setting.code: one}}) for one in values
    )
    return Ask("", question, "choice", options)


def _switch(code: str, label: str, rows: Rows, now: Now) -> Offer:
    lang, on = now.lang, chosen.is_on(rows, code, now.today)
    later = chosen.next_switch(rows, code, now.today)
    first = Ask("from_day", say("From which day on?", lang), "day", proposal=now.today.isoformat())
    turn = OfferedAct(
        say(N_("Switch it off") if on else N_("Switch it on"), lang),
        SWITCH,
        {"service": code, "enabled": not on},
        (first, sure(N_("Offer it no more?"), lang)) if on else (first,),
    )
    stay = OfferedAct(
        say(N_("Leave it on after all") if on else N_("Leave it off after all"), lang),
        SWITCH,
        {"service": code, "enabled": on, "from_day": later},
    )
    told = say(N_("is offered") if on else N_("is not offered"), lang)
    if later is not None:
        day = long_day(date.fromisoformat(later), now.today, lang)
        told = (
            f"{told}, {say(N_('no more from {day} on') if on else N_('again from {day} on'), lang, day=day)}"
        )
    return Offer(
        service=SERVICE,
        ref=f"{SWITCH}:{code}",
        title=say(label, lang),
        acts=(turn,) if later is None else (stay, turn),
        detail=told,
    )
