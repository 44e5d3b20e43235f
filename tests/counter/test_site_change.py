"""What the shop is, changed on the open desk: what is written, refused, taken back; old papers; two processes."""

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from concierge_desk.counter.context import Settings
from concierge_desk.counter.setup.site_change import ChangeSite, change_site
from concierge_desk.counter.site import read_site
from concierge_desk.counter.texts.entry_texts import told
from concierge_desk.desk import catalogue
from concierge_desk.desk.commission import commission
from concierge_desk.desk.desk import Options, open_desk
from concierge_desk.domain.errors import Refused
from concierge_desk.jobs.entry_texts import tellings
from concierge_desk.jobs.papers import PrintFormat, print_document, show_document
from concierge_desk.jobs.verdict import VerifyRequest
from concierge_desk.jobs.verify import verify_desk
from concierge_desk.pages.counter.desk import FrontFace
from tests.counter.desks import COFFEE, SHOP, Desks, Hands, Play, card, context, local, site_with
from tests.counter.pages import words
from tests.counter.samples import take_back
from tests.real_site import SIRET
from tests.sizes import few

OTHER_SIRET = "55208131766522"
NUMBERS = {"siret": SIRET, "vat_number": "FR40303265045"}


def shop_of(play: Play) -> Settings:
    return play.desk.settings


def is_whole(play: Play) -> bool:
    return verify_desk(play.desk, VerifyRequest(signatures=True, tables=True)).faults == []


# What is written.


def test_one_entry_says_the_whole_and_what_changed(shop: Play) -> None:
    first = shop.last("settings.set").data
    answer = shop.do("site.change", siret=SIRET, name="Conciergerie du Port")
    assert answer.result == {"changed": ["name", "siret"], "moved": {}}
    (entry,) = answer.posted
    assert entry.data == {
        **first,
        "name": "Conciergerie du Port",
        "siret": SIRET,
        "changed": ["name", "siret"],
        "before": {"name": "Conciergerie Solidaire Ampère", "siret": "0" * 14},
    }
    assert (shop_of(shop).name, shop_of(shop).siret) == ("Conciergerie du Port", SIRET)
    # The next one does not say again what the last one changed.
    shop.do("site.change", roll_mm=58)
    assert shop.last("settings.set").data["changed"] == ["roll_mm"]
    assert shop.last("settings.set").data["siret"] == SIRET
    assert is_whole(shop)


@few(4)
@pytest.mark.parametrize(
    ("given", "field", "value"),
    [
        ({"legal": ["SCIC SAS", "Capital variable"]}, "legal", ("SCIC SAS", "Capital variable")),
        ({"legal": []}, "legal", ()),
        ({"address": "12 quai du Bassin ; 68000 Colmar"}, "address", ("12 quai du Bassin", "68000 Colmar")),
        ({"siret": "303 265 045 00003"}, "siret", SIRET),
        ({"rcs": "Colmar"}, "rcs", "Colmar"),
        ({"rcs": None}, "rcs", ""),
        (NUMBERS, "vat_number", "FR40303265045"),
        ({"timezone": "Indian/Reunion"}, "timezone", "Indian/Reunion"),
        ({"holidays": "FR"}, "holidays", "FR"),
        ({"fiscal_year_start": "07-01"}, "fiscal_year_start", "07-01"),
        ({"roll_mm": 58}, "roll_mm", 58),
    ],
)
def test_every_field(shop: Play, given: Mapping[str, Any], field: str, value: Any) -> None:
    shop.do("site.change", **given)
    assert getattr(shop_of(shop), field) == value
    assert is_whole(shop)


def test_what_is_left_out_is_not_written(shop: Play) -> None:
    shop.do("site.change", rcs=None)
    assert "rcs" not in shop.last("settings.set").data
    assert shop.last("settings.set").data["before"] == {"rcs": "Strasbourg"}
    shop.do("site.change", rcs="Colmar")
    assert shop.last("settings.set").data["before"] == {"rcs": None}


