"""The note of services as a customer holds it: every mention of the law, read back out of the PDF."""

import os
from typing import Any

import pytest

from concierge_desk.domain.document import Paragraph
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.money import format_amount
from concierge_desk.printing.text import to_text
from tests.counter.desks import COFFEE, LV_20, Desks, Play, card, site_with
from tests.counter.pages import printed, width_mm, words
from tests.counter.test_papers import GOLDEN, masked, pairs, sentences
from tests.sizes import few

NAME = "Mme Kessler"
VISIT = "v-essayage"
HEM = {"do": "shop.sell", "article": "OURLET", "quantity": 2}
NOTICE = "deux ans"
NB = "\u00a0"


@pytest.fixture
def tailor(shop: Play) -> Play:
    """A visit of two hems, a coffee and a stamp, whose note is asked for."""
    shop.do(
        "shop.article_set", article="OURLET", label="Ourlet", cents=1250, vat_code="TVA_20", nature="service"
    )
    shop.do("visit.save", visit=VISIT, acts=[HEM, COFFEE, LV_20])
    shop.hands.set("2026-11-25T09:12:31")
    return shop


@pytest.fixture
def named(tailor: Play) -> Play:
    """The same, and the customer gave a name."""
    tailor.do("visit.note", visit=VISIT, customer={"name": NAME})
    return tailor


@few(15)
@pytest.mark.parametrize("roll_mm", [80, 58])
@pytest.mark.parametrize(
    "mention",
    [
        # Date of the note.
        "Rédigée le 25/11/2026 09:12",
        # Name and address of the provider.
        "Conciergerie Solidaire Ampère",
        "40 rue de Wattwiller",
        "67100 Strasbourg",
        "SIRET 00000000000000",
        # Customer.
        f"Client {NAME}",
        # Date and place of performance.
        "Exécutée le 25/11/2026",
        "Lieu à notre guichet",
        "40 rue de Wattwiller, 67100 Strasbourg",
        # Each service and product: designation, quantity, price of one, what one is, the whole.
        "Ourlet 25,00 €",
        "2 × 12,50 € l’unité (10,42 € HT), TVA 20 %",
        "Café 1,20 €",
        "1 × 1,20 € l’unité (1,09 € HT), TVA 10 %",
        # What is to be paid, without and with tax.
        "Total HT 21,92 €",
        "TVA 4,28 €",
        "Total TTC 26,20 €",
        "10 % 1,09 € 0,11 € 1,20 €",
        "20 % 20,83 € 4,17 € 25,00 €",
        # Which note, of which desk; no proof of a payment.
        f"Note {VISIT}",
        "AMP1-F o01",
        "cette note ne prouve pas le paiement",
        "FACTICE",
    ],
)
def test_every_mention_of_r_2_01(named: Play, roll_mm: int, mention: str) -> None:
    """R-2.01; R-1.21: and that it is no proof of a payment."""
    assert mention in words(printed(named, f"note:{VISIT}", roll_mm)).replace(NB, " ")


def test_what_belongs_to_la_poste_is_not_on_it(named: Play) -> None:
    text = words(printed(named, f"note:{VISIT}"))
    assert "Timbre" not in text
    assert "LA POSTE" not in text


def test_figures_are_the_entrys_to_the_cent(named: Play) -> None:
    data = named.last("visit.noted").data
    text = words(printed(named, f"note:{VISIT}")).replace(NB, " ")
    for line in data["lines"]:
        assert f"{line['label']} {format_amount(line['cents'])}".replace(NB, " ") in text
    assert f"Total TTC {format_amount(data['total_cents'])}".replace(NB, " ") in text


def test_who_is_named_is_told_why_how_long_and_whom_to_ask(named: Play) -> None:
    """R-4.06: purpose, duration, whom to ask."""
    (notice,) = [text for text in sentences(named.paper(f"note:{VISIT}")) if "Votre nom" in text]
    for part in ("la loi", NOTICE, "Conciergerie Solidaire Ampère"):
        assert part in notice


def test_who_does_not_want_to_be_named_leaves_the_line_empty(tailor: Play) -> None:
    tailor.do("visit.note", visit=VISIT)
    document = tailor.paper(f"note:{VISIT}")
    assert dict(pairs(document))["Client"].strip() == ""
    assert not [text for text in sentences(document) if "Votre nom" in text]


def test_a_name_that_was_erased_after_its_time(named: Play) -> None:
    """docs/contract.md, "What never enters the journal": a document whose personal record is gone prints «—»."""
    ref = named.last("visit.noted").data["party"]
    named.desk.store.write(lambda unit: unit.rows.execute("DELETE FROM personal WHERE ref = ?", (ref,)))
    document = named.paper(f"note:{VISIT}")
    assert dict(pairs(document))["Client"] == "—"


def test_the_second_print_is_a_duplicate_also_once_it_was_paid(named: Play) -> None:
    """R-1.21: and each print is an entry."""
    first = words(printed(named, f"note:{VISIT}"))
    assert "DUPLICATA" not in first
    named.do("till.settle", visit=VISIT, payments=[card(2772)])
    second = words(printed(named, f"note:{VISIT}"))
    assert "DUPLICATA n° 1" in second
    assert second.replace("DUPLICATA n° 1 ", "") == first
    prints = [entry.data for entry in named.posted() if entry.kind == "document.printed"]
    assert [(told["document"], told["copy"]) for told in prints] == [(f"note:{VISIT}", n) for n in (0, 1)]


def test_a_new_note_is_an_original_and_the_latest_is_drawn(named: Play) -> None:
    printed(named, f"note:{VISIT}")
    printed(named, f"note:{VISIT}")
    named.do("visit.save", visit=VISIT, acts=[{**HEM, "quantity": 3}])
    named.do("visit.note", visit=VISIT)
    text = words(printed(named, f"note:{VISIT}")).replace(NB, " ")
    assert "DUPLICATA" not in text
    assert "Total TTC 37,50 €" in text
    # Both are in the journal; the duplicates of the first were counted.
    assert len([entry for entry in named.posted() if entry.kind == "visit.noted"]) == 2
    assert named.close(counted_cents=None, parked="keep").posted[-1].data["counts"]["duplicates"] == 1


@pytest.mark.parametrize("name", [f"note:{VISIT}", "note:V-ESSAYAGE", "note:v-personne"])
def test_a_note_that_was_never_written(tailor: Play, name: str) -> None:
    with pytest.raises(Refused) as caught:
        tailor.paper(name)
    assert (caught.value.code, caught.value.params) == ("print.unknown", {"document": name})


def test_on_the_roll_of_the_shop(desks: Desks) -> None:
    with desks.desk(site=site_with(roll_mm="58")) as narrow:
        narrow.open(float_cents=0)
        narrow.do("visit.save", visit=VISIT, acts=[COFFEE])
        narrow.do("visit.note", visit=VISIT)
        assert width_mm(printed(narrow, f"note:{VISIT}")) == 58
        assert width_mm(printed(narrow, f"note:{VISIT}", 80)) == 80


def test_where_it_was_done(named: Play) -> None:
    small: list[Any] = [
        block.text
        for block in named.paper(f"note:{VISIT}").blocks
        if isinstance(block, Paragraph) and block.size == "small"
    ]
    assert small[0] == "40 rue de Wattwiller, 67100 Strasbourg"


def test_golden(named: Play) -> None:
    text = masked(to_text(named.paper(f"note:{VISIT}")))
    path = GOLDEN / "note.txt"
    if os.environ.get("CONCIERGE_DESK_GOLDEN") == "write":
        path.write_text(text, "utf-8", newline="\n")
    assert text == path.read_text("utf-8")
