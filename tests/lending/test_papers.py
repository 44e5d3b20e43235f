"""Papers of what is lent as whoever borrows reads them; what leaves with which act; whom they name, and what a key's never tells."""

import os
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from concierge_desk.counter.values.codes import printed_code
from concierge_desk.domain.document import Barcode, Document, Pair, Paragraph, Signature, Table
from concierge_desk.domain.errors import Refused
from concierge_desk.jobs.papers import find, papers_known
from concierge_desk.printing.pdf import to_pdf
from concierge_desk.printing.text import to_text
from tests.counter.desks import Play, card, cash
from tests.counter.pages import pages
from tests.lending.test_loans import CHECKS, DRILL, member
from tests.printing.sheets import assert_apart, assert_inside

GOLDEN = Path(__file__).parent / "golden"
ANCHOR = re.compile(r"(A\d+:)[0-9a-f]{16}")
LOAN, KEY, BIKE = "L-2026-000001", "CLE-12", "VELO-3"
PARTS = {"frame": "good", "wheels": "worn", "brakes": "good", "lights": "good", "saddle": "good"}
LETTERS = "abcefghijklnopqstuvwxyzéèàœ -'"
"""Of labels: no title of a person, such as Mr or Dr, can be written with them."""
LENT = {"checks": CHECKS, "age": "adult", "condition": "good"}


def plain(said: str) -> str:
    return said.replace("\u00a0", " ").replace("\u202f", " ")


def text(document: Document) -> str:
    """Return what a paper says, with plain spaces and without what each desk has of its own."""
    return plain(ANCHOR.sub(r"\1················", to_text(document)))


def prose(document: Document) -> str:
    """Return its sentences, those in a frame among them."""
    return " ".join(plain(block.text) for block in document.blocks if isinstance(block, Paragraph))


def pairs(document: Document) -> dict[str, str]:
    return {plain(one.left): plain(one.right) for one in document.blocks if isinstance(one, Pair)}


def rows(document: Document) -> list[tuple[str, ...]]:
    return [
        tuple(map(plain, row)) for block in document.blocks if isinstance(block, Table) for row in block.rows
    ]


def signed(document: Document) -> list[str]:
    return [block.label for block in document.blocks if isinstance(block, Signature)]


def unknown(play: Play, name: str) -> str:
    with pytest.raises(Refused) as caught:
        play.paper(name)
    return caught.value.code


def later(play: Play, day: str) -> None:
    """Close the open day and open another one, on which the shop is open in the afternoon."""
    play.do("day.close", counted_cents=None)
    play.open(f"{day}T15:05", confirmed_day=day)


@pytest.fixture
def lender(play: Play) -> Play:
    """A shop with a drill, a dozen chairs, a bike and a key."""
    play.open(float_cents=8000)
    play.do("tools.register", object=DRILL, kind="PERCEUSE", place="O1", tested_day="2026-06-01")
    play.do("tools.register", object="CHAISE", kind="CHAISE", place="O2", quantity=12)
    play.do("bikes.register", object=BIKE, kind="VELO", place="V1", fnuci="AA11 1AA1 1A")
    owner = {"owner": "resident", "who": {"name": "Mme Weber"}}
    play.do("keys.register", object=KEY, kind="CLE", place="T1", **owner)
    return play


def drill(play: Play, **more: Any) -> str:
    told = play.do("tools.lend", object=DRILL, who=member(play), **{**LENT, **more}).result
    return str(told["loan"])


def taken(play: Play, loan: str, *payments: dict[str, Any], **more: Any) -> Any:
    """Pay a drill, and leave the caution for it."""
    acts = [{"do": "tools.pay", "loan": loan}, {"do": "caution.take", "of": loan, "cents": 5000, **more}]
    return play.settle(acts, *payments)


def bike(play: Play, **more: Any) -> str:
    asked = {"object": BIKE, "checks": {"ANTIVOL": 1}, "condition": PARTS, "age": "adult", **more}
    return str(play.do("bikes.lend", who=member(play), **asked).result["loan"])


