"""Papers of things entrusted as a customer, a partner, a judge read them; what leaves with which act; whom they name."""

import os
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from concierge_desk.counter.values.codes import printed_code
from concierge_desk.domain.document import Barcode, Document, Pair, Paragraph, Table
from concierge_desk.domain.errors import Refused
from concierge_desk.jobs.papers import find, papers_known
from concierge_desk.printing.pdf import to_pdf
from concierge_desk.printing.text import to_text
from tests.counter.desks import Play, card, cash
from tests.counter.pages import pages, words
from tests.entrusted.workshop import COAT, KESSLER, NET, SUIT, member, names, pay, ready, set_up, taken
from tests.printing.sheets import assert_apart, assert_inside

GOLDEN = Path(__file__).parent / "golden"
ANCHOR = re.compile(r"(A\d+:)[0-9a-f]{16}")
STAINED = {
    **COAT,
    "colour": "navy",
    "fabric": "wool",
    "accessories": ["belt", "hood"],
    "reserves": [{"reserve": "stain", "position": "front"}, {"reserve": "hole"}],
    "declared_cents": 40_000,
    "age_years": 2,
    "brand": "Tailleur Müller",
    "note": "Client pressé",
}
ORDER, COAT_1 = "D-2026-000001", "D-2026-000001/1"
NAMED = ("order", "reminder", "discharge", "quote", "petition")


@pytest.fixture
def cleaner(shop: Play) -> Play:
    set_up(shop)
    return shop


def text(document: Document) -> str:
    """Return what a paper says, with plain spaces and without what each desk has of its own."""
    return plain(ANCHOR.sub(r"\1················", to_text(document)))


def plain(said: str) -> str:
    return said.replace("\u00a0", " ").replace("\u202f", " ")


def prose(document: Document) -> str:
    """Return its sentences, those in a frame among them."""
    return " ".join(plain(block.text) for block in document.blocks if isinstance(block, Paragraph))


def pairs(document: Document) -> dict[str, str]:
    return {plain(one.left): plain(one.right) for one in document.blocks if isinstance(one, Pair)}


def rows(document: Document) -> list[tuple[str, ...]]:
    return [
        tuple(map(plain, row)) for block in document.blocks if isinstance(block, Table) for row in block.rows
    ]


def tag_of(play: Play, piece: str) -> str:
    return str(play.rows("SELECT tag FROM pressing_piece WHERE piece = ?", piece)[0][0])


def queued(play: Play) -> list[str]:
    return [name for (name,) in play.rows("SELECT document FROM outbox ORDER BY id")]


def unknown(play: Play, name: str) -> str:
    with pytest.raises(Refused) as caught:
        play.paper(name)
    return caught.value.code


def later(play: Play, day: str) -> None:
    """Close the open day and open another one, on which the shop is open in the afternoon."""
    play.do("day.close", counted_cents=None)
    play.open(f"{day}T15:05", confirmed_day=day)


def a_whole_order(play: Play) -> dict[str, Any]:
    """A coat and a suit, with arrhes, that went away; the trousers are missing, the coat is quoted anew, all that is back waits."""
    order = taken(play, STAINED, SUIT)
    coat, jacket, _ = names(order)
    play.settle([{"do": "advance.take", "of": ORDER, "cents": 1000, "vat_code": "TVA_20"}], card(1000))
    lines = [{"piece": coat, "cents": 2000}, {"piece": coat, "line": "part", "code": "BOUTON", "cents": 150}]
    play.do("pressing.quote", order=ORDER, lines=lines)
    play.do("pressing.answer_quote", order=ORDER, answer="accepted", by="phone")
    play.do("pressing.send", partner=NET)
    play.hands.set("2026-11-27T15:05")
    later(play, "2026-12-01")
    play.do("pressing.receive_back", partner=NET, pieces=[{"piece": coat}, {"piece": jacket}])
    play.do("pressing.make_ready", pieces=[coat, jacket], place="A3")
    return order


