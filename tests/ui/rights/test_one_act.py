"""An approval holds for one act, whatever a job plays and however often codes are tried: a machine by chance. R-3.07."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from concierge_desk.counter.command.take import Take
from concierge_desk.counter.rights.table import CONCIERGE, RESPONSIBLE, VOLUNTEER
from concierge_desk.domain.errors import Refused
from concierge_desk.pages.counter.desk import FrontFace
from concierge_desk.ui.presenter.approval import Approval, ApprovalState
from tests.counter.desks import Desks, Play
from tests.counter.rights.four import FOUR, with_four
from tests.sizes import FULL
from tests.ui.front.desk import run_now
from tests.ui.rights.staff import BADGE, CODE, WRONG, sits

KINDS = {"count": "day.passages_counted", "set": "settings.changed", "bank": "till.moved"}
ACTS: Mapping[str, Mapping[str, Any]] = {
    # Everybody's, the responsible's, and too much for a volunteer.
    "count": {"do": "day.count_passages", "count": 1},
    "set": {"do": "settings.change"},
    "bank": {"do": "till.move", "direction": "out", "cents": 2001, "reason": "bank"},
}
LENT = ("set", "bank")

JOBS = st.lists(st.sampled_from(tuple(ACTS)), min_size=1, max_size=4)
HANDS = st.lists(st.sampled_from(["right", "wrong", "badge", "later"]), max_size=4)


class Sitting:
    """A volunteer at a window whose jobs run at once; each job plays some acts, one after another."""

    def __init__(self, play: Play, face: FrontFace) -> None:
        self.play, self.face = play, face
        self.shown: list[ApprovalState | None] = []
        self.approval = Approval(run_now, face.keepers, self.shown.append)
        self.days = 10
        self.ran = 0

    def job(self, acts: list[str]) -> list[Any]:
        """Run a job; return what came of it last, as soon as it came."""
        raws = []
        for act in acts:
            raw = dict(ACTS[act])
            if act == "set":
                self.days += 1
                raw["values"] = {"till.cheque_days": self.days}
            raws.append(raw)
        came: list[Any] = []

        def run() -> list[Any]:
            self.ran += 1
            return [self.face.play({"op": self.face.new_op(), **raw}) for raw in raws]

        self.approval(run, came.append, came.append)
        return came


@contextmanager
def sitting(desks: Desks) -> Iterator[Sitting]:
    with desks.desk() as play:
        with_four(play)
        play.do("operator.set_code", whom=FOUR[RESPONSIBLE], code=CODE, badge=BADGE)
        play.open(float_cents=80_000)
        sits(play, VOLUNTEER)
        face = FrontFace(replace(play.desk, counter=play.counter, clock=play.hands), "fr")
        try:
            yield Sitting(play, face)
        finally:
            face.close()


@settings(max_examples=settings.default.max_examples if FULL else 10)
@given(jobs=st.lists(st.tuples(JOBS, HANDS), min_size=1, max_size=3))
def test_an_approval_is_of_one_act(desks: Desks, jobs: list[tuple[list[str], list[str]]]) -> None:
    """R-3.07."""
    with sitting(desks) as at:
        for acts, hands in jobs:
            before = at.play.head()
            came = at.job(acts)
            refused = [act for act in acts if act in LENT]
            assert bool(came) is not bool(refused)
            given_right = False
            for hand in hands:
                if at.approval.state is None:
                    break
                at.play.hands.move(minutes=6)
                if hand == "later":
                    at.play.hands.move(minutes=6)
                elif hand == "badge":
                    given_right = at.approval.scan(BADGE)
                else:
                    at.approval.give(CODE if hand == "right" else WRONG)
                    given_right = hand == "right"
            assert (at.approval.state is None) is (given_right or not refused)
            at.approval.leave()
            assert len(came) == 1 and at.approval.state is None
            _agrees(at, acts, came[0], before, approved=bool(refused) and given_right)


def _agrees(at: Sitting, acts: list[str], answers: list[Any], before: int, *, approved: bool) -> None:
    """The first act that was for others was done once, with the approval; all others as they are without."""
    lent = next((place for place, act in enumerate(acts) if act in LENT), None)
    for place, (act, answer) in enumerate(zip(acts, answers, strict=True)):
        done = act not in LENT or (approved and place == lent)
        assert (answer.refused is None) is done, (place, act, answer.refused)
    own = [entry for entry in at.play.posted(before + 1) if entry.kind in KINDS.values()]
    assert len(own) == sum(answer.refused is None for answer in answers)
    marked = [entry for entry in own if "approved_by" in entry.data]
    assert len(marked) == (1 if approved else 0)
    assert all(entry.data["approved_by"] == FOUR[RESPONSIBLE] for entry in marked)
    assert all(entry.by == FOUR[VOLUNTEER] for entry in own)


def test_a_job_that_fails_is_told_as_it_failed(desks: Desks) -> None:
    with sitting(desks) as at:
        failed: list[Any] = []

        def raises() -> None:
            raise at.face.play({"op": at.face.new_op(), **ACTS["bank"]}).refused or AssertionError

        at.approval(raises, failed.append, failed.append)
        assert at.approval.state is not None and not failed
        at.approval.leave()
        assert isinstance(failed[0], Refused) and failed[0].code == "operator.not_allowed"


def test_while_one_waits_another_is_refused_at_once(desks: Desks) -> None:
    with sitting(desks) as at:
        first = at.job(["bank"])
        second = at.job(["set"])
        assert not first and second[0][0].refused.code == "operator.not_allowed"
        at.approval.give(CODE)
        assert first[0][0].refused is None


def test_whoever_sat_down_meanwhile_has_no_act_of_another(desks: Desks) -> None:
    """The one before is refused as it was; nothing is done under the new name."""
    with sitting(desks) as at:
        came = at.job(["bank"])
        sits(at.play, CONCIERGE)
        at.approval.give(CODE)
        assert at.approval.state is None and came[0][0].refused.code == "operator.not_allowed"
        assert KINDS["bank"] not in {entry.kind for entry in at.play.posted()}


def test_whoever_is_back_is_asked_on_and_of_somebody_else_it_is_refused(desks: Desks) -> None:
    """As the window says after its lock: the act waits for whoever had begun it, and for nobody else."""
    with sitting(desks) as at:
        came = at.job(["bank"])
        before = at.approval.state
        at.approval.look()
        assert at.approval.state == before is not None and not came
        sits(at.play, CONCIERGE)
        at.approval.look()
        assert at.approval.state is None and came[0][0].refused.code == "operator.not_allowed"
        at.approval.look()
        assert len(came) == 1 and KINDS["bank"] not in {entry.kind for entry in at.play.posted()}


def test_nothing_is_lent_to_an_act_that_became_another(desks: Desks) -> None:
    """What the job plays the second time has to be what was refused, to the last field."""
    with sitting(desks) as at:
        take, cents = Take(), iter([2001, 2002])

        def job() -> Any:
            return at.face.play({"op": at.face.new_op(), **ACTS["bank"], "cents": next(cents)})

        assert take.run(job).refused.code == "operator.not_allowed"
        again = take.run(job, {"operator": FOUR[RESPONSIBLE], "code": CODE})
        assert again.refused.code == "operator.not_allowed"
        assert KINDS["bank"] not in {entry.kind for entry in at.play.posted()}


def test_whoever_was_cut_off_asks_again_without_a_code(desks: Desks) -> None:
    """The act is known by its op: nobody's approval is asked for what is done already."""
    with sitting(desks) as at:
        raw = {"op": at.face.new_op(), **ACTS["bank"]}
        lent = at.face.play({**raw, "approve": {"badge": BADGE}})
        assert lent.refused is None and at.face.play(raw).posted == lent.posted
        assert at.face.play({**raw, "cents": 5}).refused.code == "op.conflict"


@pytest.mark.parametrize(
    ("approve", "code"),
    [
        ({"badge": BADGE}, ""),
        ({"operator": "o13", "badge": BADGE}, ""),
        ({"badge": "BADGE-of-nobody"}, "operator.wrong_code"),
        ({"code": CODE}, "input.missing"),
        ({"badge": BADGE, "name": "x"}, "input.unknown_field"),
        ({"badge": 5}, "input.text"),
        ({"operator": "o12", "badge": BADGE}, "operator.not_allowed"),
    ],
)
def test_a_badge_approves_as_a_code_does(desks: Desks, approve: dict[str, Any], code: str) -> None:
    with sitting(desks) as at:
        answer = at.face.play({"op": at.face.new_op(), **ACTS["bank"], "approve": approve})
        assert ("" if answer.refused is None else answer.refused.code) == code
