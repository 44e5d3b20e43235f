"""Parts that papers of things entrusted share: words for pieces, works, reserves and half-days, lists, whose an order is."""

from collections.abc import Iterable

from concierge_desk.counter.context import Settings
from concierge_desk.counter.papers import nature_papers
from concierge_desk.counter.partners.partner import REGIME_OWN
from concierge_desk.counter.texts.paper_dates import day_text
from concierge_desk.counter.values.codelists import label_of
from concierge_desk.domain.document import Block, Pair, Paragraph
from concierge_desk.domain.held.things import ARRHES
from concierge_desk.domain.money import format_amount
from concierge_desk.i18n import N_, fr
from concierge_desk.mechanisms.entrusted.model.facts import EntrustedPiece
from concierge_desk.mechanisms.entrusted.model.papers import OrderSheet
from concierge_desk.mechanisms.entrusted.nature import Nature


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
    return nature_papers.notice(state, fr("to give you back what is yours"), kept, settings)
