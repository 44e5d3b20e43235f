"""Taking in: what is brought is named by its numbers; what is noted of a piece is asked where she wants it."""

from collections.abc import Callable, Iterator, Mapping

from concierge_desk.counter.cards.name_search import matcher
from concierge_desk.counter.cards.nature_stays import whom
from concierge_desk.counter.cards.offers import FURTHER, Ask, Offer, OfferedAct, Option
from concierge_desk.counter.values.codelists import label_of
from concierge_desk.domain.money import format_amount
from concierge_desk.i18n import N_
from concierge_desk.mechanisms.entrusted.counter.trade import Trade
from concierge_desk.mechanisms.entrusted.model.facts import KindRow, PriceRow, price_on, work_of
from concierge_desk.mechanisms.entrusted.model.promise import NOBODY
from concierge_desk.mechanisms.entrusted.tables import looks

TAKE_IN = "take_in"


def offers(trade: Trade) -> tuple[Offer, ...]:
    """Return how things are taken in; nothing where no kind has a price, or nobody works on it yet."""
    kinds, partners = _kinds(trade), _partners(trade)
    if not kinds or partners is None:
        return ()
    title, label = trade.say(trade.nature.label), trade.say("Take in")
    acts = [_act(trade, label, kinds, partners)]
    if len(trade.nature.qualities) > 1:
        other = (*partners, *_promise(trade))
        acts.append(_act(trade, trade.say("Take in, in a hurry or for a day"), kinds, other))
    return (Offer(trade.code, f"{trade.code}.{TAKE_IN}", title, tuple(acts), label),)


def _promise(trade: Trade) -> tuple[Ask, ...]:
    """Return what is asked of how fast it goes, and of a day that is promised."""
    fast = {"normal": N_("As usual"), "express": N_("In a hurry")}
    day = N_("For which day? Enter alone: as the rounds have it.")
    return (
        trade.choice("quality", N_("How fast?"), fast, trade.nature.qualities[-1]),
        trade.ask("promised_day", day, "day", optional=True),
    )


def every(trade: Trade) -> tuple[Offer, ...]:
    """Return how anything is taken in, then how each kind is."""
    return (*offers(trade), *_of_kinds(trade, lambda _label: True))


def of_word(trade: Trade, text: str) -> tuple[Offer, ...]:
    """Return how things of a kind are taken in that goes by a word."""
    return _of_kinds(trade, matcher(text))


def _of_kinds(trade: Trade, goes_by: Callable[[str], bool]) -> tuple[Offer, ...]:
    partners = _partners(trade)
    if partners is None:
        return ()
    label, found = trade.say("Take in"), []
    for option in _kinds(trade):
        if goes_by(option.label):
            act = _act(trade, label, (option,), partners)
            ref = ":".join((f"{trade.code}.{TAKE_IN}", *option.value.values()))
            # What goes by a word is of several trades: a coat is cleaned, or lined.
            told = " · ".join(filter(None, (trade.say(trade.nature.label), option.detail)))
            found.append(Offer(trade.code, ref, option.label, (act,), told))
    return tuple(found)


def _act(trade: Trade, label: str, kinds: tuple[Option, ...], partners: tuple[Ask, ...]) -> OfferedAct:
    who = whom(trade, N_("Whose is it? Scan the card, or type the name."))
    noted = Option(trade.say("Note something of it: a stain, its colour, what it is worth"), FURTHER)
    several = trade.ask("pieces", N_("What is brought?"), "picks", options=(*kinds, noted))
    return trade.act(label, TAKE_IN, {}, who, several, *partners)


def _partners(trade: Trade) -> tuple[Ask, ...] | None:
    """Return what is asked of who works on it: nothing where that is sure; None where nobody does."""
    times, today = trade.times, trade.now.today
    comes = [one for one in trade.partners if times.get(one.partner, NOBODY).comes(today)]
    options = {one.partner: one.name for one in comes}
    if comes and trade.nature.own_work:
        which = N_("Which workshop? Enter alone: it is done here.")
        named = trade.options(options)
        return (trade.ask("partner", which, "choice", options=named, optional=True),)
    if trade.nature.own_work or len(comes) == 1:
        return ()
    return (trade.choice("partner", N_("Which workshop?"), options, comes[0].partner),) if comes else None


