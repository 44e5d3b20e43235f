"""Ticket and Z as paper: what stands on them, from entries of played days."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from concierge_desk import __version__
from concierge_desk.counter.papers.tickets import Sealed, ticket
from concierge_desk.counter.papers.zed import zed
from concierge_desk.counter.texts.paper_dates import (
    day_text,
    fund_label,
    instant_line,
    quantity_text,
    rate_text,
)
from concierge_desk.domain.charge import OPENED
from concierge_desk.domain.document import Document, Heading, Pair, Paragraph, Table
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.money import format_amount
from concierge_desk.jobs.papers import papers_known
from concierge_desk.printing.text import to_text
from concierge_desk.store.papers import pulses
from tests.counter.desks import (
    COFFEE,
    COPY,
    LV_20,
    SHOP,
    Desks,
    Play,
    card,
    cash,
    cheque,
    posted_of,
    site_with,
)
from tests.counter.pages import printed, width_mm, words

GOLDEN = Path(__file__).parent / "golden"
NB = "\u00a0"


def pairs(document: Document) -> list[tuple[str, str]]:
    return [(block.left, block.right) for block in document.blocks if isinstance(block, Pair)]


def values(document: Document) -> list[str]:
    return [right for _, right in pairs(document)]


def sentences(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph | Heading)]


def tables(document: Document) -> list[Table]:
    return [block for block in document.blocks if isinstance(block, Table)]


@pytest.fixture
def sold(shop: Play) -> Play:
    shop.hands.set("2026-11-25T08:04:31")
    shop.settle(
        [COFFEE, LV_20, {**COFFEE, "quantity": 2}, COPY, {"do": "relay.frank", "product": "COL", "weight_g": 1800}],
        card(1000), cash(1000),
    )  # fmt: skip
    return shop


def test_ticket_lines_are_grouped_on_paper_only(sold: Play) -> None:
    document = sold.paper("ticket:T-2026-000001")
    lines = [(left.replace(NB, " "), right.replace(NB, " ")) for left, right in pairs(document)[3:7]]
    assert lines == [
        ("3 × 1,20 €  Café  10 %", "3,60 €"),
        ("Timbre Lettre verte 20 g *", "1,52 €"),
        ("Photocopie  20 %", "0,20 €"),
        ("Colissimo domicile, jusqu’à 2 kg *", "11,19 €"),
    ]
    assert len(sold.last("till.settled").data["lines"]) == 5


def test_ticket_says_everything_of_r_2_02(sold: Play) -> None:
    document = sold.paper("ticket:T-2026-000001")
    told = sentences(document)
    for text in (
        "Conciergerie Solidaire Ampère",
        "40 rue de Wattwiller",
        "67100 Strasbourg",
        "SIRET 00000000000000",
    ):
        assert text in told
    found = values(document)
    assert found[:3] == ["T-2026-000001", "25/11/2026 08:04", "AMP1-F o01"]
    head = sold.entry(sold.head())
    assert f"A{head.seq}:{head.hash.hex()[:16]}" in found
    # total, card, cash given, change
    assert [f"16,51{NB}€", f"10,00{NB}€", f"10,00{NB}€", f"3,49{NB}€"] == found[7:11]
    (vat,) = tables(document)
    assert [[cell.replace(NB, " ") for cell in row] for row in vat.rows] == [
        ["10 %", "3,27 €", "0,33 €", "3,60 €"],
        ["20 %", "0,17 €", "0,03 €", "0,20 €"],
    ]
    assert (document.kind, document.paper, document.practice, document.copy) == ("ticket", "roll80", True, 0)


SITE = site_with(
    name='"Le Comptoir"',
    legal='["SCIC Le Comptoir, SA", "Société coopérative à capital variable"]',
    siret='"30326504500003"',
    rcs='"Strasbourg"\nvat_number = "FR 40 303 265 045"',
)


@pytest.fixture
def listed(desks: Desks) -> Iterator[Play]:
    """A company that is in the register and has a number for the VAT; it sold to somebody."""
    with desks.desk(site=SITE) as lent:
        lent.open(float_cents=8000)
        lent.hands.set("2026-11-25T08:04:31")
        lent.settle([COFFEE, LV_20, {**COFFEE, "quantity": 2}, COPY], card(32), cash(1000))
        yield lent


@pytest.mark.parametrize("roll_mm", [80, 58])
def test_every_mention_of_r_2_02(listed: Play, roll_mm: int) -> None:
    """R-2.02; R-1.02: the version of the till stands there too."""
    text = words(printed(listed, "ticket:T-2026-000001", roll_mm)).replace(NB, " ")
    head = listed.entry(listed.last("till.settled").seq)
    for mention in (
        *("Le Comptoir", "SCIC Le Comptoir, SA", "Société coopérative à capital variable"),
        *("40 rue de Wattwiller", "67100 Strasbourg", "SIRET 30326504500003"),
        *("RCS Strasbourg 303 265 045", "N° TVA FR40303265045"),
        *("T-2026-000001", "25/11/2026 08:04", "AMP1-F o01"),
        *("3 × 1,20 € Café 10 % 3,60 €", "Timbre Lettre verte 20 g * 1,52 €", "Photocopie 20 % 0,20 €"),
        "* vendu au nom et pour le compte de La Poste",
        *("Total 5,32 €", "Carte 0,32 €", "Espèces 10,00 €", "Rendu 5,00 €"),
        *("10 % 3,27 € 0,33 € 3,60 €", "20 % 0,17 € 0,03 € 0,20 €"),
        f"Ancre A{head.seq}:{head.hash.hex()[:16]}",
        f"Version fiscale Concierge Desk {__version__}",
        "FACTICE",
    ):
        assert mention in text, mention
    assert "DUPLICATA" not in text
    assert "DUPLICATA n° 1" in words(printed(listed, "ticket:T-2026-000001", roll_mm))


def test_a_shop_in_no_register_shows_none(shop: Play) -> None:
    """And a desk that was set up before these could be said prints as it did."""
    shop.settle([COFFEE], card(120))
    sealed = shop.desk.store.read(lambda rows: papers_known()["ticket"].load(rows, "T-2026-000001"))
    told = [text for text in sentences(ticket(sealed, SHOP, 0)) if "RCS" in text or "TVA" in text]
    assert told == []


def test_totals_of_receipts_are_the_journals_to_the_cent(listed: Play) -> None:
    """R-2.02: whatever was sold and given back, the paper adds up as the entries do."""
    listed.settle([{**COPY, "quantity": 7}, {**COFFEE, "quantity": 11}], cheque(1460))
    listed.do(
        "till.refund",
        ticket="T-2026-000002",
        lines=[{"line": 2, "quantity": 4}],
        means="cash",
        reason="returned",
    )
    entries = [entry for entry in listed.posted() if entry.kind == "till.settled"]
    for settled in entries:
        text = words(printed(listed, f"ticket:{settled.data['ticket']}")).replace(NB, " ")
        assert f"Total {_amount(settled.data['due_cents'])}" in text
        for row in settled.data["totals"]:
            if row["fund"] == "OWN":
                cents = (row["ht_cents"], row["vat_cents"], row["ttc_cents"])
                assert f"{rate_text(row['rate'])} {' '.join(map(_amount, cents))}".replace(NB, " ") in text
        for payment in settled.data["payments"]:
            assert _amount(payment["given_cents"]) in text
    assert len(entries) == 3
    assert sum(entry.data["due_cents"] for entry in entries) == 532 + 1460 - 480


def _amount(cents: int) -> str:
    return format_amount(cents).replace(NB, " ")


@pytest.mark.parametrize(
    ("roll", "asked", "width"), [(80, None, 80), (58, None, 58), (58, 80, 80), (80, 58, 58)]
)
def test_on_the_roll_of_the_shop_or_the_one_asked_for(
    desks: Desks, roll: int, asked: int | None, width: int
) -> None:
    with desks.desk(site=site_with(roll_mm=str(roll))) as lent:
        lent.open(float_cents=0)
        lent.settle([COFFEE], card(120))
        lent.close(counted_cents=0)
        for name in ("ticket:T-2026-000001", "z:Z-2026-0001"):
            assert width_mm(printed(lent, name, asked)) == width


def test_a_mandate_is_named_and_shows_no_tax(sold: Play) -> None:
    """R-2.20: each line of hers has the mark, and the sentence of the mark is said once."""
    ticket = sold.paper("ticket:T-2026-000001")
    assert [text for text in sentences(ticket) if "au nom" in text] == [
        "* vendu au nom et pour le compte de La Poste"
    ]
    marked = [left.replace(NB, " ") for left, _ in pairs(ticket) if "*" in left]
    assert marked == ["Timbre Lettre verte 20 g *", "Colissimo domicile, jusqu’à 2 kg *"]


def test_a_ticket_of_mandates_has_no_vat(shop: Play) -> None:
    shop.settle([LV_20], card(152))
    assert tables(shop.paper("ticket:T-2026-000001")) == []


def test_a_ticket_of_our_own_names_no_mandate(shop: Play) -> None:
    shop.settle([COFFEE], card(120))
    assert all("au nom" not in text for text in sentences(shop.paper("ticket:T-2026-000001")))


def test_same_words_at_two_rates_are_two_lines(shop: Play) -> None:
    """R-2.10: a coffee on site and one taken away may cost the same; their taxes must not be mixed."""
    shop.do(
        "shop.article_set", article="CAFE_EMP", label="Café", cents=120, vat_code="TVA_55", nature="goods"
    )
    shop.settle([COFFEE, {"do": "shop.sell", "article": "CAFE_EMP"}, COFFEE], card(360))
    lines = pairs(shop.paper("ticket:T-2026-000001"))[3:5]
    assert [right for _, right in lines] == [f"2,40{NB}€", f"1,20{NB}€"]
    assert lines[1][0] == f"Café  5,5{NB}%"


def test_duplicates(sold: Play) -> None:
    document = sold.paper("ticket:T-2026-000001", copy=2)
    assert document.duplicate_mark == "DUPLICATA n° 2"
    assert document.blocks == sold.paper("ticket:T-2026-000001").blocks


@pytest.mark.parametrize("name", ["ticket:T-2026-000002", "ticket:x", "z:Z-2026-0001", "slip:B-2026-0001"])
def test_what_cannot_be_printed(sold: Play, name: str) -> None:
    with pytest.raises(Refused) as caught:
        sold.paper(name)
    assert (caught.value.code, caught.value.params) == ("print.unknown", {"document": name})


def test_z(sold: Play) -> None:
    """R-1.02: with the version of the till that wrote it."""
    sold.do("till.move", direction="out", cents=500, reason="bank")
    closing = sold.close("2026-11-25T11:30", counted_cents=8100, gap_reason="unexplained").posted[-1]
    document = sold.paper("z:Z-2026-0001")
    found = dict(pairs(document))
    amounts = values(document)
    for cents in (8000, -500, 8151, 8100, -51, 380, 1271):
        assert format_amount(cents) in amounts, cents
    head = sold.entry(sold.head())
    assert f"A{head.seq}:{head.hash.hex()[:16]}" in amounts
    assert f"1–{closing.data['seq_to']}" in amounts
    assert "25/11/2026" in amounts
    assert "25/11/2026 11:30" in amounts
    assert f"Concierge Desk {__version__}" in amounts
    assert any("Z-2026-0001" in text for text in sentences(document))
    assert len(tables(document)) == 1
    assert list(found.values()).count("") == 0
    assert (document.kind, document.name) == ("z", "Z-2026-0001")


@pytest.mark.parametrize(
    ("connected", "opened", "told"),
    [(False, 0, None), (True, 0, ("0", "0")), (True, 3, ("3", "3"))],
)
def test_z_says_how_often_the_drawer_was_opened_where_there_is_one(
    shop: Play, connected: bool, opened: int, told: tuple[str, str] | None
) -> None:
    if connected:
        shop.desk.store.write(lambda unit: pulses.connect(unit.rows))
    data = {"reason": "manual", "why": "change", "note": None, "entry": None, "drawer": "MAIN"}
    for _ in range(opened):
        shop.desk.store.write(lambda unit: shop.desk.post(unit, OPENED, data, "o01"))
    shop.close(counted_cents=8000)
    found = dict(pairs(shop.paper("z:Z-2026-0001")))
    said = found.get("Ouvertures du tiroir"), found.get("Dont à la main")
    assert said == (told or (None, None))


def test_z_of_an_empty_and_uncounted_day_closed_late(shop: Play) -> None:
    shop.close(counted_cents=8000)
    shop.open("2026-11-26T08:00")
    shop.close("2026-11-27T08:00")
    document = shop.paper("z:Z-2026-0002")
    emphasised = [block for block in document.blocks if isinstance(block, Paragraph) and block.emphasis]
    assert len(emphasised) == 2  # closed late, not counted
    assert tables(document) == []
    assert "Z-2026-0001" in values(document)  # the closing before


def test_z_is_pure(sold: Play) -> None:
    sold.close(counted_cents=None)
    posted = (sold.last("day.closed"),)
    sealed = Sealed(posted, "A1:0000000000000000", "0.1.0")
    assert zed(sealed, SHOP, 0) == zed(sealed, SHOP, 0)
    entries = sold.posted()
    lines = [entry for entry in entries if "line" in entry.data]
    settled = sold.last("till.settled")
    sealed = Sealed((*lines, settled), "A1:0000000000000000", "0.1.0")
    assert ticket(sealed, SHOP, 1) == ticket(sealed, SHOP, 1)


@pytest.mark.parametrize(
    ("rate", "text"),
    [
        (0, "0 %"),
        (550, "5,5 %"),
        (1000, "10 %"),
        (2000, "20 %"),
        (210, "2,1 %"),
        (1960, "19,6 %"),
        (1025, "10,25 %"),
    ],
)
def test_rates(rate: int, text: str) -> None:
    assert rate_text(rate).replace(NB, " ") == text


@pytest.mark.parametrize(
    ("thousandths", "text"),
    [
        (1000, "1"),
        (12_000, "12"),
        (250, "0,250"),
        (1001, "1,001"),
        (0, "0"),
        (-1000, "−1"),
        (-250, "−0,250"),
        (-1500, "−1,500"),
    ],
)
def test_quantities(thousandths: int, text: str) -> None:
    assert quantity_text(thousandths) == text


@pytest.mark.parametrize(
    ("at", "tz", "text"),
    [
        ("2026-11-25T07:04:31.120Z", "+01:00", "25/11/2026 08:04"),
        ("2026-07-14T22:30:00.000Z", "+02:00", "15/07/2026 00:30"),
        ("2026-07-14T22:30:00.000Z", "-03:30", "14/07/2026 19:00"),
    ],
)
def test_local_time_of_an_entry(at: str, tz: str, text: str) -> None:
    from dataclasses import replace

    from concierge_desk.domain.journal import Event

    (posted,) = posted_of([Event("x.done", {})], at=at)
    assert instant_line(replace(posted, tz=tz)) == text
    assert day_text("2026-11-25") == "25/11/2026"


def test_funds_have_names() -> None:
    names = {
        fund_label(fund, lang) for fund in ("OWN", "CAUTION", "MANDATE:LAPOSTE") for lang in ("fr", "en")
    }
    assert len(names) == 6
    assert "La Poste" in fund_label("MANDATE:LAPOSTE", "fr")


@pytest.mark.parametrize("name", ["ticket", "z"])
def test_golden(sold: Play, name: str) -> None:
    """As the screen shows them; `CONCIERGE_DESK_GOLDEN=write` writes them anew. The anchor is each desk's own."""
    sold.close("2026-11-25T11:30", counted_cents=8651, gap_reason="counting_error")
    document = sold.paper({"ticket": "ticket:T-2026-000001", "z": "z:Z-2026-0001"}[name])
    text = masked(to_text(document))
    path = GOLDEN / f"{name}.txt"
    if os.environ.get("CONCIERGE_DESK_GOLDEN") == "write":
        path.write_text(text, "utf-8", newline="\n")
    assert text == path.read_text("utf-8")


def masked(text: str) -> str:
    """Return a text with its anchors' random part, its key's fingerprint, and the version of the software, masked."""
    import re

    text = text.replace(f"Concierge Desk {__version__}", "Concierge Desk ·.·.·")
    text = re.sub(r"([0-9a-f]{4}-){7}[0-9a-f]{4}", "-".join(["····"] * 8), text)
    return re.sub(r"(A\d+:)[0-9a-f]{16}", r"\g<1>················", text)