class TestWords:
    """What each says, to the letter; `CONCIERGE_DESK_GOLDEN=write` writes them anew."""

    @pytest.mark.parametrize(
        "name", ["order", "tag", "slip", "reminder", "discharge", "quote", "statement", "petition"]
    )
    def test_it_says_what_is_kept(self, cleaner: Play, name: str) -> None:
        a_whole_order(cleaner)
        place = {
            "tag": tag_of(cleaner, COAT_1),
            "slip": "S-2026-0001",
            "statement": f"{NET}/2026-12",
        }.get(name, ORDER)
        if name == "petition":
            later(cleaner, "2027-11-25")
        said = text(cleaner.paper(f"pressing_{name}:{place}"))
        path = GOLDEN / f"{name}.txt"
        if os.environ.get("CONCIERGE_DESK_GOLDEN") == "write":
            path.write_text(said, "utf-8", newline="\n")
        assert said == path.read_text("utf-8")

    def test_every_paper_has_its_kind_for_a_name_and_its_code(self, cleaner: Play) -> None:
        a_whole_order(cleaner)
        for name, code in (
            ("order", ORDER),
            ("tag", printed_code(tag_of(cleaner, COAT_1))),
            ("slip", "S-2026-0001"),
            ("reminder", ORDER),
        ):
            place = {"tag": tag_of(cleaner, COAT_1), "slip": "S-2026-0001"}.get(name, ORDER)
            document = cleaner.paper(f"pressing_{name}:{place}")
            assert document.kind == f"pressing_{name}"
            assert [block.data for block in document.blocks if isinstance(block, Barcode)] == [code]


class TestMoney:
    """What an order says of it, as it stands."""

    def test_arrhes_are_said_as_such_and_come_off_what_is_open(self, cleaner: Play) -> None:
        taken(cleaner)
        ahead = {"do": "advance.take", "of": ORDER, "vat_code": "TVA_20"}
        cleaner.settle([{**ahead, "cents": 300}, {**ahead, "cents": 200, "as": "acompte"}], card(500))
        told = pairs(cleaner.paper(f"pressing_order:{ORDER}"))
        assert {name: told[name] for name in ("Total", "dont TVA 20 %", "Reste à payer")} == {
            "Total": "14,90 €",
            "dont TVA 20 %": "2,48 €",
            "Reste à payer": "9,90 €",
        }
        assert (told["Arrhes du 25/11/2026"], told["Acompte du 25/11/2026"]) == ("3,00 €", "2,00 €")

    def test_what_was_paid_and_what_is_to_be_given_back(self, cleaner: Play) -> None:
        coat, *_ = names(taken(cleaner, COAT, SUIT))
        pay(cleaner, [coat], 1490)
        told = pairs(cleaner.paper(f"pressing_order:{ORDER}"))
        assert (told["Total"], told["Payé"], told["Reste à payer"]) == ("30,30 €", "14,90 €", "15,40 €")
        pieces = [f"{ORDER}/{n}" for n in (1, 2, 3)]
        cleaner.do("pressing.withdraw", pieces=pieces, by="shop", reason="other")
        told = pairs(cleaner.paper(f"pressing_order:{ORDER}"))
        assert (told["Total"], told["À vous rendre"]) == ("0,00 €", "14,90 €")
        assert "Reste à payer" not in told

    def test_under_mandate_the_partner_sells_and_no_tax_of_ours_is_said(self, shop: Play) -> None:
        """R-2.01, R-2.20: whoever works on it is named as who he is."""
        set_up(shop, regime="mandate")
        taken(shop)
        document = shop.paper(f"pressing_order:{ORDER}")
        assert "Vendu au nom et pour le compte de Pressing du Centre." in prose(document)
        assert "TVA" not in text(document)

    def test_a_price_that_waits_for_an_answer(self, cleaner: Play) -> None:
        taken(cleaner)
        cleaner.do("pressing.quote", order=ORDER, lines=[{"piece": COAT_1, "cents": 2500}])
        said = cleaner.paper(f"pressing_order:{ORDER}")
        assert pairs(said)["1. Manteau"] == "sur devis"
        # Nought is no price, and nothing to pay.
        assert pairs(said)["Total"] == "sur devis"
        assert "Reste à payer" not in pairs(said)
        assert "Rien n’est fait sans votre accord sur le prix." in prose(said)
        assert " 0,00 €" not in text(said)

    def test_of_two_pieces_one_has_a_price(self, cleaner: Play) -> None:
        taken(cleaner, STAINED, SUIT)
        cleaner.do("pressing.quote", order=ORDER, lines=[{"piece": COAT_1, "cents": 2500}])
        said = cleaner.paper(f"pressing_order:{ORDER}")
        assert pairs(said)["1. Manteau, bleu marine, laine"] == "sur devis"
        assert pairs(said)["2. Veste"] == "8,90 €"
        assert "Reste à payer" in pairs(said)
        assert "Rien n’est fait sans votre accord sur le prix." in prose(said)

    def test_a_quote_says_what_is_before_tax_and_adds_up(self, cleaner: Play) -> None:
        a_whole_order(cleaner)
        document = cleaner.paper(f"pressing_quote:{ORDER}")
        told = pairs(document)
        assert [row[-1] for row in rows(document)] == ["20,00 €", "1,50 €"]
        assert (told["Total HT"], told["TVA 20 %"], told["Total TTC"]) == ("17,92 €", "3,58 €", "21,50 €")
        assert unknown(cleaner, "pressing_quote:D-2026-000002") == "print.unknown"

    def test_an_order_that_never_was_says_so(self, cleaner: Play) -> None:
        done = cleaner.do("pressing.take_in", who=KESSLER, pieces=[COAT])
        cleaner.do("journal.reverse", op_of=done.op, reason="wrong_key")
        assert "ANNULÉ" in text(cleaner.paper(f"pressing_order:{ORDER}")).replace(" ", "")


