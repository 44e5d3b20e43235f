"""The postman's slip and La Poste's bordereau, from played days."""

import os
import re
from pathlib import Path

import pytest

from concierge_desk.domain.document import Document, Heading, Pair, Paragraph, Table
from concierge_desk.domain.errors import Refused
from concierge_desk.printing.text import to_text
from tests.counter.desks import LV_20, Desks, Play, card, site_with

GOLDEN = Path(__file__).parent / "golden"
NB = "\u00a0"
PARCEL, LETTER, DPD = "6A15602676300", "861011301731382", "008182709980000020033350276C"


def tables(document: Document) -> list[Table]:
    return [block for block in document.blocks if isinstance(block, Table)]


def values(document: Document) -> list[str]:
    return [block.right for block in document.blocks if isinstance(block, Pair)]


@pytest.fixture
def played(shop: Play) -> Play:
    shop.do("relay.stock_receive", product="LV_20", quantity=10)
    shop.do(
        "relay.receive",
        tracking=PARCEL,
        shelf="A1",
        addressee={"name": "Mme Kessler"},
        presented_day="2026-11-24",
    )
    shop.do("relay.receive", tracking=LETTER, shelf="A2", addressee={"name": "M. Roth"})
    shop.do("relay.receive", shelf="A4", carrier="letter")
    shop.do("relay.refuse", tracking=LETTER, reason="Mme Weber a déménagé")
    shop.do("relay.deposit", kind="letter", count=14)
    shop.do("relay.deposit", kind="prepaid_return", tracking="8K00009775862")
    frank = {"do": "relay.frank", "product": "COL", "zone": "FR", "weight_g": 1800}
    shop.settle([LV_20, {**frank, "tracking": "6A15602683841"}, frank], card(152 + 2 * 1119))
    return shop


def test_slip_of_deposits(played: Play) -> None:
    answer = played.do("relay.hand_to_postman", what="deposits")
    document = played.paper("slip:B-2026-0001")
    assert (document.kind, document.name, document.paper, document.practice) == (
        "slip",
        "B-2026-0001",
        "a6",
        True,
    )
    (listed,) = tables(document)
    assert [row[0] for row in listed.rows] == ["8K00009775862", "6A15602683841"]
    found = values(document)
    assert {"14", "1", "2", "17"} <= set(found)  # letters, return, franked, total
    assert "LAPOSTE" in found
    entry = played.entry(answer.posted[0].seq)
    assert f"A{entry.seq}:{entry.hash.hex()[:16]}" in found
    assert not any(name in to_text(document) for name in ("Kessler", "Roth", "Weber"))


def test_slip_of_returns(played: Play) -> None:
    played.do("relay.hand_to_postman", what="returns")
    (listed,) = tables(played.paper("slip:B-2026-0001"))
    assert [(row[0], row[2]) for row in listed.rows] == [(LETTER, "A2")]


def test_slip_of_items_without_numbers(shop: Play) -> None:
    shop.do("relay.deposit", kind="letter", count=3)
    shop.do("relay.hand_to_postman", what="deposits")
    assert tables(shop.paper("slip:B-2026-0001")) == []
    custody = shop.do("relay.receive", shelf="A4", carrier="letter", label_deadline_day="2026-11-24").result[
        "custody"
    ]
    shop.do("relay.hand_to_postman", what="returns")
    (listed,) = tables(shop.paper("slip:B-2026-0002"))
    assert listed.rows[0][0] == custody


def test_slip_of_another_network(shop: Play) -> None:
    shop.do("relay.deposit", kind="parcel", tracking=DPD)
    shop.do("relay.hand_to_postman", what="deposits", trackings=[DPD])
    assert "DPD" in values(shop.paper("slip:B-2026-0001"))


def test_duplicate_slip(played: Play) -> None:
    played.do("relay.hand_to_postman", what="deposits")
    assert played.paper("slip:B-2026-0001", copy=1).duplicate_mark == "DUPLICATA n° 1"


