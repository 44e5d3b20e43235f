"""Settings of a nature: its prices, its kinds, when workshops come. Each from today on."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from concierge_desk.counter.cards.offers import Ask, Offer, Option
from concierge_desk.counter.texts.messages import low
from concierge_desk.counter.texts.short_dates import whole_day
from concierge_desk.counter.values.codelists import label_of
from concierge_desk.domain.money import format_amount
from concierge_desk.i18n import N_
from concierge_desk.mechanisms.entrusted.counter.trade import Trade
from concierge_desk.mechanisms.entrusted.model.facts import KindRow, PriceRow, price_on, work_of
from concierge_desk.mechanisms.entrusted.model.promise import FIRST, LAST, NOBODY, WEEKDAYS, Timetable
from concierge_desk.mechanisms.entrusted.tables import looks

_QUALITY = {"normal": N_("Days that it takes"), "express": N_("Days that it takes in a hurry")}


_PRICES = {
    "public": N_("Price, tax included?"),
    "member": N_("For members?"),
    "partner": N_("What is owed to the workshop?"),
}


def settings(trade: Trade) -> tuple[Offer, ...]:
    """Return all that a nature is set up by."""
    return (*rounds(trade), *prices(trade), *_kinds(trade))


def prices(trade: Trade) -> tuple[Offer, ...]:
    """Return the card of each kind's price; a set costs what its pieces do."""
    known = looks.kinds_on(trade.rows, trade.nature, trade.now.today)
    rows = looks.prices_of(trade.rows, trade.nature, known)
    return tuple(_price(trade, kind, rows) for kind in known.values() if not kind.tags)


def _price(trade: Trade, kind: KindRow, rows: tuple[PriceRow, ...]) -> Offer:
    work, quality = work_of(kind, trade.nature), trade.nature.qualities[0]
    held = price_on(rows, (kind.kind, work, quality), trade.today)
    asks = [
        trade.ask(f"rows.{who}", question, "cents", optional=who != "public")
        for who, question in _PRICES.items()
    ]
    now = [
        replace(ask, proposal=held and getattr(held, f"{who}_cents"))
        for who, ask in zip(_PRICES, asks, strict=True)
    ]
    first = trade.ask("rows.valid_from", N_("From which day on?"), "day", proposal=trade.today)
    fields = {"rows": {"kind": kind.kind}}
    acts = [trade.act(trade.say("Change the price"), "set_prices", fields, *now, first)]
    others = tuple(_other_work(trade))
    if others:
        label = trade.say("Other work, in a hurry")
        acts.append(trade.act(label, "set_prices", fields, *others, *asks, first))
    told = trade.say("no price yet")
    if held is not None:
        told = trade.say(
            "{price} · members {member} · workshop {partner}",
            price=format_amount(held.public_cents),
            member=format_amount(held.member_cents),
            partner=format_amount(held.partner_cents),
        )
    told = " · ".join((told, *_other_prices(trade, kind, rows)))
    return Offer(trade.code, f"{trade.code}.price:{kind.kind}", kind.label, tuple(acts), told)


def _other_prices(trade: Trade, kind: KindRow, rows: tuple[PriceRow, ...]) -> Iterator[str]:
    """Yield what other works on a kind cost, and all of them in a hurry; what has no price is not told."""
    works, qualities = trade.nature.works, trade.nature.qualities
    for quality in qualities:
        for work in works:
            held = price_on(rows, (kind.kind, work, quality), trade.today)
            if held is None or (work, quality) == (work_of(kind, trade.nature), qualities[0]):
                continue
            fast = [low(trade.say("In a hurry"))] if quality != qualities[0] else []
            what = ", ".join((low(label_of(f"{trade.code}_work", work, trade.now.lang)), *fast))
            yield f"{what} {format_amount(held.public_cents)}"


def _other_work(trade: Trade) -> Iterator[Ask]:
    works = trade.listed(f"{trade.code}_work")
    if len(works) > 1:
        yield trade.ask("rows.work", N_("Which work?"), "choice", options=works)
    if len(trade.nature.qualities) > 1:
        labels = {"normal": N_("As usual"), "express": N_("In a hurry")}
        yield trade.choice("rows.quality", N_("How fast?"), labels)


def _kinds(trade: Trade) -> tuple[Offer, ...]:
    asks = (
        trade.ask("rows.label_fr", N_("What is it called?"), "text"),
        trade.ask("rows.kind", N_("Its code, in capitals?"), "text"),
        trade.ask(
            "rows.bareme_cents", N_("What does the trade's list give for a new one?"), "cents", optional=True
        ),
    )
    act = trade.act(trade.say("Add it"), "set_kinds", {"rows": {}}, *asks)
    return (Offer(trade.code, f"{trade.code}.kind", trade.say("Another kind of things"), (act,)),)


def rounds(trade: Trade) -> tuple[Offer, ...]:
    """Return the card of each workshop's rounds, and of how long the shop's own work takes."""
    times = trade.times
    own = [("", trade.say("The shop itself"))] if trade.nature.own_work else []
    shown = (*own, *((one.partner, one.name) for one in trade.partners))
    return tuple(_round(trade, code, name, times.get(code, NOBODY)) for code, name in shown)


def _round(trade: Trade, code: str, name: str, times: Timetable) -> Offer:
    row = times.row(trade.now.today)
    leads = tuple(
        trade.ask(
            f"lead_days.{quality}",
            _QUALITY[quality],
            "count",
            proposal=(times.lead(quality, trade.now.today) or None) if row is not None else None,
        )
        for quality in trade.nature.qualities
    )
    halves = (
        {f"{one.value['weekday']}:{one.value['half_day']}": one for one in _halves(trade)} if code else {}
    )
    when = trade.ask("rounds", N_("When does it come?"), "picks", options=tuple(halves.values()))
    held = [halves[text].label for text in (row.rounds if row is not None else ()) if text in halves]
    return Offer(
        service=trade.code,
        ref=f"{trade.code}.rounds:{code}",
        title=trade.say("Rounds of {workshop}", workshop=name) if code else name,
        acts=(
            trade.act(
                trade.say("Say when it comes") if code else trade.say("Say how long it takes"),
                "set_rounds",
                {"partner": code} if code else {},
                *((when,) if code else ()),
                *leads,
            ),
        ),
        detail=" · ".join(held) if held else trade.say("not said yet"),
    )


def _halves(trade: Trade) -> Iterator[Option]:
    """Yield the half-days of a week on which the shop is open."""
    monday = trade.now.today - timedelta(days=trade.now.today.weekday())
    for n, weekday in enumerate(WEEKDAYS):
        weeks = (trade.now.calendar.slots(monday + timedelta(7 * week + n)) for week in range(4))
        slots = next(filter(None, weeks), ())
        name = whole_day(monday + timedelta(days=n), trade.now.lang).split()[0].capitalize()
        words = {FIRST: N_("{day}, first half-day"), LAST: N_("{day}, last half-day")}
        for half, label in tuple(words.items())[: len(slots)]:
            yield Option(trade.say(label, day=name), {"weekday": weekday, "half_day": half})