class TestNames:
    """Who is named is told why and for how long; what lies about or goes to a partner names nobody."""

    @pytest.mark.parametrize("name", NAMED)
    def test_a_paper_with_a_name_can_be_drawn_without(self, cleaner: Play, name: str) -> None:
        a_whole_order(cleaner)
        if name == "petition":
            later(cleaner, "2027-11-25")
        paper = papers_known()[f"pressing_{name}"]
        found = cleaner.desk.store.read(lambda store: find(store, paper, ORDER))
        assert "Mme Kessler" in text(paper.draw(found.state, found.settings, 0))
        without = found.without_names(paper)
        said = text(paper.draw(without.state, without.settings, 0))
        assert "Kessler" not in said and "Müller" not in said

    @pytest.mark.parametrize("name", ["order", "reminder", "discharge", "quote"])
    def test_who_is_named_is_told_what_for(self, cleaner: Play, name: str) -> None:
        """R-4.06."""
        a_whole_order(cleaner)
        said = prose(cleaner.paper(f"pressing_{name}:{ORDER}"))
        assert "il est effacé au bout de douze mois, comptés du retrait" in said

    def test_nobody_is_named_on_a_tag_a_slip_or_a_month(self, cleaner: Play) -> None:
        a_whole_order(cleaner)
        for name in (
            f"tag:{tag_of(cleaner, COAT_1)}",
            "slip:S-2026-0001",
            f"statement:{NET}/2026-12",
        ):
            said = text(cleaner.paper(f"pressing_{name}"))
            assert "Kessler" not in said and "Müller" not in said and "pressé" not in said

    def test_who_has_a_card_is_named_by_it(self, cleaner: Play) -> None:
        taken(cleaner, who={"card": member(cleaner)})
        assert pairs(cleaner.paper(f"pressing_order:{ORDER}"))["Nom"] == "Zoé Kessler"

    def test_a_name_that_was_erased_is_a_dash(self, cleaner: Play) -> None:
        taken(cleaner, STAINED)
        cleaner.desk.store.write(lambda unit: unit.rows.execute("DELETE FROM personal"))
        document = cleaner.paper(f"pressing_order:{ORDER}")
        assert pairs(document)["Nom"] == "—"
        assert "Marque : —" in text(document)


