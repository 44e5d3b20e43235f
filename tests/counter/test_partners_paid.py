"""A partner is paid for his work: it is noted, and so much less is owed to him."""

from collections.abc import Iterator

import pytest

from concierge_desk.jobs.verdict import VerifyRequest
from concierge_desk.jobs.verify import verify_desk
from concierge_desk.services.pressing import SERVICE
from tests.counter.desks import Desks, Play
from tests.entrusted.workshop import NET, figures, names, partner, ready, set_up, taken

UNTIL = {"partner": NET, "until_day": "2026-11-30"}


@pytest.fixture
def play(desks: Desks) -> Iterator[Play]:
    with desks.desk() as play:
        play.open(float_cents=8000)
        yield play


@pytest.fixture
def cleaned(play: Play) -> Play:
    """Two coats are back, of 7.45 each."""
    set_up(play)
    ready(play, names(taken(play, {"kind": "MANTEAU"}, {"kind": "MANTEAU"})))
    return play


def test_so_much_less_is_owed(cleaned: Play) -> None:
    paid = cleaned.do("partner.settle", **UNTIL, cents=1000)
    assert paid.result == {"partner": NET, "owed_cents": 490}
    assert paid.posted[0].aud == NET
    assert paid.posted[0].data["split"] == [{"service": "pressing", "cents": 1000}]
    assert figures(cleaned)["owed"] == {NET: 490}
    cleaned.do("partner.settle", **UNTIL, cents=490)
    assert figures(cleaned)["owed"] == {}
    assert verify_desk(cleaned.desk, VerifyRequest(tables=True)).faults == []


def test_it_is_taken_back_on_another_day(cleaned: Play) -> None:
    paid = cleaned.do("partner.settle", **UNTIL, cents=1000)
    cleaned.close("2026-11-25T18:30", counted_cents=None)
    cleaned.open("2026-11-26T08:00")
    cleaned.do("journal.reverse", op_of=paid.op, reason="wrong_key")
    assert figures(cleaned)["owed"] == {NET: 1490}


def test_more_than_is_owed_is_said_and_taken_off_what_comes_next(cleaned: Play) -> None:
    assert cleaned.warned("partner.settle", **UNTIL, cents=1500) == ["partner.over_settled"]
    assert figures(cleaned)["owed"] == {NET: -10}
    ready(cleaned, names(taken(cleaned)))
    assert figures(cleaned)["owed"] == {NET: 735}


def test_who_is_paid(play: Play) -> None:
    assert play.code("partner.settle", **UNTIL, cents=100) == "partner.unknown"
    partner(play)
    assert play.code("partner.settle", **UNTIL, cents=100) == "partner.nothing_owed"
    partner(play, "ATELIER", regime="mandate")
    his = {**UNTIL, "partner": "ATELIER"}
    assert play.code("partner.settle", **his, cents=100) == "partner.nothing_owed"
    assert play.code("partner.settle", **UNTIL, cents=0) == "input.bounds"


def test_who_is_owed_for_work_stays_as_he_is(cleaned: Play) -> None:
    told = {"partner": NET, "name": "Pressing du Centre"}
    assert cleaned.code("partner.set", **told, regime="mandate") == "partner.regime_in_use"
    warned = cleaned.do("partner.retire", partner=NET, from_day="2026-11-26")
    assert [(one.code, one.params["owed_cents"]) for one in warned.warnings] == [("partner.still_owed", 1490)]
    cleaned.do("partner.settle", **UNTIL, cents=1490)


def test_a_volunteer_does_not_note_it(cleaned: Play) -> None:
    cleaned.do("operator.set", whom="o02", name="Le bénévole", roles=["volunteer"])
    more = {**UNTIL, "by_operator": "o02"}
    assert cleaned.code("partner.settle", **more, cents=500) == "operator.not_allowed"


def test_account_of_a_month(cleaned: Play) -> None:
    """14.90 in November, 10.00 paid in December, 7.45 due then: 12.35 are owed after it."""
    (statement,) = (paper for paper in SERVICE.aside().documents if paper.prefix == "pressing_statement")
    cleaned.close("2026-11-25T18:30", counted_cents=None)
    cleaned.open("2026-12-01T08:00", confirmed_day="2026-12-01")
    cleaned.do("partner.settle", partner=NET, cents=1000, until_day="2026-11-30")
    ready(cleaned, names(taken(cleaned)))

    def account(month: str) -> tuple[int, ...]:
        found = cleaned.desk.store.read(lambda rows: statement.load(rows, f"{NET}/{month}"))
        due = sum(line.cents for line in found.lines)
        return found.before_cents, due, found.remitted_cents, found.before_cents + due - found.remitted_cents

    assert account("2026-11") == (0, 1490, 0, 1490)
    assert account("2026-12") == (1490, 745, 1000, 1235)
    assert account("2027-01") == (1235, 0, 0, 1235)
    assert figures(cleaned)["owed"] == {NET: 1235}
