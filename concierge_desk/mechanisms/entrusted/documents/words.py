"""Parts that papers of things entrusted share: words for pieces, works, reserves and half-days, lists, whose an order is."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any, TypeAlias

from concierge_desk.counter.context import Settings
from concierge_desk.counter.papers.tickets import information_notice
from concierge_desk.counter.partners.partner import REGIME_OWN
from concierge_desk.counter.texts.paper_dates import NO_BREAK, day_text
from concierge_desk.counter.texts.short_dates import said_day, short_hour, whole_day
from concierge_desk.counter.values.codelists import label_of
from concierge_desk.domain.calendar import Slot
from concierge_desk.domain.document import Block, Column, Display, Pair, Paragraph, Table
from concierge_desk.domain.document import Paper as Size
from concierge_desk.domain.held.things import ARRHES
from concierge_desk.domain.money import format_amount
from concierge_desk.i18n import N_, fr
from concierge_desk.mechanisms.entrusted.model.facts import EntrustedPiece
from concierge_desk.mechanisms.entrusted.model.papers import OrderSheet
from concierge_desk.mechanisms.entrusted.nature import Nature

Shown: TypeAlias = tuple[str, int, Callable[[Any], str]]
"""Column of a list: its title, its share, what it shows of a row."""
Price: TypeAlias = tuple[str, Callable[[Any], int]]
"""Last column of a list: its title, how many cents a row comes to."""


@dataclass(frozen=True, slots=True)
class DrawnPaper:
    """A paper: its title, which one it is, its size, its blocks; those of its ending stay on one page."""

    title: str
    name: str
    size: Size
    body: Sequence[Block]
    ending: Sequence[Block] = ()


def listed(rows: Sequence[Any], *shown: Shown, price: Price | None = None, total: str = "") -> Table:
    """Return a list with a line for each row; what its prices come to on a last line, where that is to be told."""
    columns = [Column(fr(title), "left", share) for title, share, _ in shown]
    cells = [[cell(row) for _, _, cell in shown] for row in rows]
    if price is None:
        return Table(tuple(columns), tuple(map(tuple, cells)))
    title, cents = price
    columns.append(Column(fr(title), "right", _PRICE_SHARE))
    lines = tuple((*line, format_amount(cents(row))) for line, row in zip(cells, rows, strict=True))
    last = (total, *[""] * (len(shown) - 1), format_amount(sum(map(cents, rows))))
    return Table(tuple(columns), lines, last if total else None)


_PRICE_SHARE = 3


def cancelled(*, told: bool) -> list[Block]:
    """Return that a paper is worth nothing any more, where that is to be told."""
    return [Display(fr("CANCELLED"))] if told else []


def piece_words(piece: EntrustedPiece) -> str:
    """Return what a piece is: ``Manteau, bleu marine, laine``."""
    told = [("entrusted_colour", piece.colour), ("entrusted_fabric", piece.fabric)]
    return ", ".join([piece.label, *(label_of(name, code, "fr").lower() for name, code in told if code)])


def numbered(piece: EntrustedPiece) -> str:
    """Return which piece of its order it is, and what: ``1. Manteau, bleu marine, laine``."""
    return f"{piece.n}. {piece_words(piece)}"


_QUALITIES = {"normal": "", "express": N_("express")}
"""How fast; what is as usual is not said."""


def work_words(nature: Nature, work: str, quality: str = "normal") -> str:
    """Return what is done to a piece, and how fast where that is said: ``Nettoyage, express``."""
    fast = _QUALITIES.get(quality, quality)
    return ", ".join([label_of(f"{nature.code}_work", work, "fr"), *([fr(fast)] if fast else [])])


def reserve_words(nature: Nature, reserves: Iterable[str]) -> str:
    """Return what is wrong with a piece, and where: ``tache (devant), trou``."""
    told = [one.partition(":") for one in reserves]
    return ", ".join(
        label_of(nature.reserves, reserve, "fr").lower()
        + (f" ({label_of(nature.positions, position, 'fr').lower()})" if position else "")
        for reserve, _, position in told
    )


def day_words(iso: str, year: str = "") -> str:
    """Return a day as it is said: ``mercredi 2 décembre``; with its year where `year` is `` y``."""
    day = date.fromisoformat(iso)
    return f"{whole_day(day, 'fr').partition(' ')[0]} {said_day(day, 'fr', year=year)}"


def slot_words(interval: str) -> str:
    """Return a half-day as it is said: ``mercredi 2 décembre, de 8 h à 11 h 30``."""
    day, _, hours = interval.partition("T")
    begins, ends = (short_hour(time.fromisoformat(hour), "fr") for hour in hours.split("/"))
    said = fr("from {begins} to {ends}").format(begins=begins, ends=ends)
    # Hours are read at one glance: they stay on one line.
    return f"{day_words(day)}, {said.replace(' ', NO_BREAK)}"


def session_words(sessions: Iterable[Slot]) -> tuple[str, str]:
    """Return a day, and when the door is open on it: ``8 h – 11 h 30, 15 h – 18 h``."""
    slots = tuple(sessions)
    hours = (f"{short_hour(slot.opens, 'fr')} – {short_hour(slot.closes, 'fr')}" for slot in slots)
    return day_words(slots[0].day.isoformat()), ", ".join(hours)


def workshop(state: OrderSheet) -> list[Block]:
    """Return who works on it; whoever sells it under mandate is named as the seller.

    Source: docs/requirements.md, R-2.01, R-2.20.
    """
    partner = state.partner
    if partner is None:
        return []
    sold = fr("Sold in the name and for the account of {partner}.").format(partner=partner.name)
    return [Pair(fr("Workshop"), partner.name), *([] if partner.regime == REGIME_OWN else [Paragraph(sold)])]


def ahead(state: OrderSheet) -> list[Block]:
    """Return what was paid ahead and is not used yet, and as what."""
    return [
        Pair(fr(_AHEAD[one.as_ == ARRHES]).format(day=day_text(one.day)), format_amount(one.left_cents))
        for one in state.advances
    ]


_AHEAD = (N_("Part payment (acompte) of {day}"), N_("Arrhes of {day}"))


def notice(state: OrderSheet, settings: Settings) -> list[Block]:
    """Return what whoever is named is told about it."""
    kept = fr("twelve months from the collection on")
    told = information_notice(fr("to give you back what is yours"), kept, settings)
    return [] if state.owner is None else [told]