class TestSlips:
    """What a partner signs: never a customer's price."""

    def test_it_tells_his_price_and_the_reserves_alone(self, cleaner: Play) -> None:
        taken(cleaner, STAINED, SUIT)
        cleaner.do("pressing.send", partner=NET)
        document = cleaner.paper("pressing_slip:S-2026-0001")
        # As the tags say it: whoever looks for one compares letter by letter.
        tags = [printed_code(tag_of(cleaner, f"{ORDER}/{n}")) for n in (1, 2, 3)]
        assert rows(document) == [
            (f"{ORDER}/1 {tags[0]}", "Manteau, nettoyage · réserves : tache (devant), trou", "7,45 €"),
            (f"{ORDER}/2 {tags[1]}", "Veste, nettoyage", "4,45 €"),
            (f"{ORDER}/3 {tags[2]}", "Pantalon, nettoyage", "3,25 €"),
        ]
        said = text(document)
        assert "15,15 €" in said and "vendredi 27 novembre, de 15 h à 18 h" not in said
        for price in ("14,90", "8,90", "6,50", "30,30", "400,00"):
            assert price not in said

    def test_what_is_done_again_is_told_and_costs_nothing(self, cleaner: Play) -> None:
        order = taken(cleaner)
        ready(cleaner, names(order))
        cleaner.do("pressing.redo", piece=COAT_1, reason="stain")
        cleaner.do("pressing.send", partner=NET)
        ((_, told, price),) = rows(cleaner.paper("pressing_slip:S-2026-0002"))
        assert (told, price) == ("Manteau, nettoyage · refait gratuitement", "0,00 €")
        assert "traitement n° 2" in text(cleaner.paper(f"pressing_tag:{tag_of(cleaner, COAT_1)}"))

    def test_one_that_was_cancelled_says_so_and_is_signed_by_nobody(self, cleaner: Play) -> None:
        taken(cleaner)
        prepared = cleaner.do("pressing.prepare_slip", partner=NET)
        assert "Préparé le" in text(cleaner.paper("pressing_slip:S-2026-0001"))
        cleaner.do("journal.reverse", op_of=prepared.op, reason="wrong_key")
        said = text(cleaner.paper("pressing_slip:S-2026-0001"))
        assert "ANNULÉ" in said.replace(" ", "") and "Signature" not in said


class TestQueued:
    """Which act owes which paper."""

    def test_what_is_taken_in_has_its_slip_and_a_tag_on_each_piece(self, cleaner: Play) -> None:
        order = taken(cleaner, COAT, SUIT)
        papers = [f"pressing_order:{ORDER}", *(f"pressing_tag:{one['code']}" for one in order["pieces"])]
        assert queued(cleaner) == papers
        assert cleaner.last("pressing.taken_in").data["documents"] == papers

    def test_a_slip_is_printed_once_when_it_is_made(self, cleaner: Play) -> None:
        taken(cleaner)
        before = len(queued(cleaner))
        slip = cleaner.do("pressing.prepare_slip", partner=NET).result["slip"]
        cleaner.do("pressing.send", slip=slip)
        taken(cleaner)
        cleaner.do("pressing.send", partner=NET)
        slips = [name for name in queued(cleaner)[before:] if name.startswith("pressing_slip")]
        assert slips == [f"pressing_slip:{slip}", "pressing_slip:S-2026-0002"]
        assert cleaner.last("pressing.sent").data["documents"] == ["pressing_slip:S-2026-0002"]

    def test_one_letter_speaks_of_all_that_waits(self, cleaner: Play) -> None:
        pieces = names(taken(cleaner, COAT, SUIT))
        ready(cleaner, pieces)
        before = len(queued(cleaner))
        for piece in pieces:
            cleaner.do("pressing.remind", piece=piece, by="letter")
        assert queued(cleaner)[before:] == [f"pressing_reminder:{ORDER}"]
        assert [row[0] for row in rows(cleaner.paper(f"pressing_reminder:{ORDER}"))] == [
            "1. Manteau", "2. Veste", "3. Pantalon",
        ]  # fmt: skip

    def test_by_phone_no_letter_leaves(self, cleaner: Play) -> None:
        ready(cleaner, names(taken(cleaner)))
        before = len(queued(cleaner))
        cleaner.do("pressing.remind", piece=COAT_1, by="phone")
        assert queued(cleaner)[before:] == []

    def test_a_quote_and_a_discharge_are_offered(self, cleaner: Play) -> None:
        taken(cleaner)
        cleaner.do("pressing.quote", order=ORDER, lines=[{"piece": COAT_1, "cents": 2500}])
        assert cleaner.last("pressing.quoted").data["documents"] == [f"pressing_quote:{ORDER}"]
        cleaner.do("pressing.answer_quote", order=ORDER, answer="accepted", by="here")
        ready(cleaner, [COAT_1])
        pay(cleaner, [COAT_1], 2500)
        lost = {"proof": "identity", "id_document": "passport", "discharge": True}
        cleaner.do("pressing.collect", order=ORDER, **lost)
        (paper,) = cleaner.last("pressing.collected").data["documents"]
        assert paper == f"pressing_discharge:{ORDER}/2026-11-25"
        assert pairs(cleaner.paper(paper))["Pièce d’identité vue"] == "Passeport"
        # Nothing waits any more: there is nothing to sign for.
        assert unknown(cleaner, f"pressing_discharge:{ORDER}") == "print.unknown"


