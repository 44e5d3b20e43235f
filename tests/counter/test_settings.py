"""Figures that the shop chooses: changed, taken back, read where they hold; by two processes, and made anew."""

import os
from collections.abc import Mapping
from contextlib import ExitStack
from datetime import date, timedelta
from itertools import count
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as slow
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from concierge_desk.counter.choices import changing
from concierge_desk.counter.choices.changing import ChangeSettings, ChangeState, changed_answer
from concierge_desk.counter.core.setting_words import value_words
from concierge_desk.counter.service import Service
from concierge_desk.counter.settings.core import CHEQUE_DAYS, COPY_DAYS, settings_of
from concierge_desk.counter.settings.values import AnySetting, Setting, Values, in_force
from concierge_desk.counter.values.fields import form_of
from concierge_desk.desk import catalogue
from concierge_desk.desk.desk import Options, open_desk
from concierge_desk.domain.errors import Refused
from concierge_desk.i18n import LANGUAGES, translate
from concierge_desk.jobs.verdict import VerifyRequest
from concierge_desk.jobs.verify import verify_desk
from concierge_desk.store.chosen import is_on
from tests.counter.desks import COFFEE, Desks, Play, card, context, posted_of
from tests.services.relay_desk import rebuilt

CAP = Setting("test.cap_cents", "Cap", "cents", 3000, least=0, most=30_000)
LOCK = Setting("test.lock_s", "Lock", "seconds", 120, least=10, most=3600)
COUNTED = Setting("test.counted", "Counted", "flag", True)
PERIOD = Setting(
    "test.period", "Period", "choice", "rolling", options={"rolling": "Rolling", "calendar": "A year"}
)
MADE_UP: Mapping[str, AnySetting] = {one.code: one for one in (CAP, LOCK, COUNTED, PERIOD)}
EVERY = settings_of(service.settings for service in catalogue.services())
EXAMPLES = {"ci": 10, "full": 300}
who = st.integers(0, 1)
REMIND, LABELS = "relay.remind_days", "relay.print_labels"


def code_of(values: object) -> str:
    """The code of what refuses some values, empty where they are taken."""
    form = form_of(ChangeSettings, values=Values(MADE_UP))
    try:
        command = form.parse({"values": values})
        changing.change(
            ChangeState(MADE_UP, {code: one.default for code, one in MADE_UP.items()}), command, context()
        )
    except Refused as refused:
        return refused.code
    return ""


@pytest.mark.parametrize(
    ("values", "refused"),
    [
        ({"test.cap_cents": 0}, ""),
        ({"test.cap_cents": 30_000, "test.counted": False}, ""),
        ({"test.period": "calendar"}, ""),
        ({"test.cap_cents": 30_001}, "settings.out_of_bounds"),
        ({"test.lock_s": 9}, "settings.out_of_bounds"),
        ({"test.lock_s": 120, "test.cap_cents": -1}, "settings.out_of_bounds"),
        ({"test.none": 1}, "settings.unknown"),
        ({"": 1}, "settings.unknown"),
        ({"test.lock_s": "120"}, "input.integer"),
        ({"test.lock_s": True}, "input.integer"),
        ({"test.lock_s": None}, "input.integer"),
        ({"test.counted": 1}, "input.flag"),
        ({"test.period": "weekly"}, "input.choice"),
        ({}, "input.object"),
        ([], "input.object"),
        ("test.counted", "input.object"),
    ],
)
def test_what_is_taken(values: object, refused: str) -> None:
    assert code_of(values) == refused


def test_bounds_are_told_and_those_of_money_as_amounts() -> None:
    told = changing.out_of_bounds(CAP)
    assert told.params == {
        "code": "test.cap_cents",
        "least": 0,
        "most": 30_000,
        "least_cents": 0,
        "most_cents": 30_000,
    }
    assert "300,00" in catalogue.sentence(told.code, told.params, "fr")
    days = changing.out_of_bounds(CHEQUE_DAYS)
    assert catalogue.sentence(days.code, days.params, "fr") == (
        "Jours après lesquels un chèque devrait être à la banque\u00a0: entre 1 et 60."
    )