@pytest.mark.parametrize("name", ["slip:B-2026-0001", "slip:", "slip:x"])
def test_unknown_slip(shop: Play, name: str) -> None:
    with pytest.raises(Refused) as caught:
        shop.paper(name)
    assert caught.value.code == "print.unknown"


def test_bordereau(played: Play) -> None:
    with pytest.raises(Refused) as caught:
        played.paper("bordereau:2026-11-25")
    assert caught.value.code == "export.day_open"
    played.close(counted_cents=8000)
    document = played.paper("bordereau:2026-11-25")
    assert (document.kind, document.name, document.paper) == ("bordereau", "25/11/2026", "a4")
    takings, held, stock, operations = tables(document)
    assert takings.total is not None
    assert takings.total[1:] == (f"23,90{NB}€", f"0,00{NB}€")
    # By deadline; a refused item says so, one without a number shows our own code.
    assert [row[1] for row in held.rows][:2] == [PARCEL, LETTER]
    assert held.rows[1][2] != held.rows[2][2].replace("x", "")
    assert held.rows[2][1].startswith("c-")
    assert [row[0] for row in held.rows] == ["09/12/2026", "10/12/2026", "10/12/2026"]
    assert [row[1:] for row in stock.rows] == [("0", "0", "0", "0", "60"), ("0", "10", "1", "9", "391")]
    assert operations.total is not None
    assert f"23,90{NB}€" in operations.total
    assert [row[3] for row in operations.rows] == ["10", "14", "1", "1", "1", "1"]
    assert "Z-2026-0001" in values(document)
    text = to_text(document)
    assert not any(name in text for name in ("Kessler", "Roth", "Weber"))


def test_bordereau_of_an_empty_day(shop: Play) -> None:
    shop.close(counted_cents=8000)
    document = shop.paper("bordereau:2026-11-25")
    assert len(tables(document)) == 3  # nothing is held
    assert document == shop.paper("bordereau:2026-11-25")


def test_bordereau_with_the_post_office(desks: Desks) -> None:
    regate = '"670001"   # six chiffres'
    with desks.desk(site=site_with(regate=regate, office='"Strasbourg Neudorf"')) as play:
        play.open()
        play.close(counted_cents=0)
        found = values(play.paper("bordereau:2026-11-25"))
    assert {"670001", "Strasbourg Neudorf"} <= set(found)


def test_papers_say_what_they_are_not(played: Play) -> None:
    """DESIGN §6: the shop's own statement, never La Poste's proof."""
    played.do("relay.hand_to_postman", what="deposits")
    played.close(counted_cents=8000)
    last = [
        [block.text for block in played.paper(name).blocks if isinstance(block, Paragraph | Heading)][-1]
        for name in ("slip:B-2026-0001", "bordereau:2026-11-25")
    ]
    assert all("La Poste" in text for text in last)


@pytest.mark.parametrize("name", ["deposits", "returns", "bordereau"])
def test_golden(played: Play, name: str) -> None:
    """As the screen shows them; `CONCIERGE_DESK_GOLDEN=write` writes them anew. Anchors are each desk's own."""
    played.do("relay.hand_to_postman", what="deposits")
    played.do("relay.hand_to_postman", what="returns")
    played.close("2026-11-25T11:30", counted_cents=8000)
    document = {
        "deposits": "slip:B-2026-0001",
        "returns": "slip:B-2026-0002",
        "bordereau": "bordereau:2026-11-25",
    }[name]
    text = re.sub(r"(A\d+:)[0-9a-f]{16}", r"\g<1>················", to_text(played.paper(document)))
    path = GOLDEN / f"{name}.txt"
    if os.environ.get("CONCIERGE_DESK_GOLDEN") == "write":
        path.write_text(text, "utf-8", newline="\n")
    assert text == path.read_text("utf-8")
