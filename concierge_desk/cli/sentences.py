"""Longer answers of the command line as plain sentences and small tables."""

from collections.abc import Mapping, Sequence
from typing import Any

from concierge_desk.cli.frame import Invocation
from concierge_desk.counter.cards.offers import MOST_OFFERS
from concierge_desk.counter.core.ticket_cards import SERVICE
from concierge_desk.counter.day.by_operator import FIELD
from concierge_desk.counter.deliveries.names import export_name
from concierge_desk.counter.texts.money_words import charged_rows, covered_rows, held_rows, kept_rows
from concierge_desk.counter.texts.operator_words import operator_words
from concierge_desk.counter.texts.speech import Speech
from concierge_desk.counter.values.codelists import label_of, names
from concierge_desk.desk import catalogue
from concierge_desk.desk.delivery_calendar import state_words
from concierge_desk.domain.accounting.balance import BALANCES
from concierge_desk.domain.document import PRACTICE_MARK
from concierge_desk.domain.money import format_amount
from concierge_desk.i18n import N_

_STATES = {"open": N_("open"), "closed": N_("closed")}
_FAULTS = {
    "gap": N_("entries are missing from {seq} on"),
    "moved": N_("entry {seq} stands in the place of another"),
    "prev": N_("entry {seq} does not follow the one before it"),
    "payload": N_("the content of entry {seq} was changed"),
    "digest": N_("the digest of entry {seq} was changed"),
    "hash": N_("the hash of entry {seq} was changed"),
    "aud": N_("the audience of entry {seq} was changed"),
    "column": N_("the columns of entry {seq} do not say what it holds ({detail})"),
    "canonical": N_("entry {seq} is not written in the canonical form"),
    "order": N_("entry {seq} is dated before the one before it"),
    "signature": N_("a signature does not hold ({seq}{detail})"),
    "purge": N_("the content of entry {seq} is gone, and nothing says why"),
    "trigger": N_("the protection {detail} was removed or changed"),
    "tail": N_("the end was cut off: entries are missing from {seq} on"),
    "anchor": N_("the anchor does not hold: entry {seq} is not what was printed"),
    "lost": N_(
        "entry {seq} was lost by the restore of {day}: it was not changed, it is known from paper only"
    ),
    "elsewhere": N_(
        "the anchor of entry {seq} is of epoch {detail}, which this desk never lived: another restore goes on"
        " elsewhere, or the end was cut off before it"
    ),
    "books": N_("entry {seq} says what the other entries do not bear out ({detail})"),
    "record": N_("entry {seq} names a record that is neither there nor erased ({detail})"),
    "key": N_("the key is another one ({detail})"),
    "projection": N_("the table {detail} is not what the journal makes of it"),
    "beyond": N_(
        "the table {detail} knows of entries that the journal does not hold any more: its end was cut off"
    ),
    "schema": N_("the store's own layout was changed: {detail}"),
    "sealed": N_("the table {detail} was changed past the program"),
    "operation": N_("what was asked for in entry {seq} is not what the store remembers of it"),
    "other_key": N_(
        "the key of the backup ({detail}) is not that of the desk that is here: it was made by another desk, or by"
        " somebody who wants it to be taken for yours"
    ),
    "unsigned": N_("the backup is not signed: there is no key to compare"),
    "rebuild": N_("the tables cannot be made anew: {detail}"),
    "withheld": N_("entry {seq} belongs to the reader and is withheld"),
    "not_yours": N_("entry {seq} belongs to somebody else"),
    "missing": N_("{detail} is missing"),
    "additional": N_("{detail} does not belong into the file"),
    "changed": N_("{detail} was changed"),
}