def _kinds(trade: Trade) -> tuple[Option, ...]:
    """Return what may be brought, each work with its price: what has none yet is not."""
    known = looks.kinds_on(trade.rows, trade.nature, trade.now.today)
    prices = looks.prices_of(trade.rows, trade.nature, known)
    plain, others = tuple(_noted(trade)), tuple(_noted(trade, works=False))
    found = []
    for kind in known.values():
        first, *further = kind.works or trade.nature.works
        cents = _cents(trade, kind, known, prices)
        if cents is not None or trade.nature.quote:
            asks = (*_seen(trade, kind), *plain)
            found.append(Option(kind.label, {"kind": kind.kind}, _priced(trade, first, cents), asks))
        for work in further:
            cents = _cents(trade, kind, known, prices, work)
            if cents is not None:
                value, asks = {"kind": kind.kind, "work": work}, (*_seen(trade, kind), *others)
                found.append(Option(kind.label, value, _priced(trade, work, cents), asks))
    return tuple(found)


def _priced(trade: Trade, work: str, cents: int | None) -> str:
    """Return what is done for a price; the work where a trade does several."""
    told = [label_of(f"{trade.code}_work", work, trade.now.lang)] if len(trade.nature.works) > 1 else []
    return " · ".join((*told, *([] if cents is None else [format_amount(cents)])))


def _cents(
    trade: Trade,
    kind: KindRow,
    known: Mapping[str, KindRow],
    prices: tuple[PriceRow, ...],
    work: str = "",
) -> int | None:
    """Return the price of a work on a kind, of a set that of its pieces; None where one has none.

    Args:
        trade: The nature.
        kind: What is brought.
        known: All kinds.
        prices: All prices.
        work: What is done; what is mostly done to each piece where it is empty.
    """
    total = 0
    for one in kind.tags or (kind.kind,):
        if one not in known:
            return None
        sought = (one, work or work_of(known[one], trade.nature), trade.nature.qualities[0])
        found = price_on(prices, sought, trade.today)
        if found is None:
            return None
        total += found.public_cents
    return total


def _seen(trade: Trade, kind: KindRow) -> Iterator[Ask]:
    """Yield what is asked of every piece of a kind, whether something is noted of it or not."""
    if kind.kind in trade.nature.proof:
        yes = (Option(trade.say("Yes"), value=True),)
        seen = N_("Did you see the owner's card of this key?")
        yield trade.ask("proof", seen, "choice", options=yes, proposal=True, seen=True, always=True)
    if trade.nature.fnuci:
        yield trade.ask("fnuci", N_("Number of the bike?"), "text", optional=True, always=True)


def _noted(trade: Trade, *, works: bool = True) -> Iterator[Ask]:
    """Yield what is asked of a piece: what there is to note, then that alone; other works where none was said."""
    nature = trade.nature
    where = trade.ask(
        "position", N_("Where?"), "choice", options=trade.listed(nature.positions), optional=True
    )
    reserves = tuple(
        Option(one.label, {"reserve": one.value}, asks=(where,)) for one in trade.listed(nature.reserves)
    )
    colours, fabrics = trade.listed("entrusted_colour"), trade.listed("entrusted_fabric")
    things = trade.listed("entrusted_accessory")
    asked = {
        N_("What is wrong with it"): trade.ask("reserves", N_("What is wrong?"), "picks", options=reserves),
        N_("Colour"): trade.ask("colour", N_("Which colour?"), "choice", options=colours),
        N_("Fabric"): trade.ask("fabric", N_("Which fabric?"), "choice", options=fabrics),
        N_("What comes with it"): trade.ask(
            "accessories", N_("What comes with it?"), "picks", options=things
        ),
        N_("What it is worth"): trade.ask("declared_cents", N_("What is it worth?"), "cents"),
        N_("Its age"): trade.ask("age_years", N_("How many years old?"), "count"),
        N_("Brand"): trade.ask("brand", N_("Which brand?"), "text"),
        N_("A remark"): trade.ask("note", N_("What is there to say?"), "text"),
    }
    others = tuple(Option(one.label, one.value) for one in trade.listed(f"{trade.code}_work"))
    if works and len(others) > 1:
        asked[N_("Other work")] = trade.ask("work", N_("What is done to it?"), "choice", options=others)
    options = tuple(Option(trade.say(label), label, asks=(ask,)) for label, ask in asked.items())
    yield trade.ask("", N_("What is there to note?"), "picks", options=options, optional=True)
