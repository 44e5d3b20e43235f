"""The face of a real desk: acts played, visits and their money, papers, what others record."""

import stat
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from concierge_desk.counter.command.operation import Answer
from concierge_desk.domain.errors import Refused
from concierge_desk.jobs.papers import PrintFormat, print_document
from concierge_desk.pages.counter.desk import FrontFace
from concierge_desk.pages.counter.face import Face, Means, SavedVisit
from concierge_desk.pages.shelf.desk import ShelfDesk
from concierge_desk.ui.presenter.prices import PricedLine
from tests.counter.desks import COFFEE, LV_20, Play, card, cash
from tests.front_face.asked import at_hand, only

STEP = {"asking": "relay", "answers": [1]}


def play_act(face: FrontFace, do: str, **fields: Any) -> Answer:
    answer = face.play({"op": face.new_op(), "do": do, **fields})
    assert answer.refused is None, answer.refused
    return answer


def save(face: FrontFace, *acts: Mapping[str, Any], **fields: Any) -> str:
    result = play_act(face, "visit.save", acts=list(acts), **fields).result
    assert result is not None
    return str(result["visit"])


def test_it_is_a_face(face: FrontFace) -> None:
    as_the_front_sees_it: Face = face
    assert as_the_front_sees_it.lang == "en"
    assert face.means == (Means("cash", "Cash"), Means("card", "Card"), Means("cheque", "Cheque"))


def test_an_operator_nobody_knows(play: Play) -> None:
    with pytest.raises(Refused, match=r"operator\.unknown"):
        FrontFace(play.desk, "en", "o99")


def test_acts_are_played_once_and_told(shop: Play) -> None:
    told: list[Answer] = []
    face = FrontFace(at_hand(shop), "fr", "o01", told.append)
    try:
        op = face.new_op()
        assert op != face.new_op()
        raw = {"op": op, "do": "till.settle", "acts": [COFFEE], "payments": [cash(200)]}
        first, again = face.play(raw), face.play(raw)
        assert first == again == told[0] == told[1]
        assert (first.ticket, shop.last("till.settled").by) == ("T-2026-000001", "o01")
        refused = face.play(
            {"op": face.new_op(), "do": "till.settle", "acts": [COFFEE], "payments": [cash(100)]}
        )
        assert refused.refused is not None
        assert face.sentence(refused.refused.code, refused.refused.params) == "Il manque 0,20\u00a0€."
    finally:
        face.close()


# Visits.


def test_nobody_is_served(face: FrontFace) -> None:
    assert face.at_counter() is None
    assert face.parked() == ()


def test_the_visit_and_its_step_are_there_again(shop: Play, face: FrontFace) -> None:
    visit = save(face, COFFEE, step=STEP)
    shop.hands.move(seconds=1)
    again = FrontFace(at_hand(shop), "en")
    try:
        saved = again.at_counter()
        assert saved == SavedVisit(visit, (COFFEE,), STEP, "8:00")
    finally:
        again.close()
    play_act(face, "visit.park", visit=visit)
    assert face.at_counter() is None
    assert face.parked() == (saved,)
    play_act(face, "visit.resume", visit=visit)
    assert face.at_counter() == saved
    assert face.ticket_of(visit) is None
    play_act(face, "till.settle", visit=visit, payments=[card(120)])
    assert (face.at_counter(), face.ticket_of(visit)) == (None, "T-2026-000001")


def test_of_several_at_the_counter_the_last_is_served_and_none_is_lost(shop: Play, face: FrontFace) -> None:
    """Another process began a visit of its own: it waits in the list like one that was set aside."""
    first = save(face, COFFEE)
    shop.hands.move(seconds=1)
    second = save(face, LV_20)
    shop.hands.move(seconds=1)
    third = save(face, LV_20)
    play_act(face, "visit.park", visit=second)
    here = face.at_counter()
    assert here is not None and here.visit == third
    assert [visit.visit for visit in face.parked()] == [first, second]
    assert face.status().parked == 2
    # One that came to nothing waits for nobody; a talk that was begun does.
    save(face, visit=first)
    assert [visit.visit for visit in face.parked()] == [second]
    save(face, visit=second, step=STEP)
    here = face.at_counter()
    assert here is not None
    assert {here.visit, *(visit.visit for visit in face.parked())} == {second, third}


