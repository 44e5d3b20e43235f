"""Cards by which the relay is set up: what it offers, what it has in stock, how long it keeps what, for whom, and where.

Source: decisions 0039, 0065.
"""

from collections.abc import Sequence

from concierge_desk.counter.cards.offers import Ask, Now, Offer, OfferedAct, Option
from concierge_desk.counter.cards.words import say
from concierge_desk.counter.rows import Rows
from concierge_desk.counter.texts.speech import Speech
from concierge_desk.counter.values import codelists
from concierge_desk.domain import dated
from concierge_desk.domain.inscriptions import spelled
from concierge_desk.i18n import N_
from concierge_desk.services.relay.counter.items import SERVICE
from concierge_desk.services.relay.counter.pay import rows_card
from concierge_desk.services.relay.counter.sales import sold_by_piece
from concierge_desk.services.relay.model.catalogue import (
    FAMILIES,
    OPTION,
    PACKAGING,
    PREPAID,
)
from concierge_desk.services.relay.tables import counter as tables
from concierge_desk.services.relay.tables import looks
from concierge_desk.services.relay.tables.dated_settings import known_principals
from concierge_desk.store import partners
from concierge_desk.store.records import personal_text

OFFICE = "relay.office"
"""What the card of the post office is known by."""

_FAMILIES = {
    "letter": N_("Letter"),
    "registered": N_("Registered letter"),
    "parcel": N_("Parcel"),
    OPTION: N_("Option, added to an item"),
    PREPAID: N_("Prepaid"),
    PACKAGING: N_("Packaging"),
}


def offers(rows: Rows, now: Now) -> tuple[Offer, ...]:
    """Return what the relay is set up by, but for companies' mandates."""
    return (
        _office(rows, now),
        _operations(rows, now),
        _par(rows, now),
        _holding(rows, now),
        _principals(rows, now),
        rows_card(rows, now),
        _places(rows, now),
        _product(now),
    )


def _card(ref: str, title: str, acts: Sequence[OfferedAct | None], now: Now, detail: str = "") -> Offer:
    found = tuple(act for act in acts if act is not None)
    return Offer(SERVICE, ref, say(title, now.lang), found, detail)


def _days(count: int, lang: str) -> str:
    return Speech(lang).count("{count} day", "{count} days", count)


def _from_day(now: Now) -> Ask:
    return Ask("valid_from", say("From which day on?", now.lang), "day", proposal=now.today.isoformat())


def _office(rows: Rows, now: Now) -> Offer:
    lang, said = now.lang, looks.office(rows)
    asks = (
        Ask(
            "office",
            say("Which post office does the shop belong to?", lang),
            "text",
            proposal=said["office"] or None,
            optional=True,
        ),
        Ask(
            "regate",
            say("Its REGATE code? 6 figures; the post office knows it.", lang),
            "text",
            proposal=said["regate"] or None,
            optional=True,
        ),
    )
    act = OfferedAct(say("Say which", lang), "relay.set_office", asks=asks)
    return _card(
        OFFICE, N_("Post office and REGATE code"), (act,), now, " · ".join(filter(None, said.values()))
    )


def _operations(rows: Rows, now: Now) -> Offer:
    lang, switches = now.lang, looks.switches(rows)

    def act(label: str, *, on: bool) -> OfferedAct | None:
        options = tuple(
            Option(codelists.label_of("operation", code, lang), code)
            for code in switches.operations
            if switches.on(code) is not on
        )
        which = Ask("operation", say("Which one?", lang), "choice", options)
        return OfferedAct(say(label, lang), "relay.switch", {"on": on}, (which,)) if options else None

    acts = (act(N_("Offer one more"), on=True), act(N_("Offer one no more"), on=False))
    offered = sum(switches.on(code) for code in switches.operations)
    detail = say("{count} of {all} are offered", lang, count=offered, all=len(switches.operations))
    return _card("relay.operations", N_("Operations that are offered"), acts, now, detail)


def _par(rows: Rows, now: Now) -> Offer:
    lang, goods = now.lang, tables.goods(rows, now.today)

    def figure(code: str) -> str:
        return say("{count} wanted", lang, count=goods.par[code]) if code in goods.par else ""

    pieces = sold_by_piece(goods)
    which = tuple(Option(name, code, figure(code)) for code, name in pieces)
    known = tuple(
        Option(name, {"rows": {"product": code, "par": None}}, figure(code))
        for code, name in pieces
        if code in goods.par
    )
    what = say("Which product?", lang)
    asks = (
        Ask("rows.product", what, "choice", which),
        Ask("rows.par", say("How many should be there?", lang), "count"),
        _from_day(now),
    )
    wanted = OfferedAct(say("Say how many", lang), "relay.set_par", asks=asks)
    none = OfferedAct(
        say("No figure any more", lang),
        "relay.set_par",
        asks=(Ask("", what, "choice", known), _from_day(now)),
    )
    acts = (wanted if which else None, none if known else None)
    detail = Speech(lang).count("one product has a figure", "{count} products have a figure", len(goods.par))
    return _card("relay.par", N_("Stock that should be there"), acts, now, detail)


