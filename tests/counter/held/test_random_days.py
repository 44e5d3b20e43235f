"""Random visits with money that is held and owed: things are their funds, parts are their wholes, whatever comes (0084)."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from concierge_desk.domain.held.things import Debt, by_rate, oldest_first
from concierge_desk.jobs.verdict import VerifyRequest
from concierge_desk.jobs.verify import verify_desk
from tests.counter.desks import COFFEE, COPY, LV_20, Desks, Play
from tests.counter.held.neighbours import HOFER, KESSLER, with_neighbours

WHO = {"name": "Mme Kessler"}
CENTS = st.integers(1, 700)
SOME = st.one_of(st.none(), CENTS)
PERSON = st.sampled_from((KESSLER, HOFER)).map(lambda card: {"card": card})
LOAN = st.sampled_from(("L-2026-000001", "L-2026-000002"))
ORDER = st.sampled_from(("D-2026-000011", "D-2026-000012"))


def _act(do: str, **fields: Any) -> st.SearchStrategy[dict[str, Any]]:
    """An act whose fields are drawn, or are what they are."""
    drawn = {
        name: said if isinstance(said, st.SearchStrategy) else st.just(said) for name, said in fields.items()
    }
    return st.fixed_dictionaries({"do": st.just(do), **drawn})


def _visit(*acts: st.SearchStrategy[dict[str, Any]]) -> st.SearchStrategy[tuple[str, Any]]:
    return st.tuples(*acts).map(lambda made: ("visit", list(made)))


SALES: list[dict[str, Any]] = [{**COFFEE, "quantity": 3}, {**COPY, "quantity": 7}, COFFEE]
SALE = st.sampled_from(SALES)
PAIR_OF_STAMPS: dict[str, Any] = {**LV_20, "quantity": 2}
STAMPS = st.just(PAIR_OF_STAMPS)
TAKE = _act("caution.take", of=LOAN, who=WHO, cents=CENTS)
GIVE_BACK = _act("caution.return", of=LOAN, cents=SOME)
KEEP = _act("caution.keep", of=LOAN, cents=CENTS, reason="damage")
AHEAD = _act(
    "advance.take",
    of=ORDER,
    who=WHO,
    cents=CENTS,
    vat_code="TVA_10",
    **{"as": st.sampled_from(("arrhes", "acompte"))},
)
USE = _act("advance.use", of=ORDER, cents=SOME)
KEEP_AHEAD = _act("advance.keep", of=ORDER)
RETURN_AHEAD = _act("advance.return", of=ORDER, by=st.sampled_from(("shop", "agreed")))
OWE = _act("account.owe", who=PERSON, cents=SOME)
PAY = _act("account.pay", who=PERSON, cents=SOME)
WRITE_OFF = _act("account.write_off", who=PERSON, cents=SOME, reason="agreed")
INDEMNIFY = _act(
    "till.indemnify", direction=st.sampled_from(("in", "out")), cents=CENTS, reason="compensation"
)
STEP: st.SearchStrategy[tuple[str, Any]] = st.one_of(
    _visit(TAKE),
    _visit(AHEAD),
    _visit(SALE, OWE),
    _visit(GIVE_BACK),
    _visit(KEEP),
    _visit(KEEP, GIVE_BACK, SALE),
    _visit(GIVE_BACK, SALE, STAMPS),
    _visit(SALE, USE),
    _visit(SALE, SALE, USE, OWE, STAMPS),
    _visit(KEEP_AHEAD),
    _visit(RETURN_AHEAD, SALE),
    _visit(PAY),
    _visit(PAY, WRITE_OFF),
    _visit(WRITE_OFF),
    _visit(WRITE_OFF, SALE, OWE),
    _visit(WRITE_OFF, SALE, USE),
    _visit(KEEP, SALE, OWE),
    _visit(KEEP_AHEAD, SALE, USE, OWE),
    _visit(INDEMNIFY, SALE),
    st.just(("undo", None)),
    st.integers(1, 9).map(lambda n: ("refund", n)),
)


class RandomDay:
    """A desk at which visits are played as they come; what is refused has written nothing."""

    def __init__(self, play: Play) -> None:
        self.play = play
        self.ops: list[str | None] = []
        play.open(float_cents=50_000)
        # Something of each is there from the first step on.
        for n in (1, 2):
            self._visit([{"do": "caution.take", "of": f"L-2026-00000{n}", "who": WHO, "cents": 600}])
            ahead = {"do": "advance.take", "of": f"D-2026-00001{n}", "who": WHO, "cents": 401}
            self._visit([{**ahead, "vat_code": "TVA_20", "as": ("arrhes", "acompte")[n - 1]}])
        for card, sold in ((KESSLER, COFFEE), (HOFER, COPY)):
            several: list[dict[str, Any]] = [{**sold, "quantity": 4}, COPY, {**LV_20, "quantity": 1}]
            self._visit([*several, {"do": "account.owe", "who": {"card": card}, "cents": 77}])

    def step(self, step: tuple[str, Any]) -> None:
        what, told = step
        if what == "visit":
            self._visit(told)
        elif what == "undo" and self.ops:
            self.play.ask("journal.reverse", op_of=self.ops[-1], reason="wrong_key")
        elif what == "refund":
            number = f"T-2026-{told:06d}"
            lines = [{"line": n} for n in range(1, 3)]
            for asked in (lines, lines[:1]):
                self.play.ask("till.refund", ticket=number, lines=asked, means="cash", reason="returned")

    def _visit(self, acts: list[dict[str, Any]]) -> None:
        given = [{name: said for name, said in act.items() if said is not None} for act in acts]
        # By cash, as much as is due: a try without any says how much that is.
        answer = self.play.ask("till.settle", acts=given, payments=[])
        if answer.refused is not None and answer.refused.code == "till.underpaid":
            cash = {"means": "cash", "given_cents": answer.refused.params["due_cents"]}
            answer = self.play.ask("till.settle", acts=given, payments=[cash])
        elif answer.refused is not None and answer.refused.code == "till.refund_means":
            cash = {"means": "cash", "cents": answer.refused.params["due_cents"]}
            answer = self.play.ask("till.settle", acts=given, payments=[cash])
        if answer.result is not None:
            self.ops.append(answer.op)
            self._covered_by_sales(acts, answer.result["due_cents"])

    def _covered_by_sales(self, acts: list[dict[str, Any]], due: int) -> None:
        """What is sold is paid, now or later: a slate and what was paid ahead give no cash out."""
        gives = ("return", "indemnify")
        if not any(str(act["do"]).endswith(gives) for act in acts):
            assert due >= 0, acts

    def check(self) -> None:
        funds = _sums(self.play, "SELECT fund, sum(cents) FROM ticket_line GROUP BY fund")
        left = {
            table: _one(self.play, f"SELECT COALESCE(sum(left_cents), 0) FROM {table}") for table in TABLES
        }
        assert left["caution"] == funds.get("CAUTION", 0)
        assert left["advance"] == funds.get("ADVANCE", 0)
        assert left["debt"] == -funds.get("ACCOUNT", 0)
        cash = _one(self.play, "SELECT sum(cents) FROM drawer")
        assert cash == 50_000 + sum(funds.values())
        # What is declared of what is ahead is the tax of what is still ahead.
        ahead = _one(self.play, "SELECT COALESCE(sum(vat_cents), 0) FROM ticket_line WHERE fund = 'ADVANCE'")
        assert (ahead == 0) or left["advance"] > 0
        for debt, rest in _sums(
            self.play, "SELECT code, left_cents FROM debt WHERE state != 'undone'"
        ).items():
            by = self.play.rows(
                "SELECT sum(cents) FROM held_move WHERE thing = ? GROUP BY rate, nature", debt
            )
            assert sum(cents for (cents,) in by) == rest
            assert all(cents >= 0 for (cents,) in by)


TABLES = ("caution", "advance", "debt")


def _sums(play: Play, sql: str) -> Mapping[str, int]:
    return dict(play.rows(sql))


def _one(play: Play, sql: str) -> int:
    return int(play.rows(sql)[0][0])


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(STEP, min_size=6, max_size=24))
def test_things_are_their_funds(desks: Desks, steps: list[tuple[str, Any]]) -> None:
    with desks.desk() as play:
        with_neighbours(play)
        day = RandomDay(play)
        for step in steps:
            day.step(step)
            day.check()
        play.close("2026-11-25T19:00", counted_cents=None)
        verdict = verify_desk(play.desk, VerifyRequest(signatures=True, rebuild=True))
        assert verdict.faults == []


RATES = st.dictionaries(
    st.tuples(st.sampled_from((0, 550, 1000, 2000)), st.sampled_from(("goods", "service"))),
    st.integers(1, 5000),
    min_size=1,
    max_size=4,
)


@given(RATES, st.data())
def test_parts_of_a_debt_are_its_rates(rates: dict[tuple[int, str], int], data: st.DataObject) -> None:
    """However it is paid, each rate is paid to the cent and none beyond."""
    left = dict(rates)
    while any(left.values()):
        paid = by_rate(data.draw(st.integers(1, sum(left.values()))), left)
        for rate, cents in paid.items():
            left[rate] -= cents
        assert all(cents >= 0 for cents in left.values())
    assert set(left.values()) == {0}


@given(st.lists(st.integers(1, 900), min_size=1, max_size=5), st.data())
def test_the_oldest_debt_goes_first(owed: list[int], data: st.DataObject) -> None:
    debts = [
        Debt(f"u-{n}", "r-1", cents, cents, n, "2026-11-25", "T-1", "open", {(1000, "goods"): cents})
        for n, cents in enumerate(owed)
    ]
    cents = data.draw(st.integers(1, sum(owed)))
    paid = oldest_first(cents, debts)
    assert sum(part.cents for part in paid) == cents
    assert [part.debt for part in paid] == [debt.code for debt in debts][: len(paid)]
    assert all(part.cents == debt.cents for part, debt in zip(paid[:-1], debts, strict=False))
    assert Counter(part.debt for part in paid).most_common(1)[0][1] == 1