# Money.


def test_each_line_has_its_price_and_whose_money_it_is(shop: Play, face: FrontFace) -> None:
    acts = [{**LV_20, "quantity": 3}, LV_20, {**COFFEE, "quantity": 2}]
    head = shop.head()
    priced = face.priced(None, acts)
    assert priced.lines == (
        PricedLine(
            acts[0], "Timbre Lettre verte 20\u00a0g", 3, 456, "La Poste · 1,52\u00a0€ each", "La Poste"
        ),
        PricedLine(acts[1], "Timbre Lettre verte 20\u00a0g", 1, 152, "La Poste", "La Poste"),
        PricedLine(acts[2], "Café", 2, 240, "Our own · VAT 10\u00a0%", "Our own"),
    )
    assert priced.due_cents == 848
    assert priced.funds == (("La Poste", 608), ("Our own", 240))
    assert shop.head() == head
    # What was shown is what is taken.
    answer = play_act(face, "till.settle", acts=acts, payments=[card(848)])
    assert answer.result is not None and answer.result["due_cents"] == 848


def test_a_line_that_cannot_be_charged_says_why_and_the_others_keep_their_price(
    shop: Play, face: FrontFace
) -> None:
    acts = [COFFEE, {"do": "shop.sell", "article": "NIX"}, {"do": "shop.buy"}, COFFEE]
    first, unknown, nothing, last = face.priced(None, acts).lines
    assert (first.cents, last.cents, face.priced(None, acts).due_cents) == (120, 120, 240)
    assert (unknown.cents, unknown.label, unknown.quantity) == (None, "An article is sold", 1)
    assert unknown.refused.startswith("NIX is not in the catalogue")
    assert nothing.label == "shop.buy"
    assert nothing.refused == "There is no command shop.buy."
    assert first.refused == last.refused == ""


def test_acts_know_those_before_them(shop: Play, face: FrontFace) -> None:
    """The same parcel twice in one visit: the second is refused, as it would be."""
    parcel = {"do": "relay.frank", "product": "COL", "weight_g": 250, "tracking": "6A15602683841"}
    first, second = face.priced(None, [parcel, parcel]).lines
    assert first.cents is not None
    assert second.cents is None
    assert second.refused


def test_a_note_is_needed_until_it_was_written(shop: Play, face: FrontFace) -> None:
    hem = {"article": "OURLET", "label": "Ourlet", "cents": 2500, "vat_code": "TVA_20", "nature": "service"}
    shop.do("shop.article_set", **hem)
    act = {"do": "shop.sell", "article": "OURLET"}
    visit = save(face, act)
    assert face.priced(None, [act]).note_needed
    assert face.priced(visit, [act]).note_needed
    play_act(face, "visit.note", visit=visit)
    assert not face.priced(visit, [act]).note_needed
    assert face.priced(visit, [act, act]).note_needed
    assert not face.priced(visit, [COFFEE]).note_needed


def test_money_is_priced_before_the_day_is_open(play: Play, face: FrontFace) -> None:
    assert face.priced(None, [COFFEE]).due_cents == 120
    assert face.priced(None, []).lines == ()


# What there is.


def test_favourites_keep_their_places(face: FrontFace) -> None:
    services = [offer.service for offer in face.favourites()]
    assert services == sorted(services, key=("relay", "shop").index)
    assert {"relay", "shop"} <= set(services)


def test_an_unknown_card_gives_way_to_a_known_one(shop: Play, face: FrontFace) -> None:
    """A number that a parcel bears is no new article, however much it looks like a barcode."""
    digits = "450123456789012"
    assert all(offer.unknown for offer in face.found(digits))
    shop.do(
        "shop.article_set",
        article="SAC",
        label="Sac",
        cents=100,
        vat_code="TVA_20",
        nature="goods",
        barcodes=[digits],
    )
    assert [offer.unknown for offer in face.found(digits)] == [False]