# What is refused.


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({}, "site.nothing_changed"),
        ({"name": "Conciergerie Solidaire Ampère"}, "site.nothing_changed"),
        ({"vat_number": None}, "site.nothing_changed"),
        ({"siret": "30326504500004"}, "site.siret_invalid"),
        ({"siret": "303265045"}, "site.siret_invalid"),
        ({"vat_number": "FR40303265045"}, "site.vat_number_invalid"),
        ({"siret": SIRET, "vat_number": "FR41000000000"}, "site.vat_number_invalid"),
        ({"timezone": "Europe/Strasbourg"}, "site.field_invalid"),
        ({"holidays": "FR-67"}, "site.field_invalid"),
        ({"fiscal_year_start": "02-30"}, "site.field_invalid"),
        ({"roll_mm": 60}, "site.field_invalid"),
        ({"roll_mm": 57}, "input.bounds"),
        ({"name": " "}, "input.empty"),
        ({"legal": ["x"] * 9}, "input.list"),
        ({"address": ["Tél. 03 88 12 34 56"]}, "input.phone_number"),
        ({"legal": ["Photo 185057800608436"]}, "input.id_number"),
        # The code is for good; a drawer is set by its own command.
        ({"code": "AMP2"}, "input.unknown_field"),
        ({"drawer": "MAIN2"}, "input.unknown_field"),
    ],
)
def test_refusals(shop: Play, given: Mapping[str, Any], code: str) -> None:
    assert shop.code("site.change", **given) == code


def test_zeros_are_for_practice_alone() -> None:
    from dataclasses import replace

    now = {
        "siret": SIRET,
        "name": "X",
        "timezone": "Europe/Paris",
        "holidays": "FR",
        "fiscal_year_start": "01-01",
    }
    zeros = ChangeSite(siret="0" * 14)
    assert change_site(now, zeros, context()).data["siret"] == "0" * 14
    with pytest.raises(Refused) as caught:
        change_site(now, zeros, context(settings=replace(SHOP, practice=False)))
    assert caught.value.code == "site.siret_invalid"


def test_another_company_brings_its_vat_number(shop: Play) -> None:
    shop.do("site.change", **NUMBERS)
    assert shop.code("site.change", siret=OTHER_SIRET) == "site.vat_number_invalid"
    shop.do("site.change", siret=OTHER_SIRET, vat_number=None)
    assert shop_of(shop).vat_number == ""


def test_what_may_be_a_name_is_asked_for_twice(shop: Play) -> None:
    assert shop.code("site.change", legal=["Mme Kessler, EI"]) == "input.label_names"
    shop.do("site.change", legal=["Mme Kessler, EI"], confirmed=True)
    assert shop_of(shop).legal == ("Mme Kessler, EI",)


# Taken back.


def test_it_is_taken_back_while_it_holds(shop: Play) -> None:
    op = shop.do("site.change", siret=SIRET, rcs=None).op
    shop.do("site.change", name="Conciergerie du Port")
    # Another field was changed since: that stays.
    taken = take_back(shop, op)
    assert taken.result["corrects"] == [shop.last("settings.set").data["corrects"]]
    now = shop_of(shop)
    assert (now.siret, now.rcs, now.name) == ("0" * 14, "Strasbourg", "Conciergerie du Port")
    assert shop.code("journal.reverse", op_of=op, reason="wrong_key") == "journal.reversed_already"
    assert is_whole(shop)


def test_what_was_changed_since_stays(shop: Play) -> None:
    op = shop.do("site.change", siret=SIRET).op
    shop.do("site.change", siret=OTHER_SIRET)
    assert shop.code("journal.reverse", op_of=op, reason="wrong_key") == "site.changed_since"
    assert shop_of(shop).siret == OTHER_SIRET


def test_the_region_is_not_taken_back(shop: Play) -> None:
    op = shop.do("site.change", holidays="FR").op
    assert shop.code("journal.reverse", op_of=op, reason="wrong_key") == "site.change_again"


# Told.


