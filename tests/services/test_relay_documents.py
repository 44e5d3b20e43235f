"""The relay's papers as people hold them: read back out of the PDF, their codes scanned by another library."""

import json
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import zxingcpp

from concierge_desk import __version__
from concierge_desk.counter.service_parts import Marks
from concierge_desk.counter.values.codes import printed_code
from concierge_desk.domain.document import Barcode, Display, Document, Pair, Signature, Table
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Posted
from concierge_desk.printing.pdf import to_pdf
from concierge_desk.printing.text import to_text
from concierge_desk.services.relay import documents
from concierge_desk.services.relay.documents import words as said
from concierge_desk.services.relay.model.catalogue import product_name
from concierge_desk.services.relay.model.papers import Statement
from tests.counter.desks import LV_20, Desks, Play, card, site_with
from tests.counter.pages import pages, printed, words
from tests.printing.sheets import assert_apart, assert_inside
from tests.services.relay_desk import rebuilt

GOLDEN = Path(__file__).parent / "golden"
NB = "\u00a0"
PARCEL, LETTER, DPD = "6A15602676300", "861011301731382", "008182709980000020033350276C"
REGISTERED, RETURN = "1A18945277312", "8K00009775862"
FRANKED = "6A15602683841"
LONG_NAME = "Mme Marie-Antoinette de La Rochefoucauld-Doudeauville, chez M. et Mme Nguyễn-Szc"
NAMES = ("Kessler", "Roth", "Weber", "Marie-Antoinette")
FRANK = {"do": "relay.frank", "product": "COL", "zone": "FR", "weight_g": 1800}
ANCHOR = re.compile(r"(A\d+:)[0-9a-f]{16}")
FINGERPRINT = re.compile(r"(?:[0-9a-f]{4}-){7}[0-9a-f]{4}")
SOFTWARE = re.compile(r" *Concierge Desk \d\S+")


def plain(data: bytes) -> str:
    """Return the text of a PDF with plain spaces."""
    return " ".join(words(data).replace("\u202f", " ").split())


def text(play: Play, name: str) -> str:
    return plain(to_pdf(play.paper(name)))


def tables(document: Document) -> list[Table]:
    return [block for block in document.blocks if isinstance(block, Table)]


def values(document: Document) -> list[str]:
    return [block.right for block in document.blocks if isinstance(block, Pair)]


def codes(document: Document) -> list[str]:
    """Return what a scanner reads on every page."""
    found = []
    with pypdfium2.PdfDocument(to_pdf(document)) as pdf:
        for page in pdf:
            image = page.render(scale=203 / 72).to_pil().convert("L")
            found += [code.text for code in zxingcpp.read_barcodes(image)]
    return found


def refusal(play: Play, name: str) -> tuple[str, dict[str, Any]]:
    with pytest.raises(Refused) as caught:
        play.paper(name)
    return caught.value.code, dict(caught.value.params)


def seq(play: Play, do: str, **fields: Any) -> int:
    return play.do(do, **fields).posted[0].seq


def received(play: Play, **fields: Any) -> str:
    """Take an item in and return the code of our label."""
    return str(play.do("relay.receive", **{"shelf": "A3", **fields}).result["custody"])


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
    shop.do("relay.deposit", kind="prepaid_return", tracking=RETURN)
    shop.settle([LV_20, {**FRANK, "tracking": FRANKED}, FRANK], card(152 + 2 * 1119))
    return shop


