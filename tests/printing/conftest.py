"""The papers the tests print."""

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest

from concierge_desk.domain.document import (
    Barcode,
    Block,
    Column,
    Display,
    Document,
    Frame,
    Gap,
    Heading,
    Pair,
    Paragraph,
    Rule,
    Signature,
    Table,
)

Make = Callable[..., Document]


@pytest.fixture
def ticket() -> Make:
    """A ticket with long labels, large amounts and a table of rates."""
    rates = (
        Column("Taux", "left", 2),
        Column("HT", "right", 3),
        Column("TVA", "right", 3),
        Column("TTC", "right", 3),
    )
    blocks: tuple[Block, ...] = (
        Heading("Conciergerie Ampère"),
        Paragraph("SCIC SAS à capital variable, 3 place Ampère, 67100 Strasbourg"),
        Gap(),
        Pair("Ticket T-2026-000001", "25/11/2026 08:14"),
        Pair("Caisse AMP1", "opérateur o01"),
        Rule(),
        Pair("3 × Lettre verte 20 g à 1,52\u00a0€", "4,56\u00a0€"),
        Pair("Colissimo France 1,8 kg, remis contre signature, assurance", "12,30\u202f€"),
        Pair("Pressing : manteau d’hiver « cœur »", "999\u202f999,99\u00a0€"),
        Rule(),
        Pair("Total", "1\u202f000\u202f016,85\u00a0€", strong=True),
        Gap(),
        Table(
            rates,
            (("10 %", "16,91 €", "1,69 €", "18,60 €"), ("20 %", "3,80 €", "0,76 €", "4,56 €")),
            ("", "20,71 €", "2,45 €", "23,16 €"),
        ),
        Paragraph("Merci, à bientôt !", emphasis=True),
    )
    plain = Document("ticket", "T-2026-000001", "Ticket de caisse", "roll80", blocks)
    return lambda **changes: dataclasses.replace(plain, **changes)


@pytest.fixture
def label() -> Make:
    """A label with everything that is not a line of a table."""
    blocks: tuple[Block, ...] = (
        Display("A3"),
        Pair("Mme Kessler", "Colissimo", size="large"),
        Pair("À remettre avant le", "09/12/2026", strong=True),
        Barcode("c-4t9d2k7mx0q3h"),
        Barcode("6A15602676300", "6A 15602 67630 0"),
        Frame("Pièce d’identité obligatoire !", emphasis=True, size="large"),
        Paragraph("Reçu de dépôt ; ne remplace pas la preuve de La Poste.", size="small"),
        Signature("Signature du destinataire"),
    )
    plain = Document("label", "c-4t9d2k7mx0q3", "Étiquette", "roll80", blocks)
    return lambda **changes: dataclasses.replace(plain, **changes)


@pytest.fixture
def bordereau() -> Make:
    """A statement with one long table."""

    def make(count: int = 200, **changes: Any) -> Document:
        products = ("Colissimo", "Lettre recommandée avec avis de réception", "Chronopost")
        table = Table(
            (
                Column("Numéro", "left", 3),
                Column("Produit", "left", 4),
                Column("Échéance", "left", 2),
                Column("Valeur", "right", 2),
            ),
            tuple(
                (
                    f"6A15602{row:06d}",
                    products[row % 3],
                    "09/12/2026",
                    f"{row * 7 % 900},{row % 100:02d}\u00a0€",
                )
                for row in range(count)
            ),
            ("Total", f"{count} objets", "", "999\u202f999,99\u00a0€"),
        )
        blocks: tuple[Block, ...] = (
            Heading("Relais La Poste — Strasbourg Ampère"),
            Paragraph("Reçu de dépôt, ne remplace pas la preuve de La Poste."),
            Pair("Journée", "25/11/2026"),
            Gap(),
            Heading("Objets détenus"),
            table,
            Gap(),
            Heading("Ancre"),
            Paragraph("A43:36853f432427aa82"),
        )
        plain = Document("bordereau", "Z-2026-0001", "Bordereau du 25 novembre 2026", "a4", blocks)
        return dataclasses.replace(plain, **changes)

    return make