def test_the_shelf_of_a_service(shop: Play, face: FrontFace) -> None:
    desk = ShelfDesk(face)
    assert desk.on_shelf("shop").offers == desk.on_shelf("nothing").offers == ()
    shop.do("relay.receive", tracking="6A15602676300", shelf="A3", presented_day="2026-11-24")
    assert [offer.place for offer in desk.on_shelf("relay").offers] == ["A3"]
    assert only(face.found("6A15602676300")).place == "A3"


def test_what_another_language_calls_it(shop: Play) -> None:
    french = FrontFace(at_hand(shop), "fr")
    try:
        assert french.means[0] == Means("cash", "Espèces")
        assert french.priced(None, [LV_20]).lines[0].fund == "La Poste"
    finally:
        french.close()


# Papers.


def test_a_paper_is_shown_from_a_file_that_does_not_stay(shop: Play, face: FrontFace) -> None:
    shop.settle([COFFEE], cash(120))
    path = face.paper("ticket:T-2026-000001")
    assert path.read_bytes().startswith(b"%PDF-")
    assert path.parent == shop.desk.folder.papers
    if sys.platform != "win32":
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert shop.last("document.printed").data["document"] == "ticket:T-2026-000001"
    # A window that was killed left it; the next one takes it away, and so does its own closing.
    again = FrontFace(at_hand(shop), "en")
    assert not path.exists()
    kept = again.paper("ticket:T-2026-000001")
    again.close()
    assert not kept.exists()


def test_a_look_at_a_sheet_is_no_print(shop: Play, face: FrontFace) -> None:
    """However often, it stays the original; what was printed meanwhile, and what earlier versions wrote, counts."""
    held = str(shop.do("relay.receive", tracking="6A15602676300", shelf="A3").result["custody"])
    notice = f"notice:{held}"
    looks = [face.paper(notice).read_bytes() for _ in range(3)]
    assert len(set(looks)) == 1
    assert [entry for entry in shop.posted() if entry.kind == "document.printed"] == []
    print_document(shop.desk, notice, PrintFormat("pdf"), shop.desk.folder.papers / "printed.pdf", None)
    assert shop.last("document.printed").data["copy"] == 0
    assert face.paper(notice).read_bytes() != looks[0], "the next one would be a duplicate"
    assert len([entry for entry in shop.posted() if entry.kind == "document.printed"]) == 1


@pytest.mark.parametrize("document", ["ticket:T-2026-000009", "nothing", "ticket:../../x"])
def test_a_paper_that_is_none(shop: Play, face: FrontFace, document: str) -> None:
    with pytest.raises(Refused, match=r"print\.unknown"):
        face.paper(document)


# Others.


def test_another_process_records_beside_the_window_and_is_seen(
    shop: Play, face: FrontFace, tmp_path: Path
) -> None:
    before = face.version()
    play_act(face, "till.move", direction="in", cents=100, reason="float")
    assert face.version() == before
    line = tmp_path / "act.jsonl"
    line.write_text(
        '{"op":"01970000-0000-7000-8000-0000000000aa","do":"relay.receive","tracking":"6A15602676300","shelf":"A3"}\n'
    )
    words = ("--data", str(shop.desk.folder.root), "record", str(line))
    done = subprocess.run([sys.executable, "-m", "concierge_desk", *words], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert face.version() != before
    assert only(face.found("6A15602676300")).place == "A3"


def test_settings_and_hours_that_changed_are_seen(shop: Play, face: FrontFace) -> None:
    assert face.status().day.text.endswith("closes at 11:30")
    shop.do("calendar.set_grid", valid_from="2026-11-25", wednesday=["08:00-12:00"])
    assert face.status().day.text.endswith("closes at 12:00")