def _holding(rows: Rows, now: Now) -> Offer:
    lang, known = now.lang, looks.holding(rows)

    def days(carrier: str) -> str:
        row = dated.latest((one for one in known if one.carrier == carrier), now.today)
        return "" if row is None else _days(row.days, lang)

    options = tuple(
        Option(codelists.label_of("carrier", code, lang), code, days(code))
        for code in codelists.codes("carrier")
    )
    asks = (
        Ask("rows.carrier", say("Whose items?", lang), "choice", options),
        Ask("rows.days", say("How many days, from the day after the notice?", lang), "count"),
        _from_day(now),
    )
    act = OfferedAct(say("Change it", lang), "relay.set_holding", asks=asks)
    return _card("relay.holding", N_("How long items are kept"), (act,), now)


def _principals(rows: Rows, now: Now) -> Offer:
    lang, owners = now.lang, looks.principals(rows, now.today)

    called = partners.names(rows)

    def owner(code: str) -> str:
        return called.get(code) or codelists.label_of("principal", code, lang)

    def carriers(*, taken: bool) -> list[tuple[str, str, str]]:
        listed = ((code, codelists.label_of("carrier", code, lang)) for code in codelists.codes("carrier"))
        return [
            (code, label, owner(owners[code]) if code in owners else say("not taken", lang))
            for code, label in listed
            if code in owners or not taken
        ]

    whose = tuple(Option(owner(code), code) for code in known_principals(rows))
    which = say("Whose items?", lang)
    all_of_them = tuple(Option(label, code, told) for code, label, told in carriers(taken=False))
    asks = (
        Ask("rows.carrier", which, "choice", all_of_them),
        Ask("rows.principal", say("For whom are they kept?", lang), "choice", whose),
        _from_day(now),
    )
    taken = tuple(
        Option(label, {"rows": {"carrier": code, "principal": None}}, told)
        for code, label, told in carriers(taken=True)
    )
    none = (Ask("", which, "choice", taken), _from_day(now))
    acts = (
        OfferedAct(say("Change it", lang), "relay.set_principals", asks=asks),
        OfferedAct(say("Take none of them any more", lang), "relay.set_principals", asks=none)
        if taken
        else None,
    )
    return _card("relay.principals", N_("For whom each carrier's items are kept"), acts, now)


def _places(rows: Rows, now: Now) -> Offer:
    lang, listed = now.lang, list(tables.places(rows))
    # Words that name a place stand beside the journal: she reads them, the command keeps their ref.
    words = {place: spelled(place, lambda ref: personal_text(rows, ref)) for place in listed}
    more = Ask("more", say("Which ones? Several are parted by commas.", lang), "text")
    add = OfferedAct(say("Add places", lang), "relay.set_places", {"places": listed}, (more,))
    acts: list[OfferedAct] = [add]
    if listed:
        options = tuple(Option(words[place], place) for place in listed)
        stay = Ask("places", say("Which places are left out?", lang), "ticks", options)
        first = tuple(
            Option(words[place], {"places": [place, *(one for one in listed if one != place)]})
            for place in listed
        )
        acts += [
            OfferedAct(say("Leave places out", lang), "relay.set_places", asks=(stay,)),
            OfferedAct(
                say("Fill another one first", lang),
                "relay.set_places",
                asks=(Ask("", say("Which place is filled first?", lang), "choice", first),),
            ),
        ]
    return _card("relay.places", N_("Places of the shelves"), acts, now, " · ".join(words.values()))


def _product(now: Now) -> Offer:
    lang = now.lang
    families = tuple(Option(say(_FAMILIES[family], lang), family) for family in FAMILIES)
    truth = (Option(say("Yes", lang), True), Option(say("No", lang), False))
    asks = (
        Ask("rows.product", say("Its code, as La Poste's sheet has it?", lang), "text"),
        Ask("rows.label", say("What is it called?", lang), "text"),
        Ask("rows.family", say("What kind of product is it?", lang), "choice", families),
        Ask("rows.stamp", say("Is it sold by the piece?", lang), "choice", truth),
        Ask("rows.tracked", say("Has it a tracking number?", lang), "choice", truth),
    )
    act = OfferedAct(say("Describe a product", lang), "relay.set_products", asks=asks)
    pack = OfferedAct(
        say("Describe a carnet or a carton", lang),
        "relay.set_products",
        {"rows": {"stamp": True, "tracked": False}},
        (*asks[:3], Ask("rows.pack", say("How many of what are in one, such as 12 LV_20?", lang), "text")),
    )
    return _card("relay.products", N_("La Poste's products"), (act, pack), now)
