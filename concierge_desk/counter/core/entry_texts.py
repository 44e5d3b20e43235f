"""Sentences of the core's entries: tickets, drawer, day, calendar, the program's own acts. Pure.

Source: docs/wording.md, "How sentences are worded"; decision 0023.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from concierge_desk.counter.core.bank_texts import BANK_TELLINGS
from concierge_desk.counter.day.passages import COUNTED
from concierge_desk.counter.deliveries.names import export_name
from concierge_desk.counter.held.entry_texts import HELD_TELLINGS
from concierge_desk.counter.mail.entry_texts import mail_tellings
from concierge_desk.counter.papers import giving_up
from concierge_desk.counter.partners.entry_texts import PARTNER_TELLINGS
from concierge_desk.counter.privacy.entry_texts import PRIVACY_TELLINGS
from concierge_desk.counter.setup.code_words import CODE_TELLINGS, for_responsible
from concierge_desk.counter.setup.words import rates_words, set_words
from concierge_desk.counter.texts.entry_texts import (
    BESIDE,
    DAY,
    DRAWER,
    LEADS,
    OTHER,
    SALES,
    Telling,
    Tellings,
    always,
    paper_name,
)
from concierge_desk.counter.texts.messages import low, say
from concierge_desk.counter.texts.paper_dates import fund_label, payee_label
from concierge_desk.counter.texts.short_dates import said_month, short_hour
from concierge_desk.counter.texts.speech import Speech
from concierge_desk.counter.till.opening import LIST
from concierge_desk.counter.till.safe import SAFE_COUNTED, last_count
from concierge_desk.counter.values.codelists import label_of
from concierge_desk.domain.accounting.period import MONTH_CLOSED, YEAR_CLOSED
from concierge_desk.domain.charge import BY_CASH, BY_MOVE, GIVEN_UP, OPENED, OWN, moved_cents
from concierge_desk.domain.journal import Data, Posted
from concierge_desk.domain.money import format_amount
from concierge_desk.domain.ticket import PAID_IN_KIND, gives_back, is_set_off
from concierge_desk.i18n import N_
from concierge_desk.store.drawers import SET as LAID
from concierge_desk.store.leaving.deliveries import ACKNOWLEDGED, CHANNEL_SET, MADE


def core_tellings(papers: Mapping[str, str]) -> Tellings:
    """Return how the core's kinds are told.

    Args:
        papers: What each paper is called, by its prefix: English sources.
    """
    return {
        **_SALES,
        **_DRAWER,
        **_DAY,
        **_OTHER,
        **HELD_TELLINGS,
        "document.printed": Telling(_printed(papers), OTHER),
        GIVEN_UP: Telling(_given_up(papers), OTHER, words=_WHY),
        **mail_tellings(papers),
    }


def line_words(posted: Posted, _lang: str) -> str:
    """Return a line of a ticket as it was sold: ``3 × Timbre Lettre verte``."""
    line = posted.data["line"]
    pieces = abs(line["quantity_thousandths"]) / _ONE
    return line["label"] if pieces == 1 else f"{pieces:g} × {line['label']}".replace(".", ",")


def line_cents(posted: Posted) -> int:
    """Return what a line of a ticket comes to."""
    return int(posted.data["line"]["cents"])


_ONE = 1000


def _settled(posted: Posted, lang: str) -> str:
    data = posted.data
    means = dict.fromkeys(item["means"] for item in data["payments"] if not is_set_off(item))
    paid = ", ".join(low(label_of("means", code, lang)) for code in means)
    if "refunds" in data:
        return say("Ticket {ticket}: money given back for {refunds}, {how}", lang, how=paid, **_texts(data))
    if not paid:
        return say("Ticket {ticket}: nothing to pay", lang, **_texts(data))
    if gives_back(data):
        return say("Ticket {ticket}: money given back, {how}", lang, how=paid, **_texts(data))
    return say("Ticket {ticket} paid, {how}", lang, how=paid, **_texts(data))


def _means_corrected(posted: Posted, lang: str) -> str:
    # A payment that several cheques stood for has a line for each.
    first, *_between, last = posted.data["payments"]
    before, after = (label_of("means", item["means"], lang) for item in (first, last))
    words = N_("Ticket {ticket}: {after} and not {before}")
    return say(words, lang, ticket=posted.data["ticket"], before=low(before), after=low(after))


def _moved(posted: Posted, lang: str) -> str:
    data = posted.data
    words = (
        N_("Put into the drawer: {why}") if data["direction"] == "in" else N_("Taken from the drawer: {why}")
    )
    said = say(words, lang, why=low(label_of("movement", data["reason"], lang)))
    if data["fund"] == OWN:
        return said
    names = {data["fund"].partition(":")[2]: data["on_behalf"]} if "on_behalf" in data else {}
    return f"{said} ({low(fund_label(data['fund'], lang, names))})"


def _gap(gap: int | None, lang: str) -> str:
    if gap is None:
        return say("not counted", lang)
    if not gap:
        return say("no gap", lang)
    return say("gap {amount}", lang, amount=format_amount(gap))


def _counted(posted: Posted, lang: str) -> str:
    return say("Drawer counted: {gap}", lang, gap=_gap(posted.data["gap_cents"], lang))


def _safe_counted(posted: Posted, lang: str) -> str:
    told = last_count((posted,))
    counted, gap = (sum(one[name] for one in told.values()) for name in ("counted", "gap"))
    words = (
        N_("Cheques in the safe counted: {counted}, gap {gap}")
        if gap
        else N_("Cheques in the safe counted: {counted}")
    )
    return say(words, lang, counted=counted, gap=f"{gap:+d}")


def _paid_in(posted: Posted, lang: str) -> str:
    data = posted.data
    cheques = Speech(lang).count("{count} cheque", "{count} cheques", len(data["cheques"]))
    parts = [cheques] if data["cheques"] else []
    parts += [say("cash", lang)] if data["cash_cents"] else []
    return say("Taken to the bank, {sheet}: {what}", lang, sheet=data["sheet"], what=" + ".join(parts))


def _drawer_opened(posted: Posted, lang: str) -> str:
    data = posted.data
    if data["why"] is None:
        return say(_OPENED_FOR[data["reason"]], lang)
    return say("Drawer opened by hand: {why}", lang, why=low(label_of(LIST, data["why"], lang)))


_OPENED_FOR = {
    BY_CASH: N_("Drawer opened for a ticket in cash"),
    BY_MOVE: N_("Drawer opened to put cash in or take it out"),
}


def _day_closed(posted: Posted, lang: str) -> str:
    data = posted.data
    words = N_("Day closed late, {number}: {gap}") if data["late"] else N_("Day closed, {number}: {gap}")
    return say(words, lang, number=data["number"], gap=_gap(data["cash"]["gap_cents"], lang))


def _month_closed(posted: Posted, lang: str) -> str:
    data = posted.data
    days = Speech(lang).count("{count} business day", "{count} business days", len(data["days"]))
    month = said_month(data["month"], lang)
    return say("Month closed, {month}, {number}: {days}", lang, month=month, number=data["number"], days=days)


def _year_closed(posted: Posted, lang: str) -> str:
    data = posted.data
    months = Speech(lang).count(
        "{count} month", "{count} months", len({one["month"] for one in data["months"]})
    )
    words = N_("Fiscal year from {day_from} to {day_to} closed, {number}: {months}")
    return say(words, lang, months=months, **{name: data[name] for name in ("day_from", "day_to", "number")})


def _laid(posted: Posted, lang: str) -> str:
    data = posted.data
    whose = ", ".join(low(fund_label(fund, lang)) for fund in data["funds"])
    if not whose:
        return say("Drawer {drawer}: nothing of its own any more", lang, drawer=data["drawer"])
    if "payee" in data:
        payee = payee_label(data["payee"], lang)
        words = N_("Drawer {drawer}: {whose}, paid by card and cheque to {payee}")
        return say(words, lang, drawer=data["drawer"], whose=whose, payee=payee)
    return say("Drawer {drawer}: {whose}", lang, drawer=data["drawer"], whose=whose)


def _abandoned(posted: Posted, lang: str) -> str:
    acts = len(posted.data["acts"])
    # No plural of French: there nought is one, and the one is said in words.
    return say(
        N_("Visit given up, {acts} lines") if acts != 1 else N_("Visit given up, one line"), lang, acts=acts
    )


def _passages(posted: Posted, lang: str) -> str:
    # What takes some back says of how many.
    count = abs(posted.data["count"])
    return Speech(lang).count("{count} person came in", "{count} people came in", count)


_HANDED_ON = N_("{paper} handed to a printer of sheets")


def _printed(papers: Mapping[str, str]) -> Callable[[Posted, str], str]:
    def tell(posted: Posted, lang: str) -> str:
        name = paper_name(posted.data["document"], papers, lang)
        words = N_("{paper} printed again") if posted.data["copy"] else N_("{paper} printed")
        if posted.data.get("by_queue"):
            words = N_("{paper} handed again to a printer of sheets") if posted.data["copy"] else _HANDED_ON
        if posted.data.get("cut_off"):
            words = N_("{paper} begun: the printer was cut off")
        return say(words, lang, paper=name)

    return tell


def _given_up(papers: Mapping[str, str]) -> Callable[[Posted, str], str]:
    def tell(posted: Posted, lang: str) -> str:
        why = label_of(giving_up.LIST, posted.data["reason"], lang)
        name = paper_name(posted.data["document"], papers, lang)
        return say("{paper} not printed: {why}", lang, paper=name, why=low(why))

    return tell


def _exported(posted: Posted, lang: str) -> str:
    whose = posted.data.get("name") or label_of("principal", posted.data["principal"], lang)
    return say("Report for {whose} written, day of {day}", lang, whose=whose, day=posted.data["day"])


def _channel_set(posted: Posted, lang: str) -> str:
    words = _CHANNELS.get(posted.data["channel"], _CHANNELS["none"])
    return say(words, lang, file=export_name(posted.data["export"], lang))


_CHANNELS = {
    "folder": N_("{file} leaves by itself, into a folder"),
    "sftp": N_("{file} leaves by itself, to a server"),
    "mail": N_("{file} leaves by itself, by mail"),
    "none": N_("{file} leaves by itself no more"),
}


def _delivered(posted: Posted, lang: str) -> str:
    data = posted.data
    words = N_("{file} delivered again, {number}") if data["again"] else N_("{file} delivered, {number}")
    return say(words, lang, file=export_name(data["export"], lang), number=data["number"])


def _acknowledged(posted: Posted, lang: str) -> str:
    words = N_("{file} came, they say: {number}")
    file = export_name(posted.data["export"], lang)
    return say(words, lang, file=file, number=posted.data["number"])


def _dispute(posted: Posted, lang: str) -> str:
    data = posted.data
    if "day" in data:
        return say(N_("Dispute file about the day of {day} written"), lang, day=data["day"])
    return say(N_("Dispute file about {tracking} written"), lang, tracking=data["tracking"])


def _everything(posted: Posted, lang: str) -> str:
    return say(
        N_("Everything copied into open files, names included")
        if posted.data["names"]
        else N_("Everything copied into open files, without names"),
        lang,
    )


def _doubted(posted: Posted, lang: str) -> str:
    """Return what was found not to hold: the last entry or an anchor, or only what guards them."""
    lasting = any(str(what).startswith(("head ", "anchor ", "entry ")) for what in posted.data["what"])
    apart = N_("The journal was found to be another one: it goes on apart")
    return say(apart if lasting else N_("The journal's locks were found altered"), lang)


def _at_hour(message: str) -> Callable[[Posted, str], str]:
    """Return what fills a sentence with the day and hour of the entry."""

    def tell(posted: Posted, lang: str) -> str:
        at = posted.local
        return say(message, lang, day=at.date().isoformat(), hour=short_hour(at.time(), lang))

    return tell


def _grid_set(posted: Posted, lang: str) -> str:
    return say("Opening hours from {from_day} on", lang, from_day=posted.data["valid_from"])


def _closed_on(posted: Posted, lang: str) -> str:
    data, why = posted.data, low(label_of("closure", posted.data["reason"], lang))
    if "until_day" in data:
        words = N_("The shop stays closed from {day} to {until_day}: {why}")
        return say(words, lang, day=data["day"], until_day=data["until_day"], why=why)
    return say("The shop stays closed on {day}: {why}", lang, day=data["day"], why=why)


def _reopened_on(posted: Posted, lang: str) -> str:
    data = posted.data
    if "until_day" in data:
        words = N_("The shop opens from {day} to {until_day} after all")
        return say(words, lang, day=data["day"], until_day=data["until_day"])
    return say("The shop opens on {day} after all", lang, day=data["day"])


def _texts(data: Data) -> dict[str, Any]:
    return {name: data[name] for name in ("ticket", "refunds") if name in data}


def _with(message: str, names: Sequence[str]) -> Callable[[Posted, str], str]:
    """Return what fills a sentence with some fields of the entry."""
    return lambda posted, lang: say(message, lang, **{name: posted.data.get(name) for name in names})


def _cents(name: str) -> Callable[[Posted], int]:
    """Return what reads an amount of the entry."""
    return lambda posted: int(posted.data[name])


_WHY = {"note": N_("Reason")}
"""What is typed where a code of the list says *other*."""

_SALES: Tellings = {
    "till.settled": Telling(_settled, SALES, _cents("due_cents"), LEADS, _WHY),
    "till.means_corrected": Telling(
        _means_corrected, SALES, lambda posted: int(posted.data["payments"][-1]["cents"]), words=_WHY
    ),
    "visit.noted": Telling(always(N_("Note of services given before payment")), SALES, _cents("total_cents")),
    "visit.abandoned": Telling(_abandoned, SALES),
}
_DRAWER: Tellings = {
    "till.moved": Telling(_moved, DRAWER, lambda posted: moved_cents(posted.data), words=_WHY),
    "till.counted": Telling(_counted, DRAWER, _cents("counted_cents")),
    SAFE_COUNTED: Telling(_safe_counted, DRAWER),
    PAID_IN_KIND: Telling(
        _paid_in,
        DRAWER,
        lambda posted: -int(posted.data["cheques_cents"] + posted.data["cash_cents"]),
        weight=LEADS,
    ),
    **BANK_TELLINGS,
    OPENED: Telling(_drawer_opened, DRAWER, words=_WHY),
    LAID: Telling(_laid, DRAWER),
}
_DAY: Tellings = {
    "day.opened": Telling(
        _with(N_("Day of {day} opened, with a float"), ("day",)), DAY, _cents("float_cents")
    ),
    "day.closed": Telling(_day_closed, DAY, weight=LEADS, words={"gap_note": N_("Reason for the gap")}),
    MONTH_CLOSED: Telling(_month_closed, DAY, weight=LEADS),
    YEAR_CLOSED: Telling(_year_closed, DAY, weight=LEADS),
    "session.closed": Telling(_at_hour(N_("First half of the day ended, {hour}")), DAY, weight=LEADS),
    "session.opened": Telling(_at_hour(N_("Second half of the day begun, {hour}")), DAY),
}
_OTHER: Tellings = {
    "desk.commissioned": Telling(always(N_("The desk was set up")), OTHER, weight=LEADS),
    "software.updated": Telling(_with(N_("Version {software} of the program goes on"), ("software",)), OTHER),
    "settings.set": Telling(set_words, OTHER),
    "calendar.grid_set": Telling(_grid_set, OTHER),
    "calendar.closed_on": Telling(_closed_on, OTHER, words=_WHY),
    "calendar.reopened_on": Telling(_reopened_on, OTHER),
    "vat.imported": Telling(rates_words, OTHER),
    "clock.set_back": Telling(
        always(N_("The PC's clock went back: the journal did not")), OTHER, weight=BESIDE
    ),
    # Not with openings and closings: whoever looks for these would find everybody who came in.
    COUNTED: Telling(_passages, OTHER),
    "clock.corrected": Telling(
        for_responsible(_at_hour(N_("The clock was set right: {day}, {hour}"))), OTHER
    ),
    "backup.made": Telling(always(N_("Copy made, and read back")), OTHER),
    "store.restored": Telling(always(N_("A copy was put back in place")), OTHER, weight=LEADS),
    "integrity.failed": Telling(_doubted, OTHER),
    "integrity.restored": Telling(always(N_("The journal's locks are whole again")), OTHER),
    "export.made": Telling(_exported, OTHER),
    **PARTNER_TELLINGS,
    "everything.exported": Telling(_everything, OTHER),
    "dispute.exported": Telling(_dispute, OTHER),
    **PRIVACY_TELLINGS,
    **CODE_TELLINGS,
    CHANNEL_SET: Telling(_channel_set, OTHER),
    MADE: Telling(_delivered, OTHER),
    ACKNOWLEDGED: Telling(_acknowledged, OTHER),
}