@pytest.mark.parametrize(
    ("given", "words_told"),
    [
        ({"siret": SIRET}, f"SIRET : {SIRET} au lieu de {'0' * 14}"),
        (
            {"name": "Au Port", "rcs": None},
            "Nom de la conciergerie : Au Port au lieu de Conciergerie Solidaire Ampère. Registre du commerce : aucun au lieu de Strasbourg",
        ),
        (
            {"address": ["12 quai du Bassin", "68000 Colmar"]},
            "Adresse : 12 quai du Bassin · 68000 Colmar au lieu de 40 rue de Wattwiller · 67100 Strasbourg",
        ),
        ({"holidays": "DE-BW"}, "Jours fériés : Allemagne, Bade-Wurtemberg au lieu de Alsace et Moselle"),
        ({"fiscal_year_start": "07-01"}, "Année comptable à partir du : 01/07 au lieu de 01/01"),
        ({"roll_mm": 58}, "Largeur du rouleau : 58 mm au lieu de 80 mm"),
    ],
)
def test_it_is_told_from_what_to_what(shop: Play, given: Mapping[str, Any], words_told: str) -> None:
    shop.do("site.change", **given)
    assert told(shop.last("settings.set"), tellings(), "fr").replace("\u00a0", " ") == words_told


# Old papers.


def test_a_ticket_is_reprinted_with_the_mentions_of_its_day(shop: Play, tmp_path: Path) -> None:
    """R-1.60: a changed setting breaks no old ticket: a duplicate is what was handed over, whatever the shop is called by then."""
    old = str(shop.settle([COFFEE], card(120)).ticket)
    before = _printed(shop, old, tmp_path)
    shop.do("site.change", siret=SIRET, name="Conciergerie du Port", address=["12 quai du Bassin"])
    new = str(shop.settle([COFFEE], card(120)).ticket)
    again, after = _printed(shop, old, tmp_path), _printed(shop, new, tmp_path)
    for mention in ("Conciergerie Solidaire Ampère", "40 rue de Wattwiller", "00000000000000"):
        assert mention in before
        assert mention in again
        assert mention not in after
    for mention in ("Conciergerie du Port", "12 quai du Bassin", SIRET):
        assert mention not in again
        assert mention in after
    assert "DUPLICATA" in again
    # The closing is of the day it closes.
    shop.close(counted_cents=8000)
    show_document(shop.desk, "z:Z-2026-0001", tmp_path / "z.pdf")
    assert "Conciergerie du Port" in words((tmp_path / "z.pdf").read_bytes())
    assert is_whole(shop)


def _printed(play: Play, ticket: str, folder: Path) -> str:
    path = folder / "paper.pdf"
    print_document(play.desk, f"ticket:{ticket}", PrintFormat("pdf"), path, None)
    return words(path.read_bytes()).replace("\u00a0", " ").replace(" ", " ")


# Elsewhere than in Alsace.


@pytest.fixture
def in_lyon(desks: Desks) -> Iterator[Play]:
    with desks.desk(site=site_with(holidays='"FR"', rcs='"Lyon"')) as play:
        play.open(float_cents=8000)
        yield play


def test_a_second_site_works_when_alsace_rests(in_lyon: Play) -> None:
    """Good Friday and 26 December are days like others in Lyon, and holidays once it is in Strasbourg."""
    calendar = in_lyon.desk.store.read(lambda rows: catalogue.calendar(rows, in_lyon.desk.settings))
    assert calendar.is_open(date(2026, 12, 26))
    assert calendar.is_open(date(2027, 3, 26))
    assert not calendar.is_open(date(2026, 12, 25))
    held = in_lyon.do(
        "relay.receive", tracking="6A15602676300", shelf="A3", label_deadline_day="2026-12-26"
    ).posted[0]
    assert held.data["last_useful_slot"] == "2026-12-26T09:00/12:00"
    answer = in_lyon.do("site.change", holidays="FR-6AE")
    assert answer.result == {"changed": ["holidays"], "moved": {"relay": 1}}
    (_, moved) = answer.posted
    assert [row["last_useful_slot"] for row in moved.data["rows"]] == ["2026-12-24T15:00/18:00"]
    assert in_lyon.code("journal.reverse", op_of=answer.op, reason="wrong_key") == "relay.slots_follow"
    # The way back is the opposite change.
    assert in_lyon.do("site.change", holidays="FR").result["moved"] == {"relay": 1}
    assert in_lyon.rows("SELECT last_useful_slot FROM relay_custody") == [("2026-12-26T09:00/12:00",)]
    in_lyon.close(counted_cents=8000)
    assert is_whole(in_lyon)