class TestLetters:
    """To somebody whose things wait, and to a judge."""

    @pytest.mark.parametrize(
        ("day", "said"),
        [
            ("2026-12-02", "est prêt."),
            ("2026-12-28", "prêt depuis un mois"),
            ("2027-02-23", "prêt depuis trois mois"),
            ("2027-05-25", "prêt depuis six mois"),
            ("2027-10-21", "notre dernier rappel"),
        ],
    )
    def test_it_is_firmer_each_time_and_names_the_law_at_last(
        self, cleaner: Play, day: str, said: str
    ) -> None:
        """R-5.04: a month, three, six, eleven; what the law allows is said with the last one."""
        ready(cleaner, names(taken(cleaner)))
        later(cleaner, day)
        told = prose(cleaner.paper(f"pressing_reminder:{ORDER}"))
        assert said in told
        law = "À partir du jeudi 25 novembre 2027, la loi du 31 décembre 1903"
        assert (law in told) == (said == "notre dernier rappel")

    def test_it_says_when_the_door_is_open_next(self, cleaner: Play) -> None:
        ready(cleaner, names(taken(cleaner)))
        told = pairs(cleaner.paper(f"pressing_reminder:{ORDER}"))
        assert told["lundi 30 novembre"] == "15 h – 18 h"
        assert "dimanche 29 novembre" not in told and "mercredi 25 novembre" not in told

    def test_a_judge_is_asked_after_a_year_to_the_day_and_nothing_happens_by_itself(
        self, cleaner: Play
    ) -> None:
        """R-5.04: the five data of the request, the state as it was."""
        ready(cleaner, names(taken(cleaner)))
        later(cleaner, "2027-11-24")
        assert unknown(cleaner, f"pressing_petition:{ORDER}") == "print.unknown"
        later(cleaner, "2027-11-25")
        before = cleaner.rows("SELECT * FROM pressing_piece")
        document = cleaner.paper(f"pressing_petition:{ORDER}")
        told = pairs(document)
        assert (told["Déposé le"], told["Propriétaire"], told["Prix dû"]) == (
            "mercredi 25 novembre 2026", "Mme Kessler", "14,90 €",
        )  # fmt: skip
        assert rows(document) == [("1. Manteau", "PRESSING", "—", "14,90 €")]
        assert "40 rue de Wattwiller" in told["Où se trouvent les pièces"]
        assert "seul le juge décide" in prose(document)
        assert cleaner.rows("SELECT * FROM pressing_piece") == before

    def test_what_was_paid_ahead_stands_between_the_prices_and_what_is_due(self, cleaner: Play) -> None:
        """Else the sum is not that of the column above it."""
        ready(cleaner, names(taken(cleaner)))
        ahead = {"do": "advance.take", "of": ORDER, "cents": 500, "vat_code": "TVA_20"}
        cleaner.settle([ahead], {"means": "card", "cents": 500})
        later(cleaner, "2027-11-25")
        for paper, due in (("petition", "Prix dû"), ("reminder", "Reste à payer")):
            told = pairs(cleaner.paper(f"pressing_{paper}:{ORDER}"))
            assert (told["Arrhes du 25/11/2026"], told[due]) == ("5,00 €", "9,90 €")


