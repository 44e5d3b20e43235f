"""The closing on paper, Z; pure, from its entry and the settings of its time.

Source: docs/contract.md, "Documents"; docs/requirements.md, "Closing record"; decisions 0044, 0089.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from concierge_desk.counter.context import Settings
from concierge_desk.counter.day.by_operator import FIELD
from concierge_desk.counter.papers.done_by import done_by
from concierge_desk.counter.papers.tickets import Sealed, letterhead, vat_table, version_line
from concierge_desk.counter.texts.money_words import charged_rows, covered_rows, held_rows, kept_rows
from concierge_desk.counter.texts.paper_dates import day_text, instant_line, payee_label, rate_text
from concierge_desk.counter.till.safe import SAFE
from concierge_desk.counter.values.codelists import label_of
from concierge_desk.domain.accounting.balance import BALANCES, closing_balances
from concierge_desk.domain.document import (
    Block,
    Column,
    Document,
    Gap,
    Heading,
    Pair,
    Paragraph,
    Rule,
    Signature,
    Table,
)
from concierge_desk.domain.money import format_amount, summed
from concierge_desk.i18n import N_, fr


def zed(sealed: Sealed, settings: Settings, copy: int) -> Document:
    """Draw a closing: everything of its record that a person signs, the sums that people look for first."""
    closed = sealed.posted[-1]
    data = closed.data
    title = fr("Closing of the day")
    late: list[Block] = [Paragraph(fr("Closed late"), emphasis=True)] if data["late"] else []
    blocks: list[Block] = [
        *letterhead(settings),
        Heading(f"{title} {data['number']}"),
        Pair(fr("Day"), day_text(data["day"]), strong=True),
        Pair(fr("Closed"), instant_line(closed)),
        *done_by(closed),
        *late,
        Rule(),
        *_money(data),
        Rule(),
        *_cash(data),
        *_beside_cash(data),
        *_held(data),
        Rule(),
        *_cumulated(data),
        Rule(),
        *_counts(data),
        *[Paragraph(sentence, emphasis=True) for sentence in sealed.said],
        *_operators(data, sealed.operators),
        Rule(),
        Pair(fr("Entries"), f"{data['seq_from']}–{data['seq_to']}"),
        Pair(fr("Previous closing"), data["previous"]["number"] if data["previous"] else "—"),
        Pair(fr("Anchor"), sealed.anchor, strong=True),
        *([Pair(fr("Fingerprint of the key"), sealed.fingerprint)] if sealed.fingerprint else []),
        version_line(sealed),
        Gap(),
        Signature(fr("Signature")),
    ]
    return Document("z", data["number"], title, "roll80", tuple(blocks), settings.practice, copy)


def unnamed(sealed: Sealed) -> Sealed:
    """Return what it is drawn from without the names of operators."""
    return replace(sealed, operators={})


def _money(data: Mapping[str, Any]) -> list[Block]:
    """Return what the day came to, then by which means and whose it is: what is nothing is left out.

    Sales and returns are told each, even where there are none (docs/requirements.md, R-1.11).
    """
    vat: list[Block] = [Gap(), vat_table(data["vat"])] if data["vat"] else []
    taken = sum(row["net_cents"] for row in data["means"])
    names = {row["principal"]: row["name"] for row in data["third_parties"] if "name" in row}
    return [
        _total(fr("Taken"), taken),
        *_amounts((label_of("means", row["means"], "fr"), row["net_cents"]) for row in data["means"]),
        Gap(),
        *[
            Pair(label, format_amount(cents), strong=True)
            for label, cents in charged_rows(
                data, {row["fund"]: row["cents"] for row in data["funds"]}, "fr", names
            )
        ],
        Pair(fr("Sales"), format_amount(data["sales_cents"])),
        Pair(fr("Returns"), format_amount(data["returns_cents"])),
        *_amounts([(fr("Discounts"), data["discounts_cents"])]),
        *vat,
    ]


def _total(label: str, cents: int) -> Pair:
    """Return a sum that people look for."""
    return Pair(label, format_amount(cents), strong=True, size="large")


def _amounts(told: Iterable[tuple[str, int]]) -> list[Block]:
    """Return amounts with their labels, those that are something."""
    return [Pair(label, format_amount(cents)) for label, cents in told if cents]


def _counts(data: Mapping[str, Any]) -> list[Block]:
    """Return how many; tickets that were not printed even where there are none (docs/requirements.md, R-1.21)."""
    counts = data["counts"]
    first = f"{data['first_ticket']} – {data['last_ticket']}" if data["first_ticket"] else "—"
    return [
        Pair(fr("Tickets"), str(counts["tickets"]), strong=True),
        Paragraph(first),
        Pair(fr("Lines"), str(counts["lines"])),
        Pair(fr("Tickets not printed"), str(counts["not_printed"])),
        *_openings(counts),
        *[
            Pair(fr(label), str(counts.get(name, usual)))
            for name, label, usual in _UNUSUAL
            if counts.get(name, usual) != usual
        ],
        *_unreadable(data),
    ]


def _operators(data: Mapping[str, Any], names: Mapping[str, str]) -> list[Block]:
    """Return who was at the counter and what of the day is whose; nothing where it was one of them alone."""
    rows = data.get(FIELD, ())
    if len(rows) < _SEVERAL:
        return []
    return [
        Rule(),
        Paragraph(fr("Who was at the counter"), emphasis=True),
        *[block for row in rows for block in _operator(row, names)],
    ]


_SEVERAL = 2


def _operator(row: Mapping[str, Any], names: Mapping[str, str]) -> list[Block]:
    counts = [(fr("Refunds"), row["refunds"]), (fr("Corrections"), row["corrections"])]
    code = row["operator"]
    return [
        Gap(),
        Paragraph(f"{names[code]} ({code})" if code in names else code),
        Pair(fr("Tickets"), str(row["tickets"])),
        Pair(fr("Amount of the tickets"), format_amount(row["cents"])),
        *[Pair(label, str(count)) for label, count in counts if count],
    ]


def _openings(counts: Mapping[str, int | None]) -> list[Block]:
    """Return how often the drawer was opened, even where it never was; nothing where none is connected."""
    told = [(label, counts.get(name)) for name, label in _OPENINGS]
    return [Pair(fr(label), str(count)) for label, count in told if count is not None]


_OPENINGS = (
    ("drawer_pulses", N_("Drawer openings")),
    ("drawer_pulses_by_hand", N_("By hand, among them")),
)

# Told only when it is not the usual count: a Z is read at the end of a long day.
_UNUSUAL = (
    ("duplicates", N_("Reprints"), 0),
    ("papers_given_up", N_("Papers given up"), 0),
    ("passages", N_("People who came in"), 0),
    ("abandoned", N_("Abandoned visits"), 0),
    ("from_paper", N_("Acts entered from paper"), 0),
    ("parked", N_("Visits kept for another day"), 0),
    ("sessions", N_("Sessions"), 1),
)


def _unreadable(data: Mapping[str, Any]) -> list[Block]:
    if "unreadable" not in data:
        return []
    sentence = fr("Entries that could not be read and are not counted: {entries}.")
    return [Paragraph(sentence.format(entries=", ".join(map(str, data["unreadable"]))), emphasis=True)]


def _cash(data: Mapping[str, Any]) -> list[Block]:
    cash = data["cash"]
    blocks: list[Block] = [
        Pair(fr("Float"), format_amount(cash["float_cents"])),
        *_amounts([(fr("Difference from the last closing"), cash.get("opening_gap_cents", 0))]),
        *_amounts([(fr("Drawer movements"), cash["moved_cents"])]),
        Pair(fr("Expected in the drawer"), format_amount(cash["expected_cents"])),
    ]
    if cash["counted_cents"] is None:
        blocks.append(Paragraph(fr("Not counted"), emphasis=True))
    else:
        blocks += [
            Pair(fr("Counted"), format_amount(cash["counted_cents"])),
            Pair(fr("Gap"), format_amount(cash["gap_cents"]), strong=True),
        ]
    if data["gap_reason"]:
        blocks.append(Pair(fr("Reason"), label_of("gap_reason", data["gap_reason"], "fr")))
    return [*blocks, *[block for row in data.get("drawers", ()) for block in _drawer(row)]]


def _drawer(row: Mapping[str, Any]) -> list[Block]:
    """Return one of several drawers, behind their sums."""
    counted = row["counted_cents"]
    blocks: list[Block] = [
        Gap(),
        Paragraph(fr("Drawer {drawer}").format(drawer=row["drawer"]), emphasis=True),
        Pair(fr("Float"), format_amount(row["float_cents"])),
        *_amounts([(fr("Drawer movements"), row["moved_cents"])]),
        Pair(fr("Expected in the drawer"), format_amount(row["expected_cents"])),
    ]
    if counted is None:
        return [*blocks, Paragraph(fr("Not counted"), emphasis=True)]
    return [
        *blocks,
        Pair(fr("Counted"), format_amount(counted)),
        Pair(fr("Gap"), format_amount(row["gap_cents"])),
    ]


def _beside_cash(data: Mapping[str, Any]) -> list[Block]:
    """Return the cheques and the card terminal's total, where there were any and somebody looked."""
    return [
        *_cheques(data.get("cheques")),
        *_safe(data.get("held"), data.get(SAFE)),
        *_card(data.get("card")),
        *_payees(data),
    ]