def key(play: Play) -> str:
    who = {"name": "M. Roux"}
    play.do("keys.authorise", object=KEY, who=who)
    return str(play.do("keys.lend", object=KEY, who=who, id_document="passport").result["loan"])


class TestWords:
    """What each says, to the letter; `CONCIERGE_DESK_GOLDEN=write` writes them anew."""

    @pytest.mark.parametrize(
        "name", ["tools_loan", "tools_label", "tools_reminder", "bikes_condition", "keys_loan", "keys_label"]
    )
    def test_it_says_what_is_kept(self, lender: Play, name: str) -> None:
        nature, _, paper = name.partition("_")
        begun = {"tools": drill, "bikes": bike, "keys": key}[nature](lender)
        if nature == "tools":
            taken(lender, begun, card(5700))
        if paper == "reminder":
            later(lender, "2026-12-15")
        place = {"tools_label": DRILL, "keys_label": KEY}.get(name, begun)
        said = text(lender.paper(f"{name}:{place}"))
        path = GOLDEN / f"{name}.txt"
        if os.environ.get("CONCIERGE_DESK_GOLDEN") == "write":
            path.parent.mkdir(exist_ok=True)
            path.write_text(said, "utf-8", newline="\n")
        assert said == path.read_text("utf-8")


class TestContracts:
    """What holds between the shop and whoever borrows."""

    def test_what_is_paid_for_is_a_rental_and_says_its_dated_price_and_its_tax(self, lender: Play) -> None:
        document = lender.paper(f"tools_loan:{drill(lender)}")
        assert document.title == "Contrat de location"
        told = pairs(document)
        assert (told["7 jours à 1,00 €"], told["dont TVA 20 %"]) == ("7,00 €", "1,17 €")
        assert "prix du 25/11/2026" in prose(document) and "prêt à usage" not in prose(document)

    def test_what_costs_nothing_is_a_loan_for_use_and_says_no_price(self, lender: Play) -> None:
        chairs = lender.do("tools.lend", object="CHAISE", who=member(lender), quantity=8).result["loan"]
        document = lender.paper(f"tools_loan:{chairs}")
        assert document.title == "Prêt à usage"
        assert "Gratuit : c’est un prêt à usage." in prose(document)
        assert pairs(document)["Chaise, CHAISE"] == "× 8"
        assert not [name for name in pairs(document) if "TVA" in name or "aution" in name]

    def test_it_says_until_when_with_the_half_day_and_once_renewed_the_new_one(self, lender: Play) -> None:
        loan = drill(lender)
        assert "Mercredi 2 décembre, de 8 h à 11 h 30" in prose(lender.paper(f"tools_loan:{loan}"))
        lender.do("tools.renew", object=DRILL)
        document = lender.paper(f"tools_loan:{loan}")
        assert "Mercredi 9 décembre, de 8 h à 11 h 30" in prose(document)
        assert pairs(document)["14 jours à 1,00 €"] == "14,00 €"

    def test_of_many_alike_the_days_of_those_that_were_renewed_make_the_price(self, lender: Play) -> None:
        """Three tables for two days, two of them back, the last one for two days more."""
        row = {"kind": "TABLE", "label_fr": "Table", "days": 2, "renewals": 1, "day_cents": 150}
        lender.do("tools.set_kinds", rows=[row])
        lender.do("tools.register", object="TABLES", kind="TABLE", place="O2", quantity=6)
        loan = lender.do("tools.lend", object="TABLES", who=member(lender), quantity=3).result["loan"]
        lender.do("tools.return", loan=loan, quantity=2)
        lender.do("tools.renew", loan=loan)
        assert pairs(lender.paper(f"tools_loan:{loan}"))["8 jours à 1,50 €"] == "12,00 €"

    def test_what_left_with_it_is_listed_to_be_ticked_with_its_notice(self, lender: Play) -> None:
        document = lender.paper(f"tools_loan:{drill(lender)}")
        told = pairs(document)
        assert (told["[ ] Foret"], told["[ ] Batterie"]) == ("× 5", "× 2")
        assert "État au départ : bon état" in prose(document)
        assert "Lunettes obligatoires" in prose(document)

    @pytest.mark.parametrize("nature", ["tools", "bikes", "keys"])
    def test_it_stands_on_no_identity_document(self, lender: Play, nature: str) -> None:
        """R-4.03."""
        loan = {"tools": drill, "bikes": bike, "keys": key}[nature](lender)
        said = prose(lender.paper(f"{nature}_loan:{loan}"))
        assert "Nous ne gardons aucune pièce d’identité en garantie" in said

    def test_somebody_under_age_has_a_parent_sign(self, lender: Play) -> None:
        young = lender.paper(f"bikes_loan:{bike(lender, age='16_17', guardian=True)}")
        assert signed(young) == ["Signature du parent, ou de qui en répond"]
        assert "Personne mineure" in prose(young)
        lender.do("bikes.return", object=BIKE, checks={"ANTIVOL": 1})
        assert signed(lender.paper(f"bikes_loan:{bike(lender)}")) == ["Signature de qui emprunte"]

    def test_noted_afterwards_it_says_both_days(self, lender: Play) -> None:
        told = pairs(lender.paper(f"tools_loan:{drill(lender, lent_day='2026-11-21')}"))
        assert (told["Prêté le"], told["Noté le"][:10]) == ("21/11/2026", "25/11/2026")

    def test_what_is_back_in_part_or_whole_says_so(self, lender: Play) -> None:
        who = member(lender)
        lend = {"object": "CHAISE", "who": who, "quantity": 4}
        loan = lender.do("tools.lend", **lend).result["loan"]
        lender.do("tools.return", loan=loan, quantity=1)
        assert "Encore chez vous : 3 sur 4" in prose(lender.paper(f"tools_loan:{loan}"))
        lender.do("tools.return", loan=loan)
        assert "Rendu le 25/11/2026" in prose(lender.paper(f"tools_loan:{loan}"))

    def test_a_loan_that_never_was_says_so(self, lender: Play) -> None:
        done = lender.do("tools.lend", object=DRILL, who=member(lender), **LENT)
        lender.do("journal.reverse", op_of=done.op, reason="wrong_key")
        assert "ANNULÉ" in text(lender.paper(f"tools_loan:{done.result['loan']}")).replace(" ", "")
        assert unknown(lender, f"tools_reminder:{done.result['loan']}") == "print.unknown"
        assert unknown(lender, "tools_loan:L-2026-000009") == "print.unknown"

    def test_what_is_lost_says_that_the_loan_has_ended(self, lender: Play) -> None:
        loan = drill(lender)
        lender.do("tools.report_incident", object=DRILL, incident="lost")
        assert "Perdu : le prêt est terminé" in prose(lender.paper(f"tools_loan:{loan}"))


