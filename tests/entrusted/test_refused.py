"""What is refused of things entrusted, and why, one line each: as a clerk reads it."""

from dataclasses import replace
from typing import Any

import pytest

from concierge_desk.counter.values.kinds import Unreadable
from concierge_desk.domain.calendar import OpeningCalendar
from concierge_desk.domain.errors import Refused
from concierge_desk.mechanisms.entrusted.model.fields import CODE, Joined, LeadDays
from concierge_desk.mechanisms.entrusted.model.pay import Pay, PayingPiece, pay
from concierge_desk.mechanisms.entrusted.model.promise import Timetable, due_now
from concierge_desk.mechanisms.entrusted.model.steps import NamedPieces
from concierge_desk.mechanisms.entrusted.tables import looks
from concierge_desk.services.pressing import SERVICE
from tests.counter.desks import Play, context
from tests.entrusted.workshop import COAT, NET, member, partner, ready, set_up, taken

OTHER = "AUTRE"


@pytest.fixture
def cleaner(play: Play) -> Play:
    """A dry cleaner with rounds, another one without, a coat of each."""
    play.open()
    set_up(play)
    partner(play, OTHER)
    taken(play, COAT)
    taken(play, COAT, partner=OTHER)
    return play


HIS, OTHERS = "D-2026-000001/1", "D-2026-000002/1"


@pytest.mark.parametrize(
    ("do", "fields", "code"),
    [
        ("prepare_slip", {"partner": "PERSONNE"}, "partner_unknown"),
        ("send", {"partner": "PERSONNE"}, "partner_unknown"),
        ("send", {"partner": NET, "pieces": [OTHERS]}, "mixed_partners"),
        ("send", {}, "slip_or_partner"),
        ("send", {"slip": "S-2026-0001", "pieces": [HIS]}, "slip_or_partner"),
        ("receive_back", {"partner": "PERSONNE", "pieces": []}, "partner_unknown"),
        ("receive_back", {"partner": NET, "pieces": [{"piece": OTHERS}]}, "mixed_partners"),
        ("quote", {"order": "D-2026-000001", "lines": [{"piece": OTHERS, "cents": 100}]}, "unknown"),
        ("answer_quote", {"order": "D-2026-000009", "answer": "accepted", "by": "here"}, "unknown"),
        (
            "set_prices",
            {"partner": "PERSONNE", "rows": [{"kind": "MANTEAU", "public": 1}]},
            "partner_unknown",
        ),
        ("set_prices", {"rows": [{"kind": "TOGE", "public": 1}]}, "kind_unknown"),
        ("set_prices", {"rows": [{"kind": "MANTEAU", "public": 1}] * 2}, "twice"),
        ("set_kinds", {"rows": [{"kind": "TOGE", "label_fr": "Toge"}] * 2}, "twice"),
        ("set_kinds", {"rows": [{"kind": "HABIT", "label_fr": "Habit", "tags": "GILET"}]}, "kind_unknown"),
        ("dispute", {"piece": "D-2026-000009/1", "about": ["stain"]}, "unknown"),
    ],
)
def test_it_is_refused(cleaner: Play, do: str, fields: dict[str, Any], code: str) -> None:
    assert cleaner.code(f"pressing.{do}", **fields) == f"pressing.{code}"


def test_what_was_never_here_is_complained_about_by_nobody(cleaner: Play) -> None:
    cleaner.do("journal.reverse", op_of=cleaner.last("pressing.taken_in").op, reason="wrong_key")
    refused = cleaner.refused("pressing.dispute", piece=OTHERS, about=["stain"])
    assert (refused.code, refused.params["state"]) == ("pressing.not_now", "cancelled")


def test_a_workshop_without_rounds_takes_things_and_nobody_knows_when_it_is_back(cleaner: Play) -> None:
    assert cleaner.do("pressing.send", partner=OTHER).result["back_slot"] is None


def test_who_comes_for_somebody_by_her_card_is_tied_to_it(cleaner: Play) -> None:
    ready(cleaner, [HIS])
    person = member(cleaner)
    cleaner.settle([{"do": "pressing.pay", "piece": HIS}], {"means": "card", "cents": 1490})
    cleaner.do("pressing.collect", pieces=[HIS], proof="slip", proxy={"card": person})
    ref = cleaner.last("pressing.collected").data["proxy"]
    assert cleaner.rows("SELECT person FROM party_link WHERE ref = ?", ref) == [(person,)]


@pytest.mark.parametrize(("day", "told"), [("2026-12-25", []), ("2026-12-26", ["pressing.redo_late"])])
def test_a_month_after_the_collection_it_is_done_again_as_a_favour(
    cleaner: Play, day: str, told: list[str]
) -> None:
    ready(cleaner, [HIS])
    cleaner.settle([{"do": "pressing.pay", "piece": HIS}], {"means": "card", "cents": 1490})
    cleaner.do("pressing.collect", pieces=[HIS], proof="slip")
    cleaner.close(counted_cents=0)
    cleaner.open(f"{day}T08:00", confirmed_day=day)
    assert cleaner.warned("pressing.redo", piece=HIS, reason="stain") == told


def test_a_piece_is_paid_at_no_rate_that_nobody_set(cleaner: Play) -> None:
    piece = cleaner.desk.store.read(lambda rows: looks.piece_of(rows, "pressing", HIS))
    assert piece is not None
    known = NamedPieces(SERVICE.acts.args[0], {HIS: piece})  # type: ignore[union-attr]
    with pytest.raises(Refused) as refused:
        pay(PayingPiece(known, {}), Pay(HIS), context())
    assert refused.value.code == "vat.unknown"


def test_of_a_shop_that_is_open_no_more_nobody_can_say_when_a_piece_is_ready(cleaner: Play) -> None:
    piece = cleaner.desk.store.read(lambda rows: looks.piece_of(rows, "pressing", HIS))
    assert piece is not None
    shut = OpeningCalendar((), (), lambda _day: False)
    assert due_now(piece, Timetable(), shut) is None
    # Nothing was promised, and nobody says when it is back.
    assert due_now(replace(piece, paper_slot=None), Timetable(), shut) is None


def test_days_by_quality_are_an_object_and_kinds_a_list_or_one_text() -> None:
    days, kinds = LeadDays(("normal",)), Joined(CODE)
    assert (days.read({"normal": 3}), kinds.read("VESTE+PANTALON")) == ({"normal": 3}, ("VESTE", "PANTALON"))
    assert days.label.startswith("object") and kinds.label.startswith("list")
    for wrong, code in (("3", "input.object"), ({"slow": 3}, "input.choice")):
        with pytest.raises(Unreadable) as unreadable:
            days.read(wrong)
        assert unreadable.value.code == code