class TestReceipt:
    """Always, to whoever brings something with a number or a name of its own.

    Source: docs/trade.md, rule 18; docs/requirements.md, R-2.03.
    """

    @pytest.mark.parametrize("roll_mm", [80, 58])
    @pytest.mark.parametrize(
        "mention",
        [
            "Conciergerie Solidaire Ampère",
            "SCIC La Conciergerie Solidaire d’Alsace Société coopérative à capital variable",
            "40 rue de Wattwiller 67100 Strasbourg SIRET 00000000000000 RCS Strasbourg 000 000 000",
            "Reçu de dépôt",
            "Déposé le 25/11/2026 09:12",
            "Réseau La Poste",
            "Envoi Retour prépayé, Colissimo",
            "8K00009775862",
            "La Poste l’emporte à son prochain passage.",
            "Reçu de dépôt, ne remplace pas la preuve de La Poste.",
            "Comptoir, opérateur AMP1-F o01",
            "FACTICE — SIMULATION",
        ],
    )
    def test_every_mention(self, shop: Play, roll_mm: int, mention: str) -> None:
        shop.hands.set("2026-11-25T09:12:31")
        n = seq(shop, "relay.deposit", kind="prepaid_return", tracking=RETURN)
        assert mention in plain(printed(shop, f"deposit:{n}", roll_mm))

    @pytest.mark.parametrize("roll_mm", [80, 58])
    @pytest.mark.parametrize("number", [RETURN, DPD, "RB123456785FR", "X123456"])
    def test_the_number_is_scanned_back(self, shop: Play, roll_mm: int, number: str) -> None:
        carrier = {} if len(number) == 13 else {"carrier": "dpd"}
        n = seq(shop, "relay.deposit", kind="parcel", tracking=number, **carrier)
        assert codes(shop.paper(f"deposit:{n}").on_roll(roll_mm)) == [number]

    def test_what_was_franked_says_what_was_paid_and_on_which_ticket(self, played: Play) -> None:
        franked = [entry for entry in played.posted() if entry.kind == "relay.franked"]
        told = text(played, f"deposit:{franked[0].seq}")
        for mention in (
            "Envoi Colissimo domicile, jusqu’à 2 kg",
            "Poids 1800 g",
            "6A15602683841",
            "Prix payé 11,19 €",
            "Ticket T-2026-000001",
        ):
            assert mention in told.replace("2 000", "2000").replace("1 800", "1800")
        # One that bears no number is counted on the slip: there is nothing to prove.
        assert refusal(played, f"deposit:{franked[1].seq}")[0] == "print.unknown"

    def test_without_a_number(self, shop: Play) -> None:
        n = seq(shop, "relay.deposit", kind="parcel")
        told = text(shop, f"deposit:{n}")
        assert "Numéro aucun" in told
        assert "Envoi Colis" in told
        assert codes(shop.paper(f"deposit:{n}")) == []

    def test_a_number_that_no_code_can_hold_is_read_by_people(self, shop: Play) -> None:
        n = seq(shop, "relay.deposit", kind="parcel", tracking="Œ12345", carrier="dpd")
        assert codes(shop.paper(f"deposit:{n}")) == []
        assert "Numéro Œ12345" in text(shop, f"deposit:{n}")

    @pytest.mark.parametrize(
        ("fields", "item", "network"),
        [
            ({"kind": "parcel", "tracking": DPD}, "Colis Numéro", "DPD"),
            ({"kind": "registered", "tracking": REGISTERED}, "Recommandé", "La Poste"),
            (
                {"kind": "registered", "tracking": "RB123456785FR"},
                "Recommandé, Envoi international",
                "La Poste",
            ),
            (
                {"kind": "parcel", "tracking": "12345678", "carrier": "mondial_relay"},
                "Colis",
                "Mondial Relay",
            ),
        ],
    )
    def test_of_another_network(self, shop: Play, fields: dict[str, Any], item: str, network: str) -> None:
        n = seq(shop, "relay.deposit", **fields)
        told = text(shop, f"deposit:{n}")
        assert f"Réseau {network} Envoi {item.partition(' Numéro')[0]} " in told
        assert f"ne remplace pas la preuve de {network}." in told
        assert f"{network} l’emporte" in told

    def test_a_deposit_that_was_taken_back_says_so(self, shop: Play) -> None:
        op = shop.op()
        n = seq(shop, "relay.deposit", op=op, kind="parcel", tracking=RETURN)
        shop.hands.set("2026-11-25T10:05")
        back = shop.do("journal.reverse", op_of=op, reason="wrong_key").posted[0].seq
        told = text(shop, f"deposit:{n}")
        assert "Dépôt annulé le 25/11/2026 10:05 : l’envoi a été rendu." in told
        assert "l’emporte" not in told
        assert refusal(shop, f"deposit:{back}")[0] == "print.unknown"

    @pytest.mark.parametrize("left", [False, True])
    def test_a_franking_that_was_refunded_says_so(self, played: Play, *, left: bool) -> None:
        if left:
            played.do("relay.hand_to_postman", what="deposits")
        played.hands.set("2026-11-25T10:05")
        lines = [{"line": 2}]
        played.do("till.refund", ticket="T-2026-000001", lines=lines, reason="changed_mind")
        n = next(entry.seq for entry in played.posted() if entry.kind == "relay.franked")
        what = "l’envoi était déjà parti" if left else "l’envoi a été rendu"
        assert f"Remboursé le 25/11/2026 10:05, ticket T-2026-000002 : {what}." in text(
            played, f"deposit:{n}"
        )

    def test_plain_letters_have_none(self, shop: Play) -> None:
        n = seq(shop, "relay.deposit", kind="letter", count=14)
        assert refusal(shop, f"deposit:{n}") == ("print.unknown", {"document": f"deposit:{n}"})

    @pytest.mark.parametrize("place", ["", "0", "1", "x", "٣", "9" * 30, "999"])
    def test_unknown(self, shop: Play, place: str) -> None:
        assert refusal(shop, f"deposit:{place}") == ("print.unknown", {"document": f"deposit:{place}"})


class TestLabel:
    """docs/trade.md, rules 8 and 15: place, last useful slot, the end of the number; no name."""

    def test_what_it_says(self, shop: Play) -> None:
        code = received(
            shop, tracking=PARCEL, label_deadline_day="2026-12-13", addressee={"name": "Mme Kessler"}
        )
        label = shop.paper(f"label:{code}")
        assert label.blocks[0] == Display("A3")
        told = plain(to_pdf(label))
        # The deadline is a Sunday: the door is open for the last time on Saturday.
        assert "jusqu’au samedi 12 décembre, 12:00" in told
        assert "Date limite 13/12/2026" in told
        assert "Colissimo …6300" in told
        assert "Kessler" not in told
        assert PARCEL[:-4] not in told.replace(" ", "")

    def test_without_a_number_our_code_is_not_shown_as_one(self, shop: Play) -> None:
        code = received(shop, carrier="letter")
        assert "Lettre suivie sans numéro" in text(shop, f"label:{code}")
        assert "Envoi Lettre suivie, sans numéro" in text(shop, f"notice:{code}")
        assert f"…{code[-4:]}" not in text(shop, f"label:{code}")

    def test_on_the_first_of_a_month_and_without_a_session(self, desks: Desks) -> None:
        with desks.desk(site=site_with(valid_from='"2027-11-01"')) as closed:
            closed.open()
            code = received(closed, tracking=PARCEL, label_deadline_day="2026-12-01")
            assert "jusqu’au mardi 1er décembre Date limite" in text(closed, f"label:{code}")

    @pytest.mark.parametrize("roll_mm", [80, 58])
    def test_our_code_is_scanned_back_with_its_check_character(self, shop: Play, roll_mm: int) -> None:
        code = received(shop, tracking=PARCEL)
        label = shop.paper(f"label:{code}").on_roll(roll_mm)
        assert codes(label) == [printed_code(code)]
        assert label.paper == f"roll{roll_mm}"

    def test_an_item_that_was_moved_prints_its_new_place(self, shop: Play) -> None:
        code = received(shop, tracking=PARCEL)
        shop.do("relay.move", custody=code, shelf="ARMOIRE 12", confirmed=True)
        assert shop.paper(f"label:{code}").blocks[0] == Display("ARMOIRE 12")

    @pytest.mark.parametrize(
        ("incident", "says", "until"),
        [
            ("damaged", "Abîmé", "jusqu’au"),
            ("not_found", "Introuvable", "jusqu’au"),
            ("misrouted", "Mal dirigé", "À rendre au facteur"),
        ],
    )
    def test_what_is_the_matter(self, shop: Play, incident: str, says: str, until: str) -> None:
        code = received(shop, tracking=PARCEL)
        shop.do("relay.report_incident", custody=code, incident=incident)
        told = text(shop, f"label:{code}")
        assert f"{says} {until}" in told
        assert ("jusqu’au" in told) == (until == "jusqu’au")

    def test_an_item_that_left_waits_no_more(self, shop: Play) -> None:
        code = received(shop, carrier="letter")
        shop.do("relay.hand_over", custody=code, collector="addressee")
        told = text(shop, f"label:{code}")
        assert "Remis Lettre suivie" in told
        assert "jusqu’au" not in told

    def test_an_item_that_was_never_here(self, shop: Play) -> None:
        op = shop.op()
        shop.do("relay.receive", op=op, tracking=PARCEL, shelf="A3")
        code = shop.last("relay.received").data["custody"]
        shop.do("journal.reverse", op_of=op, reason="wrong_key")
        assert refusal(shop, f"label:{code}") == ("print.unknown", {"document": f"label:{code}"})
        assert refusal(shop, "label:c-x")[0] == "print.unknown"

    def test_prints_are_not_counted(self, shop: Play) -> None:
        code = received(shop, tracking=PARCEL)
        assert printed(shop, f"label:{code}") == printed(shop, f"label:{code}")
        assert not [entry for entry in shop.posted() if entry.kind == "document.printed"]