class TestCautions:
    """What was left, and how."""

    def test_before_it_is_left_it_says_so_and_afterwards_by_what_means(self, lender: Play) -> None:
        loan = drill(lender)
        assert pairs(lender.paper(f"tools_loan:{loan}"))["Caution à laisser"] == "50,00 €"
        taken(lender, loan, cash(5700))
        told = pairs(lender.paper(f"tools_loan:{loan}"))
        assert (told["Payé"], told["Caution reçue (espèces)"]) == ("7,00 €", "50,00 €")
        assert "Caution à laisser" not in told

    def test_by_card_after_its_means_were_corrected(self, lender: Play) -> None:
        loan = drill(lender)
        ticket = taken(lender, loan, cash(5700)).ticket
        corrected = {"from": "cash", "to": "card", "cents": 5700, "reason": "wrong_key"}
        lender.do("till.correct_means", ticket=ticket, **corrected)
        told = pairs(lender.paper(f"tools_loan:{loan}"))
        assert told["Caution reçue (carte)"] == "50,00 €"

    def test_a_cheque_lies_in_the_safe_and_is_not_cashed(self, lender: Play) -> None:
        loan = drill(lender)
        lender.do("caution.take", of=loan, cents=5000, cheque={"bank": "Crédit Mutuel"})
        told = pairs(lender.paper(f"tools_loan:{loan}"))
        assert told["Caution : chèque au coffre, non encaissé"] == "50,00 €"
        assert "Crédit Mutuel" not in text(lender.paper(f"tools_loan:{loan}"))

    def test_given_back_it_is_told_no_more(self, lender: Play) -> None:
        loan = drill(lender)
        taken(lender, loan, card(5700))
        lender.do("tools.return", object=DRILL, checks=CHECKS)
        lender.settle([{"do": "caution.return", "of": loan}], card(5000))
        assert not [name for name in pairs(lender.paper(f"tools_loan:{loan}")) if "aution" in name]


