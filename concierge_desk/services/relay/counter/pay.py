"""Cards of what principals pay: the rows, set one by one, and a month's statement as it is typed.

Source: decision 0077.
"""

from collections.abc import Iterable

from concierge_desk.counter.cards.offers import Ask, Now, Offer, OfferedAct, Option
from concierge_desk.counter.cards.words import say
from concierge_desk.counter.rows import Rows
from concierge_desk.counter.texts.speech import Speech
from concierge_desk.counter.values import codelists
from concierge_desk.counter.values.kinds import Unreadable
from concierge_desk.counter.values.months import Month
from concierge_desk.domain.dated import row_data
from concierge_desk.domain.money import format_amount
from concierge_desk.i18n import N_
from concierge_desk.services.relay.counter.items import SERVICE
from concierge_desk.services.relay.model.numbers import LAPOSTE
from concierge_desk.services.relay.model.pay import rows as pay
from concierge_desk.services.relay.model.pay import words
from concierge_desk.services.relay.model.pay.rows import PayRow
from concierge_desk.services.relay.tables import pay as tables
from concierge_desk.services.relay.tables.dated_settings import known_principals
from concierge_desk.store import partners

PAGE, DOOR, CARD, STATEMENT = "relay_pay", "relay.pay", "relay.pay_rows", "relay.statement"
"""The page of it; what its door, the card of the rows and, before principal and month, that of a statement are found by."""

_FIXED = "FIXED"
_LA_POSTES_CENTS = 39_100
"""What La Poste pays a month. Source: docs/trade.md, "Pay of the relay"."""


def found(rows: Rows, code: str, now: Now) -> tuple[Offer, ...]:
    """Return the card that a page asks for: of the rows, or of a month's statement."""
    if code == CARD:
        return (rows_card(rows, now),)
    if code == DOOR:
        return (door(now),)
    kind, *place = code.split(":")
    if kind != STATEMENT or len(place) != len(("principal", "month")):
        return ()
    principal, month = place
    try:
        return (_statement(rows, principal, Month().read(month), now),)
    except Unreadable:
        return ()


def door(now: Now) -> Offer:
    """Return the card that leads to the page: the shelf shows its door, and asks the store nothing for it."""
    leads = OfferedAct(say("What that comes to, month by month", now.lang), leads=PAGE)
    return Offer(SERVICE, DOOR, say("Remuneration", now.lang), (leads,))


def name_of(rows: Rows, principal: str, lang: str) -> str:
    """Return what a principal is called."""
    return partners.names(rows).get(principal) or codelists.label_of("principal", principal, lang)


def rows_card(rows: Rows, now: Now) -> Offer:
    """Return the card by which it is said what principals pay."""
    lang = now.lang
    held = {
        principal: [row for row in tables.pay_rows(rows, principal) if row.holds(now.today)]
        for principal in known_principals(rows)
    }
    count = sum(map(len, held.values()))
    acts = (
        *_proposed(held.get(LAPOSTE, ()), now),
        *_new(rows, now),
        *_ended(rows, now),
    )
    detail = Speech(lang).count("one line is paid today", "{count} lines are paid today", count)
    return Offer(SERVICE, CARD, say("What carriers pay", lang), acts, detail)


def _proposed(held: Iterable[PayRow], now: Now) -> tuple[OfferedAct, ...]:
    """Return the act that takes what is known of La Poste, as long as nothing of it is paid by the month."""
    if any(row.basis == pay.MONTH for row in held):
        return ()
    amount = format_amount(_LA_POSTES_CENTS)
    row = {"code": _FIXED, "basis": pay.MONTH, "cents": _LA_POSTES_CENTS}
    label = say("La Poste pays {amount} a month", now.lang, amount=amount)
    return (OfferedAct(label, "relay.set_pay", {"principal": LAPOSTE, "rows": row}, _of_agreement(now)),)


def _of_agreement(now: Now) -> tuple[Ask, Ask]:
    first = now.today.replace(day=1).isoformat()
    return (
        Ask("rows.valid_from", say("From which day on?", now.lang), "day", proposal=first),
        Ask(
            "rows.source",
            say("Where does it stand?", now.lang),
            "text",
            proposal=say("Contract with the carrier", now.lang),
        ),
    )