HOURS = {
    "mercredi 25 novembre": "8:00–11:30",
    "jeudi 26 novembre": "8:00–11:30, 15:00–18:00",
    "vendredi 27 novembre": "8:00–11:30, 15:00–18:00",
    "samedi 28 novembre": "9:00–12:00",
    "lundi 30 novembre": "15:00–18:00",
    "mardi 1er décembre": "8:00–11:30, 15:00–18:00",
}


def hours(document: Document) -> dict[str, str]:
    """Return the opening hours that a notice tells, with plain spaces."""
    pairs = [block for block in document.blocks if isinstance(block, Pair)]
    return {pair.left.replace(NB, " "): pair.right for pair in pairs if "–" in pair.right}


class TestNotice:
    """docs/trade.md, rules 8, 14 and 15; docs/requirements.md, R-4.06."""

    @pytest.mark.parametrize(
        "mention",
        [
            "Un envoi vous attend",
            "Pour Mme Kessler",
            "Envoi Lettre recommandée …7312, contre signature",
            "À retirer jusqu’au mercredi 9 décembre, 11:30.",
            "Conciergerie Solidaire Ampère 40 rue de Wattwiller, 67100 Strasbourg",
            "Apportez cet avis et votre pièce d’identité : carte d’identité, passeport, titre de séjour, permis de conduire.",
            "écrivez « Procuration à (nom, prénom) », datez et signez ; joignez sa pièce d’identité et la vôtre.",
            "Votre nom n’est utilisé que pour cette remise ; il est effacé au bout de 12 mois.",
            "Pour le consulter ou le rectifier : auprès de Conciergerie Solidaire Ampère.",
        ],
    )
    def test_every_mention(self, shop: Play, mention: str) -> None:
        kessler = {"presented_day": "2026-11-24", "signature": True, "addressee": {"name": "Mme Kessler"}}
        code = received(shop, tracking=REGISTERED, **kessler)
        assert mention in text(shop, f"notice:{code}")

    def test_our_code_is_scanned_back(self, shop: Play) -> None:
        code = received(shop, tracking=PARCEL)
        assert codes(shop.paper(f"notice:{code}")) == [printed_code(code)]

    @pytest.mark.parametrize(
        ("item", "brings", "lacks"),
        [
            ({"carrier": "letter"}, "Apportez cet avis et votre pièce d’identité", "code de retrait"),
            (
                {"carrier": "letter", "label_deadline_day": "2026-11-30"},
                "aucune pièce d’identité",
                "Procuration",
            ),
            ({"tracking": DPD}, "sa pièce d’identité et la vôtre, les originaux", "Procuration"),
            ({"tracking": REGISTERED}, "Apportez cet avis et votre pièce d’identité", "code de retrait"),
            ({"tracking": PARCEL}, "le code de retrait que vous avez reçu, ou votre pièce", "aucune"),
            ({"tracking": PARCEL}, "écrivez « Procuration à", "peut venir avec le code"),
            (
                {"tracking": PARCEL, "label_deadline_day": "2026-11-30"},
                "Quelqu’un d’autre peut venir avec le code de retrait.",
                "aucune",
            ),
            ({"tracking": PARCEL, "signature": True}, "votre pièce d’identité", "code de retrait"),
        ],
    )
    def test_what_to_bring(self, shop: Play, item: dict[str, Any], brings: str, lacks: str) -> None:
        """docs/trade.md, "Identity at the hand-over": as the rules of that very item say on its last day."""
        told = text(shop, f"notice:{received(shop, **item)}")
        assert brings in told
        assert lacks not in told

    def test_a_name_that_was_erased(self, shop: Play) -> None:
        """docs/contract.md, "What never enters the journal": a document whose personal record is gone prints «—»."""
        code = received(shop, tracking=PARCEL, addressee={"name": "Mme Kessler"})
        shop.desk.store.write(lambda unit: unit.rows.execute("DELETE FROM personal"))
        assert "Pour — " in text(shop, f"notice:{code}")

    def test_nobody_was_named(self, shop: Play) -> None:
        """Room to write a name; whoever is not named is not told about a name."""
        told = text(shop, f"notice:{received(shop, tracking=PARCEL)}")
        assert "Pour ………" in told
        assert "Votre nom" not in told

    def test_opening_hours_of_the_coming_week(self, shop: Play) -> None:
        assert hours(shop.paper(f"notice:{received(shop, tracking=PARCEL)}")) == HOURS

    def test_closures_are_respected_and_what_is_over_is_left_out(self, shop: Play) -> None:
        code = received(shop, tracking=PARCEL)
        shop.do("calendar.close_on", day="2026-11-27", reason="other")
        shop.hands.set("2026-11-25T11:30")
        shop.do("relay.remind", custody=code)
        gone = ("mercredi 25 novembre", "vendredi 27 novembre")
        assert hours(shop.paper(f"notice:{code}")) == {
            day: told for day, told in HOURS.items() if day not in gone
        }

    def test_no_hours_beyond_the_deadline(self, shop: Play) -> None:
        code = received(shop, tracking=PARCEL, label_deadline_day="2026-11-26")
        assert list(hours(shop.paper(f"notice:{code}"))) == ["mercredi 25 novembre", "jeudi 26 novembre"]
        expired = received(shop, tracking=LETTER, label_deadline_day="2026-11-20")
        assert hours(shop.paper(f"notice:{expired}")) == {}

    def test_the_deadline_is_told_where_the_door_is_shut_on_its_day(self, shop: Play) -> None:
        sunday = received(shop, tracking=PARCEL, label_deadline_day="2026-12-13")
        assert "Date limite 13/12/2026" in text(shop, f"notice:{sunday}")
        saturday = received(shop, tracking=LETTER, label_deadline_day="2026-12-12")
        assert "Date limite" not in text(shop, f"notice:{saturday}")

    def test_without_a_session_up_to_the_deadline(self, desks: Desks) -> None:
        with desks.desk(site=site_with(valid_from='"2027-11-01"')) as closed:
            closed.open()
            code = received(closed, tracking=PARCEL, label_deadline_day="2026-12-05")
            told = text(closed, f"notice:{code}")
        assert "À retirer jusqu’au samedi 5 décembre." in told
        assert "heures d’ouverture" not in told

    @pytest.mark.parametrize(
        ("act", "fields", "refused"),
        [
            ("relay.hand_over", {"collector": "addressee"}, "relay.already_handed_over"),
            ("relay.refuse", {"reason": "refused_by_addressee"}, "relay.refused_already"),
            ("relay.report_incident", {"incident": "not_found"}, "relay.not_found"),
        ],
    )
    def test_nobody_is_asked_to_come_for_what_may_not_be_handed_over(
        self, shop: Play, act: str, fields: dict[str, Any], refused: str
    ) -> None:
        code = received(shop, carrier="letter")
        shop.do(act, custody=code, **fields)
        assert refusal(shop, f"notice:{code}")[0] == refused

    def test_unknown(self, shop: Play) -> None:
        assert refusal(shop, "notice:c-x") == ("print.unknown", {"document": "notice:c-x"})

    @pytest.mark.parametrize("name", ["Mme Kessler", LONG_NAME])
    def test_it_fits_one_sheet_in_a_real_shop(self, shop: Play, name: str) -> None:
        notices = [
            shop.paper(
                f"notice:{received(shop, tracking=number, signature=signed, addressee={'name': name})}"
            )
            for number, signed in ((PARCEL, False), (REGISTERED, True))
        ]
        assert [pages(to_pdf(replace(notice, practice=False))) for notice in notices] == [1, 1]