def test_a_kind_says_its_values() -> None:
    said = [value_words(MADE_UP[code], value, "en") for code, value in (
        ("test.cap_cents", 3000), ("test.lock_s", 1), ("test.lock_s", 90), ("test.counted", True),
        ("test.counted", False), ("test.period", "calendar"), ("test.period", "gone"),
    )]  # fmt: skip
    assert [text.replace("\u00a0", " ") for text in said] == [
        "30,00 €", "1 second", "90 seconds", "Yes", "No", "A year", "gone",
    ]  # fmt: skip


def test_an_entry_holds_every_kind() -> None:
    before = {code: one.default for code, one in MADE_UP.items()}
    values = {"test.period": "calendar", "test.cap_cents": 1, "test.counted": False}
    events = changing.change(ChangeState(MADE_UP, before), ChangeSettings(values), context())
    posted = posted_of(events)
    assert changed_answer(posted) == {
        "values": values,
        "before": {"test.period": "rolling", "test.cap_cents": 3000, "test.counted": True},
    }
    assert [row["code"] for row in posted[0].data["values"]] == sorted(values)


def _begins(service: Service) -> str:
    """Return how the codes of a service's settings begin: of people, what is settled is the membership."""
    return "member" if service.code == "people" else service.code


@pytest.mark.parametrize("setting", EVERY, ids=lambda setting: setting.code)
def test_every_setting_is_whole(setting: AnySetting) -> None:
    assert setting.takes(setting.read(setting.default))
    owner = setting.code.partition(".")[0]
    assert owner in {
        "till",
        "backup",
        "account",
        "safe",
        "right",
        "lock",
        *map(_begins, catalogue.services()),
    }
    for lang in LANGUAGES:
        assert all(
            translate(text, lang) for text in (setting.label, setting.help, *setting.options.values()) if text
        )


def test_each_setting_has_a_code_of_its_own() -> None:
    assert len({setting.code for setting in EVERY}) == len(EVERY)
    for service in catalogue.services():
        assert all(setting.code.startswith(f"{_begins(service)}.") for setting in service.settings)


@pytest.mark.parametrize("stored", ["x", 2.5, True, 0, 61, None, []])
def test_what_this_version_does_not_take_is_the_default(stored: Any) -> None:
    assert CHEQUE_DAYS.or_default(stored) == 7


def test_before_the_day_is_open_and_after_a_restart(play: Play) -> None:
    answer = play.do("settings.change", values={REMIND: 6, COPY_DAYS.code: 3})
    assert answer.result == {
        "values": {COPY_DAYS.code: 3, REMIND: 6},
        "before": {COPY_DAYS.code: 2, REMIND: 4},
    }
    assert play.desk.store.read(lambda rows: in_force(rows, COPY_DAYS)) == 3


def test_what_still_holds_is_taken_back_and_nothing_else(play: Play) -> None:
    play.open()
    first = play.do("settings.change", values={REMIND: 6})
    second = play.do("settings.change", values={REMIND: 8, LABELS: True})
    assert play.code("journal.reverse", op_of=first.op, reason="wrong_key") == "settings.changed_since"
    play.do("journal.reverse", op_of=second.op, reason="wrong_key")
    assert holds(play) == {REMIND: 6, LABELS: False}
    # What the first one chose holds again.
    play.do("journal.reverse", op_of=first.op, reason="wrong_key")
    assert holds(play) == {REMIND: 4, LABELS: False}


def every_in_force(play: Play) -> dict[str, Any]:
    known = catalogue.settings_known()
    return play.desk.store.read(lambda rows: {code: in_force(rows, one) for code, one in known.items()})


def holds(play: Play) -> dict[str, Any]:
    return {code: value for code, value in every_in_force(play).items() if code in (REMIND, LABELS)}


# Whatever is chosen, taken back and switched, by two processes, the day going on.