def _new(rows: Rows, now: Now) -> tuple[OfferedAct, ...]:
    """Return the acts that set a row: by the act, per mille, by the month."""
    lang = now.lang
    whose = tuple(Option(name_of(rows, code, lang), code) for code in known_principals(rows))
    who = Ask("principal", say("Who pays?", lang), "choice", whose)

    def which(words_of: Iterable[str]) -> Ask:
        # The code of a line is what it is paid for: nobody has to find one.
        options = tuple(
            Option(say(words.OF[of], lang), {"rows.of": of, "rows.code": of.upper()}) for of in words_of
        )
        return Ask("", say("For what?", lang), "choice", options)

    bases = (
        Option(say("With VAT", lang), pay.TTC),
        Option(say("Without VAT", lang), pay.HT),
    )
    each = Ask("rows.cents", say("How much each, without VAT?", lang), "cents")
    mille = Ask("rows.per_mille", say("How many per mille?", lang), "count")
    base = Ask("rows.base", say("Of sales with VAT, or without?", lang), "choice", bases, proposal=pay.TTC)
    monthly = Ask("rows.cents", say("How much a month, without VAT?", lang), "cents")
    code = Ask("rows.code", say("What is the line called?", lang), "text", proposal=_FIXED)
    ends = _of_agreement(now)
    made = (
        (N_("Paid by the act"), pay.ACT, (which(pay.ACTS), each)),
        (N_("Paid per mille of sales"), pay.PER_MILLE, (which(pay.CHARGES), mille, base)),
        (N_("Paid by the month"), pay.MONTH, (code, monthly)),
    )
    return tuple(
        OfferedAct(say(label, lang), "relay.set_pay", {"rows": {"basis": basis}}, (who, *asks, *ends))
        for label, basis, asks in made
    )


def _ended(rows: Rows, now: Now) -> tuple[OfferedAct, ...]:
    """Return the act that gives a row its last day; another may follow it."""
    lang = now.lang
    options = tuple(
        Option(
            f"{name_of(rows, principal, lang)} · {words.row_words(row, lang)}",
            {"principal": principal, "rows": _given(row)},
        )
        for principal in tables.payers(rows)
        for row in tables.pay_rows(rows, principal)
        if row.valid_to is None
    )
    if not options:
        return ()
    which = Ask("", say("Which line ends?", lang), "choice", options)
    until = Ask("rows.valid_to", say("Its last day?", lang), "day", proposal=now.today.isoformat())
    return (
        OfferedAct(say("A line ends, or changes after a day", lang), "relay.set_pay", asks=(which, until)),
    )


def _given(row: PayRow) -> dict[str, object]:
    """Return a row as the command takes it."""
    return {name: value for name, value in row_data(row).items() if value is not None}


def _statement(rows: Rows, principal: str, month: str, now: Now) -> Offer:
    """Return the card by which a month's statement is typed: each line beside what is expected, then one more."""
    lang = now.lang
    noted = {line.code: line.cents for line in tables.statement(rows, principal, month)}
    expected = tables.expected(rows, principal, month)
    ours, called = expected.by_code, {line.row.code: words.what(line.row, lang) for line in expected.lines}
    question = N_("{line}: how much do they pay, without VAT? Expected: {amount}")
    asks = [
        Ask(
            f"lines.{code}",
            say(question, lang, line=called.get(code, code), amount=format_amount(ours.get(code, 0))),
            "cents",
            proposal=noted.get(code, ours.get(code, 0)),
        )
        for code in {**ours, **noted}
    ]
    more = (
        Ask(
            "more.code",
            say("Another line of theirs? Its name; nothing for none.", lang),
            "text",
            optional=True,
            ends=True,
        ),
        Ask("more.cents", say("How much do they pay for it, without VAT?", lang), "cents"),
    )
    fields = {"principal": principal, "month": month, "lines": {}}
    act = OfferedAct(say("Type it line by line", lang), "relay.note_statement", fields, (*asks, *more))
    title = say(
        "Statement of {name}, {month}",
        lang,
        name=name_of(rows, principal, lang),
        month=words.month_name(month, lang),
    )
    return Offer(
        SERVICE,
        f"{STATEMENT}:{principal}:{month}",
        title,
        (act,),
        rule=say("Their statement gives amounts without VAT, line by line.", lang),
    )