class TestLabels:
    """What sticks on an object, or hangs on a key."""

    def test_a_keys_says_its_number_alone(self, lender: Play) -> None:
        """docs/domain: no name, no address on it; it is worth nothing to whoever finds it."""
        document = lender.paper(f"keys_label:{KEY}")
        (code,) = lender.rows("SELECT code FROM keys_object")[0]
        letters = [line for line in text(document).split("\n") if line.strip()]
        spelt = re.sub(r"[^A-Z0-9-]", "", " ".join(letters).replace("FACTICE — SIMULATION", ""))
        assert spelt == (KEY + printed_code(code).upper()).replace(" ", "")
        assert [block.data for block in document.blocks if isinstance(block, Barcode)] == [printed_code(code)]

    def test_anything_elses_says_what_it_is(self, lender: Play) -> None:
        said = text(lender.paper(f"tools_label:{DRILL}"))
        assert "Perceuse" in said and "Conciergerie Solidaire Ampère" in said
        assert unknown(lender, "tools_label:NIEMAND") == "print.unknown"


class TestNames:
    """Who is named is told why and for how long."""

    @pytest.mark.parametrize("name", ["tools_loan", "tools_reminder", "bikes_condition"])
    def test_a_paper_with_a_name_can_be_drawn_without(self, lender: Play, name: str) -> None:
        loan = drill(lender) if name.startswith("tools") else bike(lender)
        paper = papers_known()[name]
        found = lender.desk.store.read(lambda store: find(store, paper, loan))
        assert "Zoé Kessler" in text(lender.paper(f"{name}:{loan}"))
        without = found.without_names(paper)
        said = text(paper.draw(without.state, without.settings, 0))
        assert "Kessler" not in said and "AA11" not in said

    @pytest.mark.parametrize("name", ["tools_loan", "tools_reminder", "bikes_condition"])
    def test_who_is_named_is_told_what_for(self, lender: Play, name: str) -> None:
        """R-4.06."""
        loan = drill(lender) if name.startswith("tools") else bike(lender)
        said = prose(lender.paper(f"{name}:{loan}"))
        assert "il est effacé au bout de trois mois à partir de la fin du prêt" in said

    def test_a_keys_contract_names_who_has_it_and_not_whose_it_is(self, lender: Play) -> None:
        document = lender.paper(f"keys_loan:{key(lender)}")
        assert pairs(document)["Nom"] == "M. Roux"
        assert "Weber" not in text(document)
        assert pairs(document)["Pièce d’identité vue"] == "Passeport"

    def test_a_name_that_was_erased_is_a_dash(self, lender: Play) -> None:
        loan = key(lender)
        lender.desk.store.write(lambda unit: unit.rows.execute("DELETE FROM personal"))
        assert pairs(lender.paper(f"keys_loan:{loan}"))["Nom"] == "—"


class TestWithActs:
    """What is printed by itself, what is offered."""

    def test_a_contract_always_a_bikes_condition_where_it_is_asked_for(self, lender: Play) -> None:
        first, second = drill(lender), bike(lender)
        lent = [entry.data["documents"] for entry in lender.posted() if entry.kind.endswith(".lent")]
        assert lent == [[f"tools_loan:{first}"], [f"bikes_loan:{second}", f"bikes_condition:{second}"]]
        queued = [name for (name,) in lender.rows("SELECT document FROM outbox ORDER BY id")]
        assert f"tools_loan:{first}" in queued and f"bikes_loan:{second}" in queued
        assert f"bikes_condition:{second}" not in queued and f"tools_label:{DRILL}" in queued

    def test_a_letter_leaves_where_it_is_told_by_letter(self, lender: Play) -> None:
        loan = drill(lender)
        later(lender, "2026-12-15")
        for by, wanted in (("phone", 0), ("letter", 1)):
            lender.do("tools.remind", object=DRILL, by=by)
            (count,) = lender.rows(
                "SELECT count(*) FROM outbox WHERE document = ?", f"tools_reminder:{loan}"
            )[0]
            assert count == wanted