class TestMonths:
    """What is owed to a partner for a month."""

    def test_its_sum_is_what_came_back_treated_less_what_a_complaint_withholds(self, cleaner: Play) -> None:
        a_whole_order(cleaner)
        done = cleaner.do("pressing.dispute", piece=f"{ORDER}/2", about=["stain"])
        document = cleaner.paper(f"pressing_statement:{NET}/2026-12")
        assert [(row[1], row[4], row[5]) for row in rows(document)] == [
            (f"{ORDER}/1", "faite", "7,45 €"),
            (f"{ORDER}/2", "faite", "4,45 €"),
            (f"{ORDER}/2", "réclamation : retenu", "−4,45 €"),
        ]
        assert pairs(document)["Dû pour ce mois"] == "7,45 €"
        cleaner.do("journal.reverse", op_of=done.op, reason="wrong_key")
        document = cleaner.paper(f"pressing_statement:{NET}/2026-12")
        assert rows(document)[-1][4:] == ("réclamation : retenu : annulé", "4,45 €")
        assert pairs(document)["Dû pour ce mois"] == "11,90 €"

    def test_what_a_partner_bears_comes_off_what_he_is_owed(self, cleaner: Play) -> None:
        a_whole_order(cleaner)
        cleaner.do("pressing.dispute", piece=COAT_1, about=["stain"])
        borne = {"outcome": "compensated", "cents": 300, "borne_by": "partner"}
        cleaner.do("pressing.settle_dispute", piece=COAT_1, **borne)
        document = cleaner.paper(f"pressing_statement:{NET}/2026-12")
        assert rows(document)[-1][4:] == ("réclamation réglée", "4,45 €")
        assert pairs(document)["Dû pour ce mois"] == "8,90 €"

    def test_what_came_back_undone_and_again(self, cleaner: Play) -> None:
        coat, jacket, trousers = names(taken(cleaner, COAT, SUIT))
        ready(cleaner, [coat, jacket])
        cleaner.do("pressing.redo", piece=coat, reason="crease")
        cleaner.do("pressing.send", partner=NET)
        undone = [{"piece": coat}, {"piece": trousers, "outcome": "untreated", "reason": "risk"}]
        cleaner.do("pressing.receive_back", partner=NET, pieces=undone)
        document = cleaner.paper(f"pressing_statement:{NET}/2026-11")
        assert [row[4:] for row in rows(document)] == [
            ("faite", "7,45 €"),
            ("faite", "4,45 €"),
            ("faite, de nouveau", "0,00 €"),
            ("revenue non traitée", "0,00 €"),
        ]

    def test_what_he_was_paid_comes_off_and_what_was_owed_before_is_told(self, cleaner: Play) -> None:
        coat, jacket, trousers = names(taken(cleaner, COAT, SUIT))
        ready(cleaner, [coat])
        cleaner.do("partner.settle", partner=NET, cents=500)
        later(cleaner, "2026-12-01")
        cleaner.do("pressing.send", partner=NET, pieces=[jacket, trousers])
        cleaner.do("pressing.receive_back", partner=NET, pieces=[{"piece": jacket}])
        done = cleaner.do("partner.settle", partner=NET, cents=300)
        wanted = {
            "2026-11": ("0,00 €", "7,45 €", "5,00 €", "2,45 €"),
            "2026-12": ("2,45 €", "4,45 €", "3,00 €", "3,90 €"),
            "2027-01": ("3,90 €", "0,00 €", "0,00 €", "3,90 €"),
        }
        for month, sums in wanted.items():
            told = pairs(cleaner.paper(f"pressing_statement:{NET}/{month}"))
            labels = ("Dû avant", "Dû pour ce mois", "Versé", "Reste dû")
            assert tuple(told[label] for label in labels) == sums, month
        assert cleaner.status()["pressing"]["owed"] == {NET: 390}
        cleaner.do("journal.reverse", op_of=done.op, reason="wrong_key")
        assert pairs(cleaner.paper(f"pressing_statement:{NET}/2026-12"))["Reste dû"] == "6,90 €"

    def test_another_month_and_nobody(self, cleaner: Play) -> None:
        a_whole_order(cleaner)
        november = cleaner.paper(f"pressing_statement:{NET}/2026-11")
        assert pairs(november)["Dû pour ce mois"] == "0,00 €"
        assert "Rien n’est revenu ce mois-ci." in text(november)
        for place in ("PERSONNE/2026-12", f"{NET}/2026-13", NET):
            assert unknown(cleaner, f"pressing_statement:{place}") == "print.unknown"

    def test_under_mandate_it_is_his_money_in_and_out(self, shop: Play) -> None:
        set_up(shop, regime="mandate")
        coat, jacket, _ = names(taken(shop, COAT, SUIT))
        ready(shop, [coat])
        acts = [{"do": "pressing.pay", "piece": piece} for piece in (coat, jacket)]
        sold = shop.settle(acts, cash(2380)).posted[-1].data["ticket"]
        back = {"ticket": sold, "lines": [{"line": 2}], "reason": "changed_mind"}
        shop.do("till.refund", **back)
        shop.do("till.remit", principal=NET, cents=1000)
        document = shop.paper(f"pressing_statement:{NET}/2026-11")
        told = pairs(document)
        names_told = ("Encaissé", "Remboursé", "Versé", "Reste du mois")
        assert [told[name] for name in names_told] == ["23,80 €", "8,90 €", "10,00 €", "4,90 €"]
        assert rows(document) == [("25/11/2026", coat, "Manteau", "Nettoyage", "faite")]


