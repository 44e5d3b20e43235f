"""What is due to a partner: for each treatment that came back, less what a dispute keeps, to the cent and to the day."""

from typing import Any

import pytest

from tests.counter.desks import Play
from tests.entrusted.workshop import COAT, NET, figures, names, set_up, taken
from tests.services.relay_desk import rebuilt


@pytest.fixture
def coat(shop: Play) -> tuple[Play, str]:
    """A coat that came back clean: 7.45 are due."""
    set_up(shop)
    (piece,) = names(taken(shop, {**COAT, "declared_cents": 10000}))
    once_more(shop, piece)
    return shop, piece


def once_more(play: Play, piece: str, outcome: str = "treated") -> None:
    play.do("pressing.send", partner=NET, pieces=[piece])
    play.do("pressing.receive_back", partner=NET, pieces=[{"piece": piece, "outcome": outcome}])


def owed(play: Play) -> int:
    return int(figures(play)["owed"].get(NET, 0))


def dispute(play: Play, piece: str) -> None:
    play.do("pressing.dispute", piece=piece, about=["stain"])


def settle(play: Play, piece: str, **more: Any) -> Any:
    return play.do("pressing.settle_dispute", piece=piece, **more)


def test_a_treatment_is_due_once(coat: tuple[Play, str]) -> None:
    play, piece = coat
    assert owed(play) == 745
    play.do("pressing.redo", piece=piece, reason="stain")
    once_more(play, piece)
    assert owed(play) == 745, "doing it again costs nothing"


def test_untreated_is_not_due(shop: Play) -> None:
    set_up(shop)
    (piece,) = names(taken(shop))
    once_more(shop, piece, "untreated")
    assert owed(shop) == 0


def test_a_dispute_withholds_what_is_due_already(coat: tuple[Play, str]) -> None:
    play, piece = coat
    dispute(play, piece)
    assert owed(play) == 0
    assert play.code("pressing.dispute", piece=piece, about=["stain"]) == "pressing.disputed_already"
    settle(play, piece, outcome="none")
    assert owed(play) == 745
    assert play.code("pressing.settle_dispute", piece=piece, outcome="none") == "pressing.not_disputed"


def test_done_again_it_is_the_redo_s_and_nothing_more(coat: tuple[Play, str]) -> None:
    play, piece = coat
    dispute(play, piece)
    settle(play, piece, outcome="redo")
    assert owed(play) == 0
    play.do("pressing.redo", piece=piece, reason="stain")
    once_more(play, piece)
    assert owed(play) == 745


def test_what_he_bears_comes_off(coat: tuple[Play, str]) -> None:
    play, piece = coat
    dispute(play, piece)
    told = settle(play, piece, outcome="compensated", borne_by="partner")
    assert told.result["cents"] == 10000, "what was declared"
    assert owed(play) == 745 - 10000


def test_under_mandate_nothing_is_owed_and_nothing_comes_off(shop: Play) -> None:
    """His fund tells what is his, once for all trades: charged, less refunded, less remitted."""
    set_up(shop, regime="mandate")
    (piece,) = names(taken(shop, {**COAT, "declared_cents": 10000}))
    once_more(shop, piece)
    dispute(shop, piece)
    settle(shop, piece, outcome="compensated", borne_by="partner")
    assert figures(shop)["owed"] == {}
    assert shop.last("pressing.dispute_settled").aud == NET
    rebuilt(shop)


def test_what_the_shop_bears_does_not(coat: tuple[Play, str]) -> None:
    play, piece = coat
    dispute(play, piece)
    settle(play, piece, outcome="compensated", cents=500)
    assert owed(play) == 745


def test_a_dispute_before_it_is_back_keeps_what_comes(shop: Play) -> None:
    set_up(shop)
    (piece,) = names(taken(shop))
    dispute(shop, piece)
    once_more(shop, piece)
    assert owed(shop) == 0
    settle(shop, piece, outcome="none")
    assert owed(shop) == 745


def test_how_much_is_asked_where_nothing_says_it(shop: Play) -> None:
    set_up(shop)
    (piece,) = names(taken(shop, {"kind": "VESTE"}))
    dispute(shop, piece)
    assert shop.code("pressing.settle_dispute", piece=piece, outcome="compensated") == "pressing.cents_needed"


def test_a_day_s_figures_are_frozen(coat: tuple[Play, str]) -> None:
    play, piece = coat
    before = figures(play)
    assert (before["taken_in"], before["sent"], before["received_back"], before["here"]) == (1, 1, 1, 1)
    closed = play.do("day.close", counted_cents=None)
    assert [entry.kind for entry in closed.posted if entry.kind.startswith("pressing")] == [
        "pressing.day_reported"
    ]
    play.open("2026-11-26T08:00", confirmed_day="2026-11-26")
    dispute(play, piece)
    assert play.status("2026-11-25")["pressing"] == before


def test_a_shop_that_takes_nothing_in_reports_nothing(shop: Play) -> None:
    assert "pressing" not in shop.status()
    closed = shop.do("day.close", counted_cents=None)
    assert not [entry for entry in closed.posted if entry.kind.startswith("pressing")]


def test_what_he_is_paid_comes_off(coat: tuple[Play, str]) -> None:
    play, _piece = coat
    first = play.do("partner.settle", partner=NET, cents=700, until_day="2026-11-25")
    assert first.result == {"partner": NET, "owed_cents": 45}
    assert owed(play) == 45
    over = play.do("partner.settle", partner=NET, cents=100)
    assert [one.code for one in over.warnings] == ["partner.over_settled"]
    assert owed(play) == -55
    play.do("journal.reverse", op_of=over.op, reason="wrong_key")
    assert owed(play) == 45
    rebuilt(play)


def test_nothing_is_settled_that_was_never_owed(shop: Play) -> None:
    set_up(shop)
    assert shop.code("partner.settle", partner=NET, cents=100) == "partner.nothing_owed"
    assert shop.code("partner.settle", partner="NUL", cents=100) == "partner.unknown"
