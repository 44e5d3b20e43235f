"""Minutes of the acts: since the entry before in the session, five at most."""

from fractions import Fraction

import pytest

from concierge_desk.domain.journal import Posted
from concierge_desk.services.relay.model.pay.minutes import hour_cents, time_spent


def entry(seq: int, kind: str, at: str, aud: str = "LAPOSTE") -> Posted:
    fields = dict.fromkeys(("epoch", "op", "by", "desk"), "")
    return Posted(
        seq=seq, aud=aud, kind=kind, day="2026-11-25", at=f"2026-11-25T{at}Z", tz="+01:00", data={}, **fields
    )


def spent(*entries: tuple[str, str] | tuple[str, str, str]) -> dict[str, tuple[int, int]]:
    posted = [entry(place, *one) for place, one in enumerate(entries, 1)]
    return {one.act: (one.times, int(one.seconds)) for one in time_spent(posted, "LAPOSTE")}


@pytest.mark.parametrize(
    ("entries", "told"),
    [
        # The opening is the entry before the first act.
        ([("day.opened", "08:00:00", ""), ("relay.received", "08:01:30")], {"received": (1, 90)}),
        # A queue of nobody is no work: five minutes at most.
        ([("day.opened", "08:00:00", ""), ("relay.sold", "09:00:00")], {"sold": (1, 300)}),
        # Somebody else's act before it ends the time of that one, and counts for nothing here.
        (
            [
                ("day.opened", "08:00:00", ""),
                ("shop.sold", "08:04:00", ""),
                ("relay.received", "08:04:20", "DPD"),
                ("relay.handed_over", "08:05:00"),
            ],
            {"handed_over": (1, 40)},
        ),
        # Of one operation the first act has the time.
        (
            [
                ("day.opened", "08:00:00", ""),
                ("relay.sold", "08:02:00"),
                ("relay.franked", "08:02:00"),
                ("till.settled", "08:02:00", ""),
            ],
            {"sold": (1, 120), "franked": (1, 0)},
        ),
        # The pause between two sessions is nobody's.
        (
            [
                ("day.opened", "08:00:00", ""),
                ("session.closed", "11:30:00", ""),
                ("session.opened", "15:00:00", ""),
                ("relay.deposited", "15:00:30"),
            ],
            {"deposited": (1, 30)},
        ),
        # What is undone takes its time too; the statement of the day is no act.
        (
            [
                ("day.opened", "08:00:00", ""),
                ("relay.reversed", "08:01:00"),
                ("relay.day_reported", "08:02:00"),
                ("day.closed", "08:02:00", ""),
                ("relay.received", "08:03:00"),
            ],
            {"other": (1, 60), "received": (1, 0)},
        ),
    ],
)
def test_time(entries: list[tuple[str, str]], told: dict[str, tuple[int, int]]) -> None:
    assert spent(*entries) == told


def test_what_an_hour_pays() -> None:
    posted = [entry(1, "day.opened", "08:00:00", ""), entry(2, "relay.sold", "08:01:30")]
    assert hour_cents(40007, time_spent(posted, "LAPOSTE")) == round(Fraction(40007 * 3600, 90))
    assert hour_cents(40007, ()) is None
    short = [entry(1, "day.opened", "08:00:00", ""), entry(2, "relay.sold", "08:00:59")]
    assert hour_cents(40007, time_spent(short, "LAPOSTE")) is None