class TestPages:
    """However many pieces, however long their words."""

    def test_fifty_pieces_on_an_order_and_more_on_a_slip(self, cleaner: Play) -> None:
        for _ in range(2):
            taken(cleaner, *[STAINED] * 32)
        cleaner.do("pressing.send", partner=NET)
        slip = cleaner.paper("pressing_slip:S-2026-0001")
        assert pages(to_pdf(slip)) > 5
        assert len(rows(slip)) == 64 and "Pièces : 64" in text(slip)
        for document in (slip, cleaner.paper(f"pressing_order:{ORDER}")):
            for sheet in assert_inside(document):
                assert sheet.text
        last = plain(words(to_pdf(slip)))
        # Who signs sees a piece and the sum on the same page.
        assert last.rindex("D-2026-000002/32") < last.index("476,80 €") < last.index("Signature de l’atelier")

    @settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(
        label=st.text("abcdefghijklmnopqrstuvwxyzéèàœ -'", min_size=1, max_size=60)
        .map(str.strip)
        .filter(bool),
        pieces=st.integers(1, 4),
    )
    def test_no_word_is_cut_and_none_lies_over_another(self, cleaner: Play, label: str, pieces: int) -> None:
        first = {"kind": "LONG", "valid_from": "2026-01-01"}
        cleaner.do("pressing.set_kinds", rows=[{**first, "label_fr": label}])
        cleaner.do("pressing.set_prices", rows=[{**first, "public": 99_999, "member": 1, "partner": 99_999}])
        piece = {**STAINED, "kind": "LONG"}
        order = taken(cleaner, *[piece] * pieces)
        slip = cleaner.do("pressing.send", partner=NET).result["slip"]
        for name in (
            f"order:{order['order']}",
            f"tag:{order['pieces'][0]['code']}",
            f"slip:{slip}",
        ):
            document = cleaner.paper(f"pressing_{name}")
            for width in (80, 58):
                for sheet in assert_inside(document.on_roll(width)):
                    # The pale word of practice lies behind them all.
                    assert "FACTICE" in sheet.text
            plain = Document(document.kind, document.name, document.title, document.paper, document.blocks)
            for sheet in assert_inside(plain):
                assert_apart(sheet)