class TestLetters:
    """To somebody whose loan is due."""

    def test_late_it_asks_for_it_and_says_when_the_door_is_open(self, lender: Play) -> None:
        loan = drill(lender)
        taken(lender, loan, card(5700))
        later(lender, "2026-12-15")
        document = lender.paper(f"tools_reminder:{loan}")
        assert "Perceuse (PERC-1) devait revenir le mercredi 2 décembre 2026." in prose(document)
        told = pairs(document)
        assert (told["samedi 19 décembre"], told["Votre caution vous attend"]) == ("9 h – 12 h", "50,00 €")
        lender.do("tools.return", object=DRILL, checks=CHECKS)
        assert unknown(lender, f"tools_reminder:{loan}") == "print.unknown"

    def test_before_its_day_it_says_until_when(self, lender: Play) -> None:
        document = lender.paper(f"tools_reminder:{drill(lender)}")
        assert "est à rendre au plus tard le mercredi 2 décembre 2026" in prose(document)
        assert "devait revenir" not in prose(document)


class TestConditions:
    """How a bike was as it left, and is as it comes back."""

    def test_part_by_part_what_was_not_told_is_written_by_hand(self, lender: Play) -> None:
        loan = bike(lender)
        by_hand = "…" * 20
        assert rows(lender.paper(f"bikes_condition:{loan}")) == [
            ("Cadre", "Bon état", by_hand),
            ("Roues", "Usé", by_hand),
            ("Freins", "Bon état", by_hand),
            ("Éclairage", "Bon état", by_hand),
            ("Selle", "Bon état", by_hand),
            ("Antivol", by_hand, by_hand),
        ]
        lender.do(
            "bikes.return", object=BIKE, checks={"ANTIVOL": 1}, condition={**PARTS, "lights": "damaged"}
        )
        document = lender.paper(f"bikes_condition:{loan}")
        assert rows(document)[3] == ("Éclairage", "Bon état", "Abîmé")
        assert len(signed(document)) == 2 and pages(to_pdf(document)) == 1

    def test_of_the_whole_where_it_is_told_so(self, lender: Play) -> None:
        loan = drill(lender)
        lender.do("tools.return", object=DRILL, checks=CHECKS, condition="worn")
        assert rows(lender.paper(f"tools_condition:{loan}")) == [("Ensemble", "Bon état", "Usé")]


class TestPages:
    """However long the words."""

    @settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(
        label=st.text(LETTERS, min_size=1, max_size=60).map(str.strip).filter(bool),
        notice=st.text(LETTERS, max_size=200).map(str.strip),
        count=st.integers(0, 12),
    )
    def test_no_word_is_cut_and_none_lies_over_another(
        self, lender: Play, label: str, notice: str, count: int
    ) -> None:
        checks = {f"MORCEAU_NUMERO_{n}": 999 for n in range(count)}
        kind = {"kind": "LONG", "label_fr": label, "days": 366, "day_cents": 99_999, "caution_cents": 99_999}
        told = {"checks": checks, "notice_fr": notice} if notice else {"checks": checks}
        lender.do("tools.set_kinds", rows=[{**kind, **told, "valid_from": "2026-01-01"}])
        name = f"O-{lender.head()}"
        lender.do("tools.register", object=name, kind="LONG", place="O1")
        loan = lender.do("tools.lend", object=name, who=member(lender), checks=checks).result["loan"]
        for paper in (f"tools_loan:{loan}", f"tools_label:{name}"):
            document = lender.paper(paper)
            for width in (80, 58):
                for sheet in assert_inside(document.on_roll(width)):
                    # The pale word of practice lies behind them all.
                    assert "FACTICE" in sheet.text
            real = Document(document.kind, document.name, document.title, document.paper, document.blocks)
            for sheet in assert_inside(real):
                assert_apart(sheet)