class TestSlip:
    """docs/trade.md, "Life of an item", rule 11: what the postman signs."""

    def test_of_deposits(self, played: Play) -> None:
        answer = played.do("relay.hand_to_postman", what="deposits")
        document = played.paper("slip:B-2026-0001")
        assert (document.kind, document.name, document.paper, document.practice) == (
            "slip",
            "B-2026-0001",
            "a6",
            True,
        )
        numbered, counted = tables(document)
        assert numbered.rows == (
            ("8K00009775862", "Retour prépayé"),
            ("6A15602683841", "Affranchi ici"),
        )
        assert counted.rows == (("Envois affranchis", "1"), ("Lettres", "14"))
        told = plain(to_pdf(document))
        assert "Total : 17" in told
        assert "Réseau La Poste" in told
        assert "Relevé de la conciergerie, ne remplace pas la preuve de La Poste." in told
        entry = played.entry(answer.posted[0].seq)
        assert f"A{entry.seq}:{entry.hash.hex()[:16]}" in values(document)
        assert not any(name in to_text(document) for name in NAMES)

    def test_what_was_deposited_on_another_day_says_so(self, shop: Play) -> None:
        shop.do("relay.deposit", kind="letter", count=9)
        shop.do("relay.deposit", kind="parcel", tracking=RETURN)
        shop.close("2026-11-25T11:30", counted_cents=8000)
        shop.open("2026-11-26T08:00", float_cents=8000)
        shop.do("relay.deposit", kind="letter", count=2)
        shop.do("relay.deposit", kind="letter", count=3)
        shop.do("relay.deposit", kind="parcel", tracking=FRANKED)
        shop.do("relay.hand_to_postman", what="deposits")
        numbered, counted = tables(shop.paper("slip:B-2026-0001"))
        assert [row[2] for row in numbered.rows] == ["25/11/2026", ""]
        assert counted.rows == (("Lettres", "", "5"), ("Lettres", "25/11/2026", "9"))

    def test_of_returns(self, played: Play) -> None:
        played.do("relay.receive", shelf="B2", tracking=REGISTERED, label_deadline_day="2026-11-20")
        played.do("relay.report_incident", tracking=PARCEL, incident="misrouted")
        played.do("relay.hand_to_postman", what="returns")
        (listed,) = tables(played.paper("slip:B-2026-0001"))
        assert set(listed.rows) == {
            ("861011301731382", "Lettre suivie", "Refusé", "A2"),
            ("1A18945277312", "Lettre recommandée", "Non retiré", "B2"),
            ("6A15602676300", "Colissimo", "Mal dirigé", "A1"),
        }

    def test_of_returns_without_a_number(self, shop: Play) -> None:
        code = received(shop, carrier="letter", label_deadline_day="2026-11-24")
        shop.do("relay.hand_to_postman", what="returns")
        (listed,) = tables(shop.paper("slip:B-2026-0001"))
        assert listed.rows[0][0].replace(" ", "") == code

    def test_of_items_without_numbers(self, shop: Play) -> None:
        shop.do("relay.deposit", kind="letter", count=3)
        shop.do("relay.hand_to_postman", what="deposits")
        (counted,) = tables(shop.paper("slip:B-2026-0001"))
        assert counted.rows == (("Lettres", "3"),)

    def test_of_another_network(self, shop: Play) -> None:
        shop.do("relay.deposit", kind="parcel", tracking=DPD)
        shop.do("relay.hand_to_postman", what="deposits", trackings=[DPD])
        told = text(shop, "slip:B-2026-0001")
        assert "Réseau DPD" in told
        assert "ne remplace pas la preuve de DPD." in told

    @pytest.mark.parametrize("practice", [True, False])
    def test_one_item_is_one_page(self, shop: Play, *, practice: bool) -> None:
        """Finding T10: the band of a practice store sent the signature's code to a second page."""
        shop.do("relay.deposit", kind="parcel", tracking=RETURN)
        shop.do("relay.prepare_slip", what="deposits")
        assert pages(to_pdf(replace(shop.paper("slip:B-2026-0001"), practice=practice))) == 1

    @pytest.mark.parametrize("items", [7, 8, 9, 10, 30])
    def test_who_signs_sees_the_last_item(self, shop: Play, items: int) -> None:
        for n in range(items):
            shop.do("relay.deposit", kind="parcel", tracking=f"TES1234{n:04d}XX", carrier="colissimo")
        shop.do("relay.hand_to_postman", what="deposits")
        with pypdfium2.PdfDocument(to_pdf(shop.paper("slip:B-2026-0001"))) as pdf:
            last = pdf[len(pdf) - 1].get_textpage().get_text_bounded()
        for shown in (f"TES1234{items - 1:04d}XX", f"Total : {items}", "Signature du facteur"):
            assert shown in last.replace("\u00a0", " ")

    def test_prepared_signed_cancelled(self, played: Play) -> None:
        op = played.op()
        played.do("relay.prepare_slip", op=op, what="deposits")
        prepared = played.paper("slip:B-2026-0001")
        assert "À signer par le facteur" in plain(to_pdf(prepared))
        played.do("journal.reverse", op_of=op, reason="wrong_key")
        cancelled = played.paper("slip:B-2026-0001")
        played.do("relay.prepare_slip", what="deposits")
        played.hands.set("2026-11-25T10:05")
        played.do("relay.hand_to_postman", slip="B-2026-0002")
        signed = played.paper("slip:B-2026-0002")
        assert "Remis le 25/11/2026 10:05" in plain(to_pdf(signed))
        assert "À signer" not in plain(to_pdf(signed))
        for document in (prepared, signed):
            labels = [
                (block.label, block.beside) for block in document.blocks if isinstance(block, Signature)
            ]
            assert labels == [("Signature du facteur", "Signature de la concierge")]
            assert codes(document) == [document.name]
        # Across the paper, and nothing to sign or to scan on it.
        assert cancelled.blocks[0] == Display("ANNULÉ")
        assert "Rien n’est parti avec ce bon." in plain(to_pdf(cancelled))
        assert not [block for block in cancelled.blocks if isinstance(block, Signature | Barcode)]

    def test_a_slip_of_the_first_version(self, played: Play) -> None:
        """Its items told neither their day nor their state."""
        played.do("relay.hand_to_postman", what="returns")
        played.do("relay.hand_to_postman", what="deposits")
        sheets = [played.desk.store.read(lambda rows, n=n: _load_slip(rows, n)) for n in (1, 2)]
        for sheet, expected in zip(sheets, ("Refusé", "8K00009775862"), strict=True):
            items = [
                {name: value for name, value in item.items() if name not in ("state", "deposited_day")}
                for item in sheet.posted.data["items"]
            ]
            older = replace(sheet.posted, data={**sheet.posted.data, "items": items})
            drawn = documents.slip(replace(sheet, posted=older), played.desk.settings, 0)
            assert expected in plain(to_pdf(drawn))

    def test_the_second_print_is_a_duplicate(self, played: Play) -> None:
        played.do("relay.hand_to_postman", what="deposits")
        first, second = (plain(printed(played, "slip:B-2026-0001")) for _ in range(2))
        assert "DUPLICATA" not in first
        assert "DUPLICATA n° 1" in second

    def test_details_that_were_erased(self, played: Play) -> None:
        played.do("relay.hand_to_postman", what="deposits")
        n = played.last("relay.handed_to_postman").seq
        played.desk.store.write(lambda unit: unit.rows.execute("UPDATE relay_slip SET seq = ?", (n + 10**6,)))
        assert refusal(played, "slip:B-2026-0001") == ("print.erased", {"document": "slip:B-2026-0001"})

    @pytest.mark.parametrize("name", ["slip:B-2026-0001", "slip:", "slip:x"])
    def test_unknown(self, shop: Play, name: str) -> None:
        assert refusal(shop, name)[0] == "print.unknown"