class ChoiceMachine(RuleBasedStateMachine):
    """Two processes at one desk, and a clerk's notebook of what holds: by figure, and by service and day."""

    desks: ClassVar[Desks]

    def __init__(self) -> None:
        super().__init__()
        self.lent = ExitStack()
        self.chosen: dict[str, Any] = {code: one.default for code, one in catalogue.settings_known().items()}
        self.rows: dict[tuple[str, str], bool] = {}
        self.last: dict[str, str | None] = {}
        self.done: list[tuple[str | None, str, Any, Any]] = []
        self.day = date(2026, 11, 25)

    @initialize()
    def begin(self) -> None:
        first = self.lent.enter_context(self.desks.desk())
        second = self.lent.enter_context(open_desk(Options(first.desk.folder.root)))
        self.plays = (first, Play(second, first.hands))
        # Ops of one are none of the other's.
        drawn = count(1)
        self.plays[1].op = lambda: f"01970000-0000-7000-8001-{next(drawn):012x}"  # type: ignore[method-assign]
        first.open(float_cents=0)

    def teardown(self) -> None:
        try:
            if hasattr(self, "plays"):
                rebuilt(self.plays[0])
                assert not verify_desk(self.plays[1].desk, VerifyRequest(tables=True)).faults
        finally:
            self.lent.close()

    @rule(who=who, days=st.integers(0, 15), code=st.sampled_from([REMIND, CHEQUE_DAYS.code, COPY_DAYS.code]))
    def choose(self, who: int, days: int, code: str) -> None:
        setting = catalogue.settings_known()[code]
        answer = self.plays[who].ask("settings.change", values={code: days, LABELS: days % 2 == 0})
        if not setting.takes(days):
            assert answer.refused is not None and answer.refused.code == "settings.out_of_bounds"
            return
        after = {code: days, LABELS: days % 2 == 0}
        before = {name: self.chosen[name] for name in after}
        assert answer.result == {"values": after, "before": before}
        self.chosen |= after
        self.done.append((answer.op, "values", after, before))

    @rule(
        who=who, service=st.sampled_from(["shop", "relay"]), enabled=st.booleans(), ahead=st.integers(-1, 3)
    )
    def switch(self, who: int, service: str, enabled: bool, ahead: int) -> None:
        first = (self.day + timedelta(days=ahead)).isoformat()
        before = self.is_on(service, first)
        answer = self.plays[who].ask("service.switch", service=service, enabled=enabled, from_day=first)
        if ahead < 0:
            assert answer.refused is not None and answer.refused.code == "service.past"
            return
        assert answer.refused is None
        self.rows[service, first] = enabled
        self.last[service] = answer.op
        self.done.append((answer.op, service, first, before))

    @precondition(lambda self: self.done)
    @rule(who=who, which=st.integers(0, 20))
    def take_back(self, who: int, which: int) -> None:
        op, what, after, before = self.done[which % len(self.done)]
        answer = self.plays[who].ask("journal.reverse", op_of=op, reason="wrong_key")
        if what == "values":
            holds = all(self.chosen[code] == value for code, value in after.items())
        else:
            holds = self.last[what] == op
        if answer.refused is not None:
            assert answer.refused.code in {
                "journal.reversed_already",
                "settings.changed_since",
                "service.changed_since",
            }
            assert not holds or answer.refused.code == "journal.reversed_already"
            return
        assert holds
        if what == "values":
            self.chosen |= before
        else:
            self.rows[what, max(after, self.day.isoformat())] = before
            self.last[what] = answer.op

    @rule()
    def next_day(self) -> None:
        self.plays[0].close(counted_cents=None)
        self.day += timedelta(days=1)
        self.plays[0].open(f"{self.day}T08:00", confirmed_day=self.day.isoformat(), float_cents=0)

    @rule(who=who)
    def sell(self, who: int) -> None:
        answer = self.plays[who].ask("till.settle", acts=[COFFEE], payments=[card(120)])
        assert (answer.refused.code if answer.refused else "") == (
            "" if self.is_on("shop") else "service.off"
        )

    @invariant()
    def both_see_the_same(self) -> None:
        for play in getattr(self, "plays", ()):
            assert every_in_force(play) == self.chosen
            for service in ("shop", "relay"):
                for ahead in range(4):
                    day = self.day + timedelta(days=ahead)
                    on = play.desk.store.read(
                        lambda rows, day=day, service=service: is_on(rows, service, day)
                    )
                    assert on == self.is_on(service, day.isoformat())

    def is_on(self, service: str, day: str | None = None) -> bool:
        asked = day or self.day.isoformat()
        said = [(first, on) for (name, first), on in self.rows.items() if name == service and first <= asked]
        return max(said)[1] if said else True


def test_two_processes_choose(desks: Desks) -> None:
    ChoiceMachine.desks = desks
    run_state_machine_as_test(
        ChoiceMachine,
        settings=slow(
            max_examples=EXAMPLES[os.environ.get("CONCIERGE_DESK_SIZE", "ci")],
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            report_multiple_bugs=False,
        ),
    )
