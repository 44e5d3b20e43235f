"""List `moved`: what is promised anew by other hours, until its owner knows."""

from typing import Any

import pytest

from tests.counter.desks import Play
from tests.entrusted.test_told import listed
from tests.entrusted.workshop import NET, names, ready, set_up, taken
from tests.services.relay_desk import rebuilt

WRITTEN, ANEW = "2026-12-30T08:00/11:30", "2026-12-31T08:00/11:30"


@pytest.fixture
def december(play: Play) -> Play:
    """Tuesday 22 December, five past eight."""
    play.open("2026-12-22T08:05", confirmed_day="2026-12-22")
    set_up(play)
    return play


def close(play: Play, day: str = "2026-12-30") -> None:
    play.do("calendar.close_on", day=day, reason="other", confirmed=True)


def moved(play: Play) -> list[str]:
    return listed(play, "moved").get("pressing", [])


def test_it_is_listed_until_somebody_told_its_owner(december: Play) -> None:
    first, second = (names(taken(december))[0] for _ in range(2))
    (later,) = names(taken(december, promised_day="2027-01-20"))
    assert moved(december) == []
    close(december)
    assert moved(december) == [first, second]
    answer = december.do("pressing.remind", piece=first, by="phone")
    assert answer.result == {"piece": first, "by": "phone", "level": 0}
    assert december.last("pressing.reminded").data["due_slot"] == ANEW
    assert moved(december) == [second]
    rebuilt(december)
    assert december.code("pressing.remind", piece=later, by="phone") == "pressing.not_now"
    december.do("journal.reverse", op_of=answer.op, reason="wrong_key")
    assert moved(december) == [first, second]


def test_whoever_was_told_is_told_again_and_nobody_else(december: Play) -> None:
    first, second = (names(taken(december))[0] for _ in range(2))
    close(december)
    told = december.do("pressing.remind", piece=first, by="letter")
    assert told.documents == (), "no letter says by when"
    december.do("calendar.reopen", day="2026-12-30")
    assert moved(december) == [first], "she was told the other day"
    december.do("pressing.remind", piece=first, by="phone")
    assert moved(december) == []
    assert second not in moved(december)


def test_what_waits_here_is_moved_too_and_a_reminder_tells_it(december: Play) -> None:
    """It was to be fetched on a day that is closed now."""
    (piece,) = names(taken(december))
    ready(december, [piece])
    close(december)
    assert moved(december) == [piece]
    assert december.do("pressing.remind", piece=piece, by="email").result["level"] == 0
    assert moved(december) == []


def test_what_is_gone_is_told_to_nobody(december: Play) -> None:
    away, lost = (names(taken(december))[0] for _ in range(2))
    december.do("pressing.withdraw", pieces=[away], by="customer", reason="other")
    for incident in ("not_found", "lost"):
        december.do("pressing.report_incident", piece=lost, incident=incident)
    december.do("pressing.collect", pieces=[away], proof="tag")
    close(december)
    assert moved(december) == []


def test_on_a_slip_nobody_is_called(december: Play) -> None:
    """It leaves first, or the slip is taken back."""
    (piece,) = names(taken(december))
    december.do("pressing.prepare_slip", partner=NET)
    close(december)
    assert moved(december) == [piece]
    assert december.code("pressing.remind", piece=piece, by="phone") == "pressing.on_slip"
    december.do("pressing.send", partner=None, slip="S-2026-0001")
    assert december.do("pressing.remind", piece=piece, by="phone").result["level"] == 0


def test_done_again_it_is_promised_by_its_new_tag(december: Play) -> None:
    (piece,) = names(taken(december))
    ready(december, [piece])
    close(december)
    done = december.do("pressing.redo", piece=piece, reason="stain")
    assert moved(december) == []
    close(december, "2026-12-31")
    undo: dict[str, Any] = {"op_of": done.op, "reason": "wrong_key"}
    assert moved(december) == [piece]
    assert december.code("journal.reverse", **undo) == "pressing.changed_since"
    december.do("calendar.reopen", day="2026-12-31")
    december.do("journal.reverse", **undo)
    assert moved(december) == [piece], "ready, and promised as it was: nobody was told"


def test_work_that_was_let_be_waits_for_no_workshop(december: Play) -> None:
    (piece,) = names(taken(december))
    december.do("pressing.withdraw", pieces=[piece], by="customer", reason="other")
    close(december, "2026-12-29")
    assert december.rows("SELECT due_slot FROM pressing_piece") == [(WRITTEN,)]
    assert moved(december) == []