def _load_slip(rows: Any, n: int) -> Any:
    from concierge_desk.services.relay.tables import papers

    return papers.load_slip(rows, f"B-2026-000{n}")


class TestStock:
    """docs/trade.md, "Daily statement of the relay" 3, rule 25."""

    def test_sheet(self, played: Play) -> None:
        played.do("relay.stock_spoil", product="LV_20", quantity=2)
        played.do("relay.stock_count", product="LV_20", counted=6)
        played.close(counted_cents=8000)
        document = played.paper("stock:2026-11-25")
        assert (document.kind, document.name, document.paper) == ("stock", "25/11/2026", "a4")
        (sheet,) = tables(document)
        assert [column.title.replace(NB, " ") for column in sheet.columns] == [
            *("Produit", "Code", "Ouverture", "Reçu", "Vendu", "Rebut", "Compté", "Écart", "Clôture"),
            *("Réassort proposé", "La Poste"),
        ]
        # Opening + received - sold - spoilt + gap = closing; not counted is not nought; room for La Poste's figure.
        assert sheet.rows == (
            (f"Lettre internationale 20{NB}g", "LI_20", "0", "0", "0", "0", "—", "0", "0", "60", ""),
            (f"Lettre verte 20{NB}g", "LV_20", "0", "10", "1", "2", "6", "-1", "6", "394", ""),
        )
        told = plain(to_pdf(document))
        assert "Le réassort est une proposition : La Poste décide." in told
        assert "Relevé de la conciergerie, ne remplace pas la preuve de La Poste." in told
        assert "Z-2026-0001" in told
        labels = [(block.label, block.beside) for block in document.blocks if isinstance(block, Signature)]
        assert labels == [("Signature de la concierge", "Visa de La Poste")]

    def test_of_an_older_statement(self) -> None:
        row = {"product": "LV_20", "opening": 9, "received": 0, "sold": 1, "closing": 8, "restock": 2}
        report = {
            "site": {"name": "Conciergerie", "desk": "AMP1"},
            "day": "2026-11-25",
            "number": "Z",
            "stock": [row],
        }
        (sheet,) = tables(documents.stock_sheet(report, {}, Marks(False, "A1:0")))
        assert sheet.rows == (("LV_20", "LV_20", "9", "0", "1", "8", "2", ""),)

    def test_of_a_day_that_is_open(self, played: Play) -> None:
        assert refusal(played, "stock:2026-11-25") == ("export.day_open", {"day": "2026-11-25"})
        assert refusal(played, "stock:2026-11-24") == ("day.unknown", {"day": "2026-11-24"})

    @pytest.mark.parametrize(
        ("code", "name"),
        [
            ("LV_20", f"Lettre verte 20{NB}g"),
            ("SUIVI", "Sticker suivi"),
            ("LV_X", "LV_X"),
            ("XY_20", "XY_20"),
            ("XY", "XY"),
        ],
    )
    def test_product_name(self, code: str, name: str) -> None:
        assert product_name(code, {"LV": "Lettre verte", "SUIVI": "Sticker suivi"}) == name