def _safe(told: Mapping[str, Any] | None, counted: Mapping[str, Any] | None) -> list[Block]:
    """Return how many cheques of cautions ought to lie in the safe, where they are counted; and what was counted there."""
    kept = kept_rows(told, "fr") if told is not None and told["safe"] else ()
    blocks: list[Block] = [Pair(label, format_amount(cents)) for label, cents in kept]
    for name, label in _KEPT.items():
        row = (counted or {}).get(name)
        if row is not None:
            blocks += [
                Pair(fr(label), str(row["counted"])),
                Pair(fr("Gap"), f"{row['gap']:+d}" if row["gap"] else "0"),
            ]
    return blocks


_KEPT = {"cautions": N_("Counted of cautions"), "cheques": N_("Counted of payments")}
"""What of the safe was counted."""


def _cheques(told: Mapping[str, Any] | None) -> list[Block]:
    if told is None:
        return []
    return [
        Gap(),
        Pair(fr("Cheques here: {count}").format(count=told["here"]), format_amount(told["cents"])),
        *_amounts(
            [
                (fr("Cheques paid in: {count}").format(count=told["paid_in"]), told["paid_in_cents"]),
                (fr("Cash paid in"), told["cash_paid_in_cents"]),
            ]
        ),
        *[Pair(fr("Cheques not seen"), str(len(missing))) for missing in [told.get("missing")] if missing],
    ]