def verdict_lines(told: Mapping[str, Any], frame: Invocation) -> str:
    """Return what `verify` found, in plain words."""
    lines = [frame.say("{entries} entries read, {signatures_checked} signatures checked.", **told)]
    if told["signatures_left_out"]:
        lines.append(frame.say("{signatures_left_out} signatures were left out.", **told))
    if told.get("dispute"):
        lines.append(frame.say(_DISPUTE, **_dispute(told["dispute"], frame)))
    lines.append(frame.say("Anchor: {anchor}. Key: {key}.", **told))
    lines += fault_lines(told["faults"], frame)
    if told.get("kept"):
        words = N_("The store was made anew from its journal. The one before is kept as evidence: {kept}.")
        lines.append(frame.say(words, kept=told["kept"]))
    if not told.get("tables", True):
        lines.append(frame.say("The tables were not compared with the journal: --tables does."))
    if told.get("journal_only"):
        lines.append(frame.say("Only journal.ndjson was read: not the tables and papers beside it."))
    if told["ok"]:
        # Of La Poste's file all is read, and one signature is over all of it; else tables and signatures may be left out.
        left_out = (
            not told["tables"] or told["signatures_left_out"]
            if "tables" in told
            else told["journal_only"] or "dispute" in told
        )
        lines.append(frame.say(N_("What was looked at holds.") if left_out else N_("Everything holds.")))
    elif any(fault["code"] != "lost" for fault in told["faults"]):
        # What a restore lost needs nobody's help: its paper is kept.
        lines.append(frame.say("Something does not hold: keep everything as it is and call for help."))
    return "\n".join(lines)


_DISPUTE = N_(
    "Dispute file about {about}, for {principal}. Entries read in clear: {clear}; by their digest alone: {digests};"
    " closed days: {days}. The papers in it were compared with their digest only."
)


def _dispute(told: Mapping[str, Any], frame: Invocation) -> dict[str, Any]:
    """Return what the line of a dispute file is filled with."""
    about = frame.say(N_("the day of {day}"), day=told["day"]) if "day" in told else told["tracking"]
    return {**told, "about": about, "days": told["closings"]}


def fault_lines(faults: Sequence[Mapping[str, Any]], frame: Invocation) -> list[str]:
    """Return a line for each fault that verify found."""
    lines = []
    for fault in faults:
        source = _FAULTS.get(fault["code"])
        if source is None:
            lines.append(f"- {frame.render(fault['code'], {'member': fault['detail']})}")
        else:
            seq = "" if fault["seq"] is None else fault["seq"]
            lines.append("- " + frame.say(source, seq=seq, detail=fault["detail"], day=fault["detail"]))
    return lines


def _money(told: Mapping[str, Any], lang: str) -> list[tuple[str, str]]:
    """Return whose money was charged; what covered, and what is held or owed then, where there ever was any."""
    closing = {fund: row["closing_cents"] for fund, row in told.get(BALANCES, {}).items()}
    rows = (
        *charged_rows(told, told["funds"], lang, {}),
        *covered_rows(told, lang),
        *held_rows(closing, lang, {}),
        *kept_rows(told["held"], lang),
    )
    return [(label, format_amount(cents)) for label, cents in rows]


def status_lines(told: Mapping[str, Any], frame: Invocation) -> str:
    """Return the figures of a day as a small table."""
    rows = [
        (frame.say("Day"), f"{told['day']} ({frame.say(_STATES[told['state']])})"),
        (frame.say("Closing"), told["number"] or "—"),
        *_closings(told.get("closings", ()), frame),
        (frame.say("Anchor"), told["anchor"] or "—"),
        (frame.say("Tickets"), f"{told['tickets']} ({frame.say('{lines} lines', **told)})"),
        *_passages(told["passages"], frame),
        *_money(told, frame.lang),
        *[
            (label_of("means", means, frame.lang), format_amount(cents))
            for means, cents in told["means"].items()
        ],
        *_cash(told["cash"], frame),
        *_operators(told.get(FIELD, {}), frame),
        *[
            line
            for service in catalogue.services()
            if (report := service.aside().report) is not None
            for line in (*report.lines(told, frame.lang), *report.stock(told, frame.lang))
        ],
        *[
            (
                export_name(one["export"], frame.lang),
                f"{one['number']}, {state_words(one['state'], frame.lang)}",
            )
            for one in told.get("deliveries", ())
        ],
    ]
    width = max(len(label) for label, _ in rows)
    lines = [f"{label:<{width}}  {value}" for label, value in rows]
    return "\n".join(_marked(told, lines))


def _operators(figures: Mapping[str, Mapping[str, int]], frame: Invocation) -> list[tuple[str, str]]:
    """Return what of a day is whose, by codes; nothing where the first operator was there alone."""
    speech = Speech(frame.lang)
    return [(code, operator_words(one, speech)) for code, one in figures.items()]