def older(report: Mapping[str, Any]) -> Statement:
    """A statement that an older version froze, and nothing of its day but that."""
    return Statement(
        Posted(9, "A", "LAPOSTE", "relay.day_reported", report["day"], "op", "o01",
               f"{report['day']}T10:30:00.000Z", "+01:00", "AMP1-F", report)
    )  # fmt: skip


class TestBordereau:
    def test_what_it_says(self, played: Play) -> None:
        assert refusal(played, "bordereau:2026-11-25")[0] == "export.day_open"
        played.do("relay.hand_to_postman", what="deposits")
        played.do("relay.complain", subject="late")
        played.close(counted_cents=8000)
        document = played.paper("bordereau:2026-11-25")
        assert (document.kind, document.name, document.paper) == ("bordereau", "25/11/2026", "a4")
        takings, counts, held, moved, left, stock, operations = tables(document)
        assert takings.total == ("Total", f"23,90{NB}€", f"0,00{NB}€", "", "")
        assert [column.title for column in counts.columns] == [
            *("Reçu", "Remis", "Refusé", "Rendu au facteur", "Encore en garde")
        ]
        assert counts.rows == (("3", "0", "1", "0", "3"),)
        # What became of each, number by number.
        assert [row[:2] for row in moved.rows][:2] == [("Reçu", PARCEL), ("Reçu", LETTER)]
        assert moved.rows[-1] == ("Refusé", LETTER, "Lettre suivie", "Autre raison")
        assert "Plis et colis déposés 15" in plain(to_pdf(document))
        assert "Affranchis ici, partent avec les dépôts 2" in plain(to_pdf(document))
        # By deadline; a refused item says so, one without a number shows our own code.
        assert [row[1] for row in held.rows][:2] == [PARCEL, LETTER]
        assert [row[2] for row in held.rows] == ["Colissimo", "Lettre suivie (refusé)", "Lettre suivie"]
        assert held.rows[2][1].startswith("c-")
        assert [row[0] for row in held.rows] == ["09/12/2026", "10/12/2026", "10/12/2026"]
        assert left.rows == (
            ("B-2026-0001", "Envois affranchis", "25/11/2026", "25/11/2026", "2"),
            ("B-2026-0001", "Lettres", "25/11/2026", "25/11/2026", "14"),
            ("B-2026-0001", "Retours prépayés", "25/11/2026", "25/11/2026", "1"),
        )
        assert left.total == ("Total", "", "", "", "17")
        assert [row[0] for row in stock.rows] == [f"Lettre internationale 20{NB}g", f"Lettre verte 20{NB}g"]
        # Nothing was spoilt or counted: the names have the room.
        assert stock.rows[1][1:] == ("0", "10", "1", "9", "391", "", "")
        assert operations.total is not None
        assert f"23,90{NB}€" in operations.total
        assert [row[3] for row in operations.rows] == ["10", "14", "1", "1", "1", "1", "1"]
        assert [row[:2] for row in operations.rows] == [
            ("Réassort", f"Lettre verte 20{NB}g"),
            ("Dépôt", "Lettres"),
            ("Dépôt", "Retour prépayé"),
            ("Vente", f"Timbre Lettre verte 20{NB}g"),
            ("Affranchissement", f"Colissimo domicile, jusqu’à 2{NB}kg, 1,8{NB}kg"),
            ("Affranchissement", f"Colissimo domicile, jusqu’à 2{NB}kg, 1,8{NB}kg"),
            ("Réclamation", "Retard"),
        ]
        assert {"8:00–8:00", "25/11/2026 08:00", "AMP1-F o01", f"Concierge Desk {__version__}"} <= set(
            values(document)
        )
        (signed,) = [block for block in document.blocks if isinstance(block, Signature)]
        assert (signed.label, signed.beside) == ("Signature de la concierge", "Visa de La Poste")
        assert "Z-2026-0001" in values(document)
        assert not any(name in to_text(document) for name in NAMES)

    def test_room_for_la_poste(self, played: Play) -> None:
        """docs/trade.md, rule 25: its figure and the difference, beside takings and stock."""
        played.close(counted_cents=8000)
        takings, *_, stock, _ = tables(played.paper("bordereau:2026-11-25"))
        for table in (takings, stock):
            assert [column.title.replace(NB, " ") for column in table.columns[-2:]] == [
                "La Poste",
                "Différence",
            ]
            assert {row[-2:] for row in table.rows} == {("", "")}
        assert "Le réassort est une proposition : La Poste décide." in text(played, "bordereau:2026-11-25")

    def test_incidents(self, played: Play) -> None:
        """docs/trade.md, "Daily statement of the relay" 7: number by number, with the day since which."""
        played.do("relay.report_incident", tracking=PARCEL, incident="damaged")
        played.do("relay.receive", tracking=REGISTERED, shelf="B1")
        played.do("relay.report_incident", tracking=REGISTERED, incident="not_found")
        for _ in range(2):
            played.do("relay.complain", subject="late")
        played.close(counted_cents=8000)
        told = text(played, "bordereau:2026-11-25")
        assert "Réclamations 2" in told
        _, _, held, moved, incidents, *_ = tables(played.paper("bordereau:2026-11-25"))
        assert [column.title for column in incidents.columns] == ["Incident", "Numéro", "Réseau", "Depuis"]
        assert incidents.rows == (
            ("Abîmé", PARCEL, "Colissimo", "25/11/2026"),
            ("Introuvable", REGISTERED, "Lettre recommandée", "25/11/2026"),
        )
        assert ("Abîmé", PARCEL) in [row[:2] for row in moved.rows]
        assert {"Colissimo (abîmé)", "Lettre recommandée (introuvable)"} < {row[2] for row in held.rows}
        assert "Rien n’est parti ce jour-là." in told

    def test_of_a_statement_that_lists_no_incidents(self) -> None:
        """What an older version froze is drawn with what it tells, and nothing else."""
        report = json.loads((GOLDEN / "statement-without-incidents.json").read_text("utf-8"))
        drawn = to_text(documents.bordereau(older(report), Marks(True, "A1:0")))
        path = GOLDEN / "bordereau-without-incidents.txt"
        if os.environ.get("CONCIERGE_DESK_GOLDEN") == "write":
            path.write_text(drawn, "utf-8", newline="\n")
        assert drawn == path.read_text("utf-8")

    def test_of_an_empty_day(self, shop: Play) -> None:
        """No empty table, and one page, the band of a practice store on it."""
        shop.close(counted_cents=8000)
        document = shop.paper("bordereau:2026-11-25")
        takings, counts, stock = tables(document)
        assert all(table.rows for table in (takings, counts, stock))
        assert pages(to_pdf(document)) == 1
        assert "Rien n’a été déposé ce jour-là, et rien n’est parti." in text(shop, "bordereau:2026-11-25")
        assert document == shop.paper("bordereau:2026-11-25")

    def test_what_is_taken_back_of_another_day_is_told_apart(self, played: Play) -> None:
        """A count of acts is never below nought: finding T4 read "Remis −1"."""
        op = played.op()
        played.do("relay.hand_over", op=op, tracking=PARCEL, collector="addressee", pickup_code=True)
        played.close(counted_cents=8000)
        played.open("2026-11-26T08:00")
        played.do("journal.reverse", op_of=op, reason="wrong_key")
        for what in ("not_found", "lost"):
            played.do("relay.report_incident", tracking=PARCEL, incident=what)
        played.close(counted_cents=8000)
        assert played.last("relay.day_reported").data["custody"]["handed_over"] == -1
        document = played.paper("bordereau:2026-11-26")
        counts, moved = tables(document)[1], tables(document)[3]
        assert dict(zip([column.title for column in counts.columns], counts.rows[0], strict=True)) == {
            "Reçu": "0",
            "Remis": "0",
            "Refusé": "0",
            "Rendu au facteur": "0",
            "Perdus": "1",
            "Encore en garde": "2",
        }
        assert "Remises d’un autre jour, annulées 1" in text(played, "bordereau:2026-11-26")
        assert [row[:2] for row in moved.rows] == [
            ("Perdu", PARCEL),
            ("Introuvable", PARCEL),
            ("Remise annulée", PARCEL),
        ]

    def test_what_was_paid_over_and_is_still_owed(self, played: Play) -> None:
        """Out of La Poste's fund alone; what was moved back counts back."""
        la_poste = {"reason": "remittance", "fund": "MANDATE:LAPOSTE"}
        played.do("till.move", direction="out", cents=1000, **la_poste)
        wrong = played.op()
        played.do("till.move", op=wrong, direction="out", cents=500, **la_poste)
        played.do("journal.reverse", op_of=wrong, reason="wrong_key")
        played.do("till.move", direction="out", cents=300, reason="bank")
        played.close(counted_cents=6700)
        told = text(played, "bordereau:2026-11-25")
        assert "Versé ce jour (sorti de la caisse) 10,00 € Versé depuis le début 10,00 €" in told
        assert "Reste dû à La Poste 13,90 €" in told
        played.open("2026-11-26T08:00")
        played.do("till.move", direction="out", cents=1500, **la_poste)
        played.close(counted_cents=5200)
        told = text(played, "bordereau:2026-11-26")
        assert "Versé ce jour (sorti de la caisse) 15,00 € Versé depuis le début 25,00 €" in told
        assert "Reste dû à La Poste −1,10 €" in told
        rebuilt(played)

    def test_where_an_item_goes_and_what_goes_with_it(self, shop: Play) -> None:
        abroad = {"do": "relay.frank", "product": "LI", "country": "MA", "weight_g": 240}
        signed = {"do": "relay.frank", "product": "LR1", "weight_g": 45, "options": ["AR"]}
        due = shop.refused("till.settle", acts=[abroad, signed], payments=[]).params["due_cents"]
        shop.settle([abroad, signed], card(int(str(due))))
        shop.close(counted_cents=8000)
        operations = tables(shop.paper("bordereau:2026-11-25"))[-1]
        assert [row[1].replace(NB, " ") for row in operations.rows] == [
            "Lettre internationale, jusqu’à 250 g, Maroc, 240 g",
            "Lettre recommandée R1, jusqu’à 50 g + Avis de réception national, 45 g",
        ]

    def test_the_sessions_of_a_day(self, shop: Play) -> None:
        shop.hands.set("2026-11-25T11:31")
        shop.do("session.close")
        shop.hands.set("2026-11-25T15:00")
        shop.do("session.open")
        shop.close("2026-11-26T07:50", counted_cents=8000)
        assert "8:00–11:31, 15:00–26/11/2026 7:50" in values(shop.paper("bordereau:2026-11-25"))

    def test_with_the_post_office(self, desks: Desks) -> None:
        regate = '"670001"   # six chiffres'
        with desks.desk(site=site_with(regate=regate, office='"Strasbourg Neudorf"')) as play:
            play.open()
            play.close(counted_cents=0)
            found = values(play.paper("bordereau:2026-11-25"))
        assert {"670001", "Strasbourg Neudorf"} <= set(found)

    def test_of_an_older_statement(self, played: Play) -> None:
        """What the first version froze is drawn as it was: it told nothing of departures and complaints."""
        played.close(counted_cents=8000)
        report = dict(played.last("relay.day_reported").data)
        del report["departures"], report["complaints"]
        kept = ("product", "opening", "received", "sold", "closing", "restock")
        report["stock"] = [{name: row[name] for name in kept} for row in report["stock"]]
        for name in ("sessions", "software", "remitted_cents", "remitted_total_cents", "owed_cents"):
            del report[name]
        takings, _, _, stock = tables(documents.bordereau(older(report), Marks(True, "A1:0")))
        assert [column.title for column in takings.columns] == ["Moyen de paiement", "Encaissé", "Remboursé"]
        assert [column.title for column in stock.columns] == [
            *("Produit", "Ouverture", "Reçu", "Vendu", "Clôture", "Réassort proposé"),
        ]
        told = plain(to_pdf(documents.bordereau(older(report), Marks(True, "A1:0"))))
        assert "réclamations" not in told
        assert "Parti avec" not in told
        assert "proposition" not in told


