"""What the lock does, without a window: covered, locked, opened by whom, and what waits after a wrong code."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from concierge_desk.domain.errors import DeskError, EnvironmentFailure, Refused
from concierge_desk.ui.presenter.lock import Lock, LockState
from concierge_desk.ui.presenter.lock_face import Keeper, Keepers

HER, PAUL, INES = (
    Keeper("o01", "La concierge", True),
    Keeper("o02", "Paul", False),
    Keeper("o03", "Inès", True),
)
CODES = {"o01": "4719", "o03": "8362"}
BADGE, RECOVERY = "badge-7f3k9d", "AGE-SECRET-KEY-1"


class Counter:
    """A counter with three people, that keeps what it was asked."""

    lang = "en"

    def __init__(self, *people: Keeper) -> None:
        self.people = list(people)
        self.here: str | None = people[0].code
        self.left = people[0].code
        self.waits = [0, 0, 5]
        self.broken = False
        self.asked: list[str] = []

    def sentence(self, code: str, params: Mapping[str, Any]) -> str:
        return code

    def standing(self) -> Keepers:
        self.asked.append("standing")
        if self.broken:
            raise EnvironmentFailure("store.disk_failed")
        self.left = self.here or self.left
        return Keepers("Ampère", tuple(self.people), self.left)

    def leave(self) -> Keepers:
        found = self.standing()
        if found.locks:
            self.here = None
        return found

    def enter(self, operator: str, code: str | None) -> None:
        self.asked.append(f"enter {operator} {code}")
        if operator not in [one.code for one in self.people]:
            raise Refused("operator.unknown", operator=operator)
        if any(one.code == operator and one.asks for one in self.people) and CODES[operator] != code:
            raise Refused("operator.wrong_code", wait_s=self.waits.pop(0))
        self.here = operator

    def enter_by_badge(self, scanned: str) -> bool:
        self.asked.append("badge")
        if scanned == BADGE:
            self.here = "o03"
        return scanned == BADGE

    def reset(self, operator: str, recovery: str) -> Keepers:
        if recovery != RECOVERY:
            raise Refused("operator.recovery_wrong")
        self.people = [Keeper(one.code, one.name, one.asks and one.code != operator) for one in self.people]
        return self.standing()


class Hands:
    """Whoever stands before a lock."""

    def __init__(
        self, counter: Counter, *, at_once: bool = True, shut: Callable[[], None] | None = None
    ) -> None:
        self.counter, self.now = counter, 100.0
        self.pictures: list[LockState] = []
        self.waiting: list[Callable[[], None]] = []
        self._at_once = at_once
        self.lock = Lock(counter, self._run, self.pictures.append, lambda: self.now, shut=shut)

    @property
    def state(self) -> LockState:
        return self.lock.state

    def pass_seconds(self, seconds: float) -> None:
        self.now += seconds
        self.lock.tick()

    def _run(
        self, job: Callable[[], Any], done: Callable[[Any], None], failed: Callable[[DeskError], None]
    ) -> None:
        def run() -> None:
            try:
                found = job()
            except DeskError as failure:
                failed(failure)
            else:
                done(found)

        if self._at_once:
            run()
        else:
            self.waiting.append(run)


def locked(*people: Keeper) -> Hands:
    hands = Hands(Counter(*(people or (HER, PAUL, INES))))
    hands.lock.cover()
    return hands


@pytest.mark.parametrize(
    ("people", "covered", "switched"),
    [
        ((Keeper("o01", "La concierge", False),), "covered", "covered"),
        ((HER,), "locked", "locked"),
        ((Keeper("o01", "La concierge", False), PAUL), "covered", "choosing"),
        ((PAUL, INES), "locked", "locked"),
    ],
    ids=["alone without a code", "alone with one", "several without", "one of them with"],
)
def test_what_covers_the_window(people: tuple[Keeper, ...], covered: str, switched: str) -> None:
    assert locked(*people).state.mode == covered
    hands = Hands(Counter(*people))
    hands.lock.switch()
    assert hands.state.mode == switched
    # Who was there is forgotten where anybody has a code, and stays where nobody has.
    assert (hands.counter.here is None) is (switched == "locked")


def test_nothing_is_seen_before_the_desk_answers() -> None:
    hands = Hands(Counter(Keeper("o01", "La concierge", False)), at_once=False)
    hands.lock.cover()
    hands.lock.touch()
    hands.lock.give("x")
    assert hands.state.mode == "asking" and hands.lock.covers and len(hands.waiting) == 1
    hands.waiting.pop()()
    assert hands.state.mode == "covered"
    hands.lock.touch()
    assert not hands.lock.covers


def test_a_store_that_cannot_be_read_uncovers_nothing() -> None:
    hands = Hands(Counter(HER))
    hands.counter.broken = True
    hands.lock.cover()
    assert hands.state.mode == "asking"
    assert hands.state.told is not None and hands.state.told.text == "store.disk_failed"
    hands.counter.broken = False
    hands.lock.touch()
    assert (hands.state.mode, hands.state.told) == ("locked", None)


def test_no_key_opens_what_is_locked() -> None:
    hands = locked()
    hands.lock.touch()
    hands.lock.step_back()
    hands.lock.cover()
    hands.lock.switch()
    for nothing in ("", "  "):
        hands.lock.give(nothing)
    assert hands.state.mode == "locked" and "enter" not in " ".join(hands.counter.asked)


def test_half_a_code_stays_no_longer_than_whoever_typed_it() -> None:
    hands = locked()
    hands.lock.forget_code()
    given = hands.state.given
    hands.lock.cover()
    assert hands.state.mode == "locked" and not hands.state.forgotten
    assert hands.state.given == given + 1


def test_whoever_was_there_last_is_chosen_and_another_one_comes() -> None:
    hands = Hands(Counter(HER, PAUL, INES))
    hands.counter.here = "o03"
    hands.lock.cover()
    assert hands.state.person == INES and hands.state.asks
    hands.lock.step(-2)
    assert hands.state.person == HER
    hands.lock.step(-1)
    assert hands.state.person == HER
    hands.lock.give("4719")
    assert (hands.state.mode, hands.counter.here) == ("open", "o01")


def test_whoever_has_no_code_is_there_by_their_number_alone() -> None:
    hands = locked()
    hands.lock.pick(2)
    assert hands.state.mode == "locked" and hands.state.person == INES
    hands.lock.pick(7)
    assert hands.state.person == INES
    hands.lock.pick(1)
    assert (hands.state.mode, hands.counter.here) == ("open", "o02")


def test_a_wrong_code_is_told_and_its_wait_counted_down() -> None:
    hands = locked(HER)
    given = hands.state.given
    hands.lock.give("1111")
    assert hands.state.told is not None and hands.state.told.text == "That is not the code."
    assert (hands.state.wait_s, hands.state.given) == (0, given + 1)
    hands.lock.give("1112")
    hands.lock.give("1113")
    assert hands.state.wait_s == 5
    # Nothing is tried before: a right code would be refused, and the wait go on.
    hands.lock.give("4719")
    assert hands.state.mode == "locked"
    hands.pass_seconds(2.5)
    assert hands.state.wait_s == 3 and hands.state.told is not None
    hands.pass_seconds(3)
    assert (hands.state.wait_s, hands.state.told) == (0, None)
    hands.lock.give("4719")
    assert hands.state.mode == "open"


def test_no_picture_holds_what_was_typed() -> None:
    hands = locked(HER)
    hands.lock.give("1111")
    hands.lock.give("4719")
    assert not [one for one in hands.pictures if "1111" in repr(one) or "4719" in repr(one)]


def test_a_badge_opens_and_a_parcel_is_told_without_a_try() -> None:
    hands = locked()
    hands.lock.scan("6A15602676300")
    assert hands.state.mode == "locked" and hands.state.told is not None
    assert "6A15602676300" not in hands.state.told.text and hands.state.wait_s == 0
    hands.lock.scan(BADGE)
    assert (hands.state.mode, hands.counter.here) == ("open", "o03")


@pytest.mark.parametrize("people", [(PAUL,), (PAUL, Keeper("o04", "Rosa", False))])
def test_a_scan_uncovers_nothing(people: tuple[Keeper, ...]) -> None:
    hands = Hands(Counter(*people))
    hands.lock.switch()
    before = hands.state.mode
    hands.lock.scan(BADGE)
    assert hands.state.mode == before and hands.state.told is not None
    assert "badge" not in hands.counter.asked


def test_the_recovery_sheet_takes_a_code_away() -> None:
    hands = locked(HER)
    hands.lock.forget_code()
    assert hands.state.forgotten
    hands.lock.give("nothing of it")
    assert hands.state.told is not None and hands.state.told.text == "operator.recovery_wrong"
    hands.lock.step_back()
    assert not hands.state.forgotten
    hands.lock.forget_code()
    # Its picture may be scanned as well.
    hands.lock.scan(RECOVERY)
    assert not hands.state.forgotten and not hands.state.asks and hands.state.mode == "locked"
    hands.lock.give("")
    assert hands.state.mode == "open"


def test_who_was_chosen_on_a_card_gives_a_code_and_she_may_go_on() -> None:
    named: list[str] = []
    hands = Hands(Counter(HER, PAUL, INES))
    hands.lock.ask_for("o02", lambda: named.append("o02"))
    assert named == ["o02"] and not hands.lock.covers
    hands.lock.ask_for("o03", lambda: named.append("o03"))
    assert hands.state.mode == "choosing" and hands.state.person == INES
    hands.lock.step_back()
    # She was never forgotten.
    assert (hands.state.mode, hands.counter.here) == ("open", "o01")
    hands.lock.ask_for("o03", lambda: named.append("o03"))
    hands.lock.give("8362")
    assert (hands.state.mode, hands.counter.here, named) == ("open", "o03", ["o02"])


def test_who_is_asked_for_while_it_stands_is_forgotten_after_a_while() -> None:
    hands = Hands(Counter(HER, INES))
    hands.lock.ask_for("o03", lambda: None)
    hands.lock.cover()
    assert (hands.state.mode, hands.counter.here) == ("locked", None)


def test_who_was_retired_meanwhile_is_not_there_any_more() -> None:
    hands = locked(HER, PAUL)
    hands.counter.people.pop()
    hands.lock.pick(1)
    assert hands.state.people == (HER,) and hands.state.person == HER
    assert hands.state.told is not None and hands.state.told.text == "operator.unknown"


@pytest.mark.parametrize(("person", "shut", "mode"), [(HER, 1, "asking"), (PAUL, 0, "covered")])
def test_a_copy_of_a_desk_with_codes_is_closed(person: Keeper, shut: int, mode: str) -> None:
    closed: list[int] = []
    hands = Hands(Counter(person), shut=lambda: closed.append(1))
    hands.lock.cover()
    assert (len(closed), hands.state.mode) == (shut, mode)
    # Whoever gave a code is forgotten, closed or not.
    assert hands.counter.here == (None if shut else person.code)


def test_a_copy_that_is_covered_by_a_key_asks_for_the_code_and_is_not_closed() -> None:
    closed: list[int] = []
    hands = Hands(Counter(HER), shut=lambda: closed.append(1))
    hands.lock.switch()
    assert (closed, hands.state.mode) == ([], "locked")
    # Nobody touches it: it stays as it is.
    hands.lock.cover()
    assert (closed, hands.state.mode) == ([], "locked")


def test_what_is_scanned_while_the_desk_is_asked_is_told() -> None:
    hands = Hands(Counter(HER), at_once=False)
    hands.lock.cover()
    hands.lock.scan("6A15602676300")
    hands.waiting.pop()()
    assert hands.state.mode == "locked" and hands.state.told is not None


_DEEDS: Mapping[str, Callable[[Hands, int, str], None]] = {
    "wait": lambda hands, place, _typed: hands.pass_seconds(place * 2.5),
    "cover": lambda hands, _place, _typed: hands.lock.cover(),
    "switch": lambda hands, _place, _typed: hands.lock.switch(),
    "touch": lambda hands, _place, _typed: hands.lock.touch(),
    "pick": lambda hands, place, _typed: hands.lock.pick(place),
    "step": lambda hands, place, _typed: hands.lock.step(place - 1),
    "give": lambda hands, _place, typed: hands.lock.give(typed),
    "scan": lambda hands, _place, typed: hands.lock.scan(typed),
    "forget": lambda hands, _place, _typed: hands.lock.forget_code(),
    "back": lambda hands, _place, _typed: hands.lock.step_back(),
    "card": lambda hands, place, _typed: hands.lock.ask_for(f"o0{place + 1}", lambda: None),
    "break": lambda hands, place, _typed: setattr(hands.counter, "broken", place == 0),
}
_TYPED = ("", "1111", "4719", "8362", BADGE, RECOVERY, "6A15602676300")


@given(
    people=st.permutations((HER, PAUL, INES)).map(lambda people: people[:2]),
    deeds=st.lists(
        st.tuples(st.sampled_from(sorted(_DEEDS)), st.integers(0, 2), st.sampled_from(_TYPED)), max_size=30
    ),
)
@settings(max_examples=300, deadline=None)
def test_whatever_is_done_nothing_is_seen_before_somebody_may(
    people: list[Keeper], deeds: list[tuple[str, int, str]]
) -> None:
    """Locks, switches, wrong codes, scans, a store that fails: where it is open somebody is at the counter."""
    hands = Hands(Counter(*people))
    hands.counter.waits = [0, 0, 5, 15, 60, *[300] * 30]
    for name, place, typed in deeds:
        before, here = hands.state.mode, hands.counter.here
        _DEEDS[name](hands, place, typed)
        state = hands.state
        assert state.mode != "open" or hands.counter.here is not None
        assert not state.busy and (not state.people or state.person is not None)
        if before == "locked" and state.mode == "open":
            came = next(one for one in hands.counter.people if one.code == hands.counter.here)
            assert (name, typed) in {("scan", BADGE), ("give", CODES.get(came.code))} or not came.asks
        if before == "choosing" and state.mode == "open" and name == "back":
            assert hands.counter.here == here