def _closings(numbers: Sequence[str], frame: Invocation) -> list[tuple[str, str]]:
    """Return all closings of a date that has several: what stands above is one of them, as --day its number."""
    return [(frame.say("Closings of this date"), ", ".join(numbers))] if numbers else []


def morning_lines(told: Mapping[str, Any], frame: Invocation) -> str:
    """Return the lists of a morning, the empty ones left out."""
    lines = _marked(told, [f"{frame.say('Day')}  {told['day']}"])
    waiting = [known for known in (*told["lists"], *told.get("beside", ())) if known["items"]]
    for known in waiting:
        lines += ["", f"{known['label']} ({len(known['items'])})", *_table(known["items"], frame)]
    return "\n".join(lines if waiting else [*lines, frame.say("Nothing stands on the lists of this day.")])


def look_lines(told: Mapping[str, Any], frame: Invocation) -> str:
    """Return what a code is, or what waits for whoever is named."""
    labels = {SERVICE: frame.say("Counter")}
    labels |= {service.code: frame.say(service.label) for service in catalogue.services()}
    lines = _marked(told, [])
    for found in told["recognised"]:
        known = [
            str(value) for name, value in found.items() if name != "service" and value not in (None, True)
        ]
        lines.append("  ".join([labels[found["service"]], *known]))
    cards = told["cards"]
    for code in dict.fromkeys(card["service"] for card in cards):
        own = [card for card in cards if card["service"] == code]
        lines += [f"{labels[code]} ({len(own)})", *_table(own, frame)]
    if len(cards) == MOST_OFFERS:
        lines.append(frame.say("There may be more: type more of the name."))
    if not told["recognised"] and not cards:
        lines.append(frame.say("Nothing waits under this name."))
    return "\n".join(lines)


def _table(items: Sequence[Mapping[str, Any]], frame: Invocation) -> list[str]:
    """Return things as lines with aligned columns: what and where, until when, what was noted."""
    rows = [
        (
            item["ref"],
            item["label"],
            item["place"],
            _state(item, frame) if "state" in item else "",
            frame.say("until {day}", day=item["deadline_day"]) if item["deadline_day"] else "",
            _last_open(item["slot"], frame) if item["slot"] else "",
            item.get("note") or "",
        )
        for item in items
    ]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(
            ["", *[cell.ljust(width) for cell, width in zip(row, widths, strict=True) if width]]
        ).rstrip()
        for row in rows
    ]


def _state(card: Mapping[str, Any], frame: Invocation) -> str:
    code = card["service"]
    aside = next((one.aside() for one in catalogue.services() if one.code == code), None)
    lists = aside.states if aside is not None and aside.states else (f"{code}_state",)
    # Of what no list says the code is told.
    said = (label_of(one, card["state"], frame.lang) for one in lists if one in names())
    return next((label for label in said if label != card["state"]), str(card["state"]))


def _last_open(slot: str, frame: Invocation) -> str:
    day, _, hours = slot.partition("T")
    return frame.say("last open {slot_day}, {hours}", slot_day=day, hours=hours.replace("/", "–"))


def _marked(told: Mapping[str, Any], lines: list[str]) -> list[str]:
    return [PRACTICE_MARK, *lines] if told["practice"] else lines


def _passages(counted: Mapping[str, Any] | None, frame: Invocation) -> list[tuple[str, str]]:
    if counted is None:
        return []
    halves = " + ".join(str(count) for count in counted["sessions"].values())
    several = len(counted["sessions"]) > 1
    return [
        (
            frame.say(N_("People who came in")),
            f"{counted['day']} ({halves})" if several else str(counted["day"]),
        )
    ]


def _cash(cash: Mapping[str, int | None], frame: Invocation) -> list[tuple[str, str]]:
    names = (
        ("float_cents", N_("Float")),
        ("expected_cents", N_("Expected in the drawer")),
        ("counted_cents", N_("Counted")),
        ("gap_cents", N_("Gap")),
    )
    shown = [(label, cash[name]) for name, label in names]
    return [(frame.say(label), "—" if cents is None else format_amount(cents)) for label, cents in shown]