class TestWords:
    @pytest.mark.parametrize(
        ("day", "shown"),
        [("2026-12-09", "mercredi 9 décembre"), ("2027-01-01", "vendredi 1er janvier")],
    )
    def test_days(self, day: str, shown: str) -> None:
        assert said.day_words(date.fromisoformat(day)).replace(NB, " ") == shown

    @pytest.mark.parametrize(
        ("principal", "name"),
        [("LAPOSTE", "La Poste"), ("DPD", "DPD"), ("MONDIAL_RELAY", "Mondial Relay"), ("GLS", "GLS")],
    )
    def test_networks(self, principal: str, name: str) -> None:
        assert said.network_name(principal) == name


def everything(play: Play) -> list[Document]:
    """Every paper of the relay, of a day with the longest names."""
    long = {"addressee": {"name": LONG_NAME}, "shelf": "ARMOIRE DU FOND 12", "confirmed": True}
    code = received(play, tracking=REGISTERED, signature=True, **long)
    play.do("relay.receive", tracking="2C12345678903", label_deadline_day="2026-11-20", **long)
    n = seq(play, "relay.deposit", kind="parcel", tracking=DPD)
    slips = [play.do("relay.hand_to_postman", what=what).result["number"] for what in ("deposits", "returns")]
    slips.append(play.do("relay.prepare_slip", what="deposits", trackings=[DPD]).result["number"])
    drawn = [play.paper(name) for name in (f"deposit:{n}", f"label:{code}", f"notice:{code}")]
    play.close(counted_cents=8000)
    drawn += [play.paper(f"slip:{number}") for number in slips]
    drawn += [play.paper(f"{name}:2026-11-25") for name in ("stock", "bordereau")]
    return drawn