def _card(told: Mapping[str, Any] | None) -> list[Block]:
    if told is None:
        return []
    return [
        Gap(),
        Pair(fr("Cards, by the day"), format_amount(told["expected_cents"])),
        *_terminal(told),
    ]


def _payees(data: Mapping[str, Any]) -> list[Block]:
    """Return what each payee was paid by card and cheque, behind their sums; nothing where the shop alone is paid."""
    names = {row["principal"]: row["name"] for row in data["third_parties"] if "name" in row}
    return [
        block
        for row in data.get("payees", ())
        for block in (
            Gap(),
            Paragraph(
                fr("Paid to: {payee}").format(payee=payee_label(row["payee"], "fr", names)), emphasis=True
            ),
            Pair(fr("Cards, by the day"), format_amount(row["card_cents"])),
            *_terminal(row),
            *_amounts([(fr("Cheques, by the day"), row["cheque_cents"])]),
        )
    ]


def _terminal(row: Mapping[str, Any]) -> list[Block]:
    if row["terminal_cents"] is None:
        return []
    return [
        Pair(fr("Cards, by the terminal"), format_amount(row["terminal_cents"])),
        Pair(fr("Gap"), format_amount(row["gap_cents"]), strong=True),
    ]


def _held(data: Mapping[str, Any]) -> list[Block]:
    """Return what covered, and what is held for customers and principals or owed to the shop then: where there ever was any."""
    if BALANCES not in data:
        return []
    names = {row["principal"]: row["name"] for row in data["third_parties"] if "name" in row}
    vat = [row for row in data["advance_vat"] if row["ttc_cents"]]
    taxed: list[Block] = [Gap(), Paragraph(fr("Of what was paid ahead")), vat_table(vat)] if vat else []
    return [
        Rule(),
        *_amounts(covered_rows(data, "fr")),
        Paragraph(fr("Held and owed"), emphasis=True),
        *_amounts(held_rows(closing_balances(data[BALANCES]), "fr", names)),
        *taxed,
        *_slates(data["account_rates"]),
    ]


def _slates(rows: Sequence[Mapping[str, Any]]) -> list[Block]:
    """Return by rate what was put on slates and what of them was paid: an accountant moves its tax by it."""
    by_rate = summed((row["rate"], row["owed_cents"]) for row in rows)
    paid = summed((row["rate"], row["paid_cents"]) for row in rows)
    columns = (
        Column(fr("Slates"), "left", 2),
        Column(fr("Owed"), "right", 3),
        Column(fr("Paid"), "right", 3),
    )
    cells = tuple(
        (rate_text(rate), format_amount(owed), format_amount(paid[rate])) for rate, owed in by_rate.items()
    )
    return [Gap(), Table(columns, cells)] if cells else []


_SCOPES = {"turnover": N_("Turnover"), "third_parties": N_("Third parties")}


def _cumulated(data: Mapping[str, Any]) -> list[Block]:
    blocks: list[Block] = []
    for row in data["totals"]:
        blocks += [
            _total(fr(_SCOPES[row["scope"]]), row["period_cents"]),
            Pair(
                fr("Since the beginning of {year}").format(year=data["fiscal_year"]),
                format_amount(row["year_cents"]),
            ),
            Pair(fr("Perpetual total"), format_amount(row["perpetual_cents"])),
            Pair(fr("Perpetual total, absolute"), format_amount(row["perpetual_abs_cents"])),
        ]
    return blocks