# Two processes.


def recorded(folder: Path, lines: Sequence[Mapping[str, Any]]) -> "subprocess.Popen[str]":
    """Let another process play commands on the desk of a folder."""
    process = subprocess.Popen(
        [sys.executable, "-m", "concierge_desk", "--data", str(folder), "--json", "record", "-"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdin is not None
    process.stdin.write("".join(f"{json.dumps(line)}\n" for line in lines))
    process.stdin.close()
    return process


def answers_of(process: "subprocess.Popen[str]") -> list[dict[str, Any]]:
    assert process.stdout is not None
    told_by_it = [json.loads(line) for line in process.stdout]
    assert process.wait(timeout=120) == 0
    process.stdout.close()
    return told_by_it


def changes(n: int, **fields: Any) -> dict[str, Any]:
    return {"op": f"01970000-0000-7000-8000-{n:012x}", "do": "site.change", **fields}


def test_what_another_process_changed_is_in_force_here(desks: Desks, tmp_path: Path) -> None:
    with desks.desk() as play:
        face = FrontFace(play.desk, "fr")
        assert face.status().shop == "Conciergerie Solidaire Ampère"
        (answer,) = answers_of(
            recorded(play.desk.folder.root, [changes(0xA0, name="Conciergerie du Port", siret=SIRET)])
        )
        assert answer["result"]["changed"] == ["name", "siret"]
        # The head of the window, a decision, what a page asks, and the next paper.
        assert face.status().shop == "Conciergerie du Port"
        assert play.desk.settings.siret == SIRET
        play.open(float_cents=8000)
        ticket = str(play.settle([COFFEE], card(120)).ticket)
        assert "Conciergerie du Port" in _printed(play, ticket, tmp_path)
        face.close()


def test_two_processes_change_what_the_shop_is(desks: Desks) -> None:
    """Each writes the whole, and none loses what the other changed; the same field is whoever came last's."""
    rounds = 6
    with desks.desk() as play:
        folder = play.desk.folder.root
        both = [
            recorded(
                folder, [changes(0x100 + n, name=f"Nom {n}", roll_mm=(58, 80)[n % 2]) for n in range(rounds)]
            ),
            recorded(folder, [changes(0x200 + n, address=[f"{n} rue du Port"]) for n in range(rounds)]),
        ]
        told_by_both = [answers_of(process) for process in both]
        assert all(answer["ok"] for answers in told_by_both for answer in answers)
        now = play.desk.settings
        assert (now.name, now.address) == (f"Nom {rounds - 1}", (f"{rounds - 1} rue du Port",))
        # The very same setting: the first one is not taken back over the second.
        first, second = (
            answers_of(recorded(folder, [changes(0x300 + n, siret=number)]))[0]
            for n, number in enumerate((SIRET, OTHER_SIRET))
        )
        assert second["result"]["changed"] == ["siret"]
        play.open(float_cents=8000)
        assert play.code("journal.reverse", op_of=first["op"], reason="wrong_key") == "site.changed_since"
        take_back(play, second["op"])
        assert play.desk.settings.siret == SIRET
        assert is_whole(play)


def test_a_desk_of_another_region_from_its_site_file(tmp_path: Path) -> None:
    text = site_with(holidays='"DE-BW"', name='"Nachbarschaftsladen"')
    commission(
        Options(tmp_path / "kehl", local("2026-11-25T08:00").replace(tzinfo=None)),
        read_site(text),
        practice=True,
    )
    with open_desk(Options(tmp_path / "kehl")) as desk:
        play = Play(desk, Hands(local("2026-11-25T08:00")))
        play.open(float_cents=0)
        calendar = desk.store.read(lambda rows: catalogue.calendar(rows, desk.settings))
        assert not calendar.is_open(date(2027, 1, 6))
        assert calendar.is_open(date(2027, 7, 14))