def test_nothing_is_cut_and_nothing_overlaps(played: Play) -> None:
    for document in everything(played):
        for width in (80, 58):
            assert_inside(document.on_roll(width))
            # Without the mark of practice, which lies behind everything.
            for sheet in assert_inside(replace(document.on_roll(width), practice=False)):
                assert_apart(sheet)


def test_no_name_on_what_lies_in_the_shop_or_goes_to_la_poste(played: Play) -> None:
    """R-5.01: the notice alone, which goes into an envelope, bears a name."""
    for document in everything(played):
        named = [name for name in NAMES if name in to_text(document)]
        assert named == (["Marie-Antoinette"] if document.kind == "notice" else [])


PAPERS: dict[str, Callable[[Play], str]] = {
    "deposit": lambda play: f"deposit:{play.last('relay.deposited').seq}",
    "deposit-franked": lambda play: f"deposit:{_first(play, 'relay.franked').seq}",
    "label": lambda play: f"label:{_first(play, 'relay.received').data['custody']}",
    "notice": lambda play: f"notice:{_first(play, 'relay.received').data['custody']}",
    "deposits": lambda play: "slip:B-2026-0001",
    "returns": lambda play: "slip:B-2026-0002",
    "stock": lambda play: "stock:2026-11-25",
    "bordereau": lambda play: "bordereau:2026-11-25",
}


def _first(play: Play, kind: str) -> Any:
    return next(entry for entry in play.posted() if entry.kind == kind)


@pytest.mark.parametrize("name", PAPERS)
def test_golden(played: Play, name: str) -> None:
    """As the screen shows them; `CONCIERGE_DESK_GOLDEN=write` writes them anew. Anchors and fingerprints are each desk's own."""
    played.do("relay.hand_to_postman", what="deposits")
    played.do("relay.hand_to_postman", what="returns")
    played.close("2026-11-25T11:30", counted_cents=8000)
    drawn = ANCHOR.sub(r"\g<1>················", to_text(played.paper(PAPERS[name](played))))
    drawn = FINGERPRINT.sub("····-····", SOFTWARE.sub(" Concierge Desk ·", drawn))
    path = GOLDEN / f"{name}.txt"
    if os.environ.get("CONCIERGE_DESK_GOLDEN") == "write":
        path.write_text(drawn, "utf-8", newline="\n")
    assert drawn == path.read_text("utf-8")


# The board of the window


def test_the_board_tells_ends_and_nothing_else(shop: Play) -> None:
    """All that somebody may come for, by its last four characters: no name, no number, no place."""
    received(shop, tracking=PARCEL, shelf="ARMOIRE 12", confirmed=True, addressee={"name": "Mme Kessler"})
    plain_one = received(shop, carrier="colissimo", shelf="B4", addressee={"name": "M. Roth"})
    received(shop, tracking=REGISTERED, shelf="B1")
    refused = received(shop, tracking=LETTER, shelf="B2")
    shop.do("relay.refuse", custody=refused, reason="refused_by_addressee")
    lines = [block for block in shop.paper("board:now").blocks if isinstance(block, Pair) and block.strong]
    assert [line.left for line in lines] == [
        *sorted(["…6300", f"…{plain_one[-4:].upper()}"]),  # Colissimo, then a registered letter
        "…7312",
    ]
    told = text(shop, "board:now")
    for hidden in (PARCEL, "Kessler", "Roth", "ARMOIRE", "B4", "…1382"):
        assert hidden not in told
    assert "Colissimo" in told and "mercredi 25 novembre" in told
    shop.do("relay.hand_over", tracking=PARCEL, collector="addressee", id_document="id_card")
    assert "…6300" not in text(shop, "board:now")


def test_an_empty_board_says_so(shop: Play) -> None:
    assert "Rien n’attend aujourd’hui." in text(shop, "board:now")


@pytest.mark.parametrize("place", ["2026-11-25", "", "NOW", "c-x"])
def test_there_is_no_board_of_another_day(shop: Play, place: str) -> None:
    assert refusal(shop, f"board:{place}")[0] == "print.unknown"


def test_a_board_of_many_pages_is_not_cut(shop: Play) -> None:
    for n in range(70):
        received(shop, tracking=f"6A15602676{n:03d}", shelf="A1")
    document = shop.paper("board:now")
    assert_inside(document)
    assert pages(to_pdf(document)) > 1
