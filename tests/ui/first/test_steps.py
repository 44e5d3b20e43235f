"""The steps of a first start without their window: what is enough, what goes on, what is made."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concierge_desk.counter.day.holidays import REGIONS
from concierge_desk.counter.site import site_of
from concierge_desk.counter.site_questions import SiteQuestion
from concierge_desk.domain.errors import DeskError, EnvironmentFailure, Refused
from concierge_desk.frame.first_start.answers import Answers, FoundCopy
from concierge_desk.frame.first_start.face import FirstFace, OpenCopy, Surroundings, TrialBars
from concierge_desk.frame.first_start.presenter import SETTLED_SECONDS, FirstStart
from concierge_desk.frame.first_start.site_form import code_for, session_of
from concierge_desk.frame.first_start.state import FirstState
from concierge_desk.frame.first_start.steps import copy_words
from concierge_desk.ui.kit import speech
from concierge_desk.ui.presenter.long_job import HowFar
from tests.ui.first.hands import PLACE

TRIAL = "AQWZ-1234567890"
PHRASE = "quatre mots que personne ne devine"
COPY = FoundCopy(Path("CLE/AMP1-2026.zip"), "AMP1", "mercredi", "CLE", "1 Mo", practice=False)
OLDER = FoundCopy(Path("CLE/AMP1-2025.zip"), "AMP1", "mardi", "CLE", "1 Mo", practice=False)


@dataclass
class StillPc(FirstFace):
    """A PC on which nothing is made: it keeps what it was asked."""

    keystore: bool = False
    made: list[tuple[Answers, Mapping[str, Any]]] = field(default_factory=list)
    back: list[Answers] = field(default_factory=list)
    plugged: tuple[FoundCopy, ...] = ()
    fails: DeskError | None = None

    def sentence(self, failure: DeskError) -> str:
        return failure.code

    def look_round(self) -> Surroundings:
        asks = (("relay", SiteQuestion("regate", "REGATE", figures=6)),)
        parts = {"relay": {"par": {"LV_20": 1}}}
        return Surroundings(
            self.keystore, "2026-11-25", "Europe/Paris", tuple(REGIONS), parts, asks, TrialBars(TRIAL)
        )

    def commission(self, answers: Answers, raw: Mapping[str, Any], step: HowFar) -> None:
        step(1, 2)
        if self.fails is not None:
            raise self.fails
        self.made.append((answers, raw))

    def copies(self) -> tuple[FoundCopy, ...]:
        return self.plugged

    def open_copy(self, copy: FoundCopy, words: str) -> OpenCopy:
        if words != PHRASE:
            raise EnvironmentFailure("backup.passphrase_wrong")
        return OpenCopy((("Tickets", "7"),), ("Signed.",), copy.practice)

    def put_back(self, answers: Answers, step: HowFar) -> None:
        step(1, 2)
        self.back.append(answers)


class First:
    """A first start, its PC, and the clock of its keys."""

    def __init__(self, pc: StillPc) -> None:
        self.pc, self.now = pc, 100.0
        self.shown: list[FirstState] = []

        def long_now(
            job: Callable[..., Any],
            done: Callable[[Any], None],
            failed: Callable[[DeskError], None],
            progress: HowFar,
        ) -> Callable[[], None]:
            try:
                result = job(progress, lambda: False)
            except DeskError as failure:
                failed(failure)
            else:
                done(result)
            return lambda: None

        self.start = FirstStart(pc, long_now, self.shown.append, lambda: self.now)
        self.start.begin()

    @property
    def state(self) -> FirstState:
        return self.start.state

    @property
    def step(self) -> str:
        return self.state.step.code

    def wrong(self) -> str:
        """The field that something is wrong with, once she wanted to go on."""
        self.start.go_on()
        assert self.state.problem is not None
        return self.state.problem.field

    def fill(self, texts: Mapping[str, str]) -> None:
        for name, text in texts.items():
            self.start.answer(name, text)

    def at(self, step: str) -> "First":
        """Answer everything before a step."""
        while self.step != step:
            if self.step == "kind":
                self.start.choose("real")
            self.fill(ANSWERS.get(self.step, {}))
            if self.step == "keys" and not self.pc.keystore:
                self.start.lock(PHRASE, PHRASE)
            elif self.step == "scanner":
                self.start.scanned(TRIAL, TRIAL)
                self.start.go_on()
            else:
                self.start.go_on()
            assert self.state.problem is None, self.state.problem
        return self


ANSWERS: Mapping[str, Mapping[str, str]] = {
    "place": PLACE,
    "week": {"monday.morning": "8-12"},
    "people": {"operator.1": "Jeanne"},
    "office": {"relay.regate": "680660"},
}


@pytest.fixture(autouse=True)
def english() -> None:
    speech.use("en")


@pytest.fixture
def first() -> First:
    return First(StillPc())


# What is enough.


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("desk.name", ""),
        ("desk.name", "   "),
        ("desk.street", ""),
        ("desk.town", ""),
        ("desk.siret", ""),
        ("desk.siret", "00000000000000"),
        ("desk.siret", "000 000 000 00000"),
        ("desk.siret", "303 265 045 00004"),
        ("desk.siret", "3032650450000"),
        ("desk.vat_number", "FR99999999999"),
        ("desk.vat_number", "FR83404833048"),
        ("desk.code", "1A"),
    ],
)
def test_what_the_shop_is_not_is_told_at_its_field(first: First, name: str, text: str) -> None:
    first.at("place").fill({**PLACE, name: text})
    assert first.wrong() == name and first.step == "place"
    first.fill(PLACE | {"desk.vat_number": "", "desk.code": ""})
    first.start.go_on()
    assert first.step == "week"


@pytest.mark.parametrize(
    ("texts", "field"),
    [
        ({}, "monday.morning"),
        ({"tuesday.morning": "au matin"}, "tuesday.morning"),
        ({"tuesday.morning": "12-8"}, "tuesday.morning"),
        ({"monday.morning": "8-12", "monday.afternoon": "11-18"}, "monday.morning"),
        ({"monday.morning": "8-12", "desk.timezone": "Europe/Colmar"}, "desk.timezone"),
    ],
)
def test_hours_that_are_none(first: First, texts: Mapping[str, str], field: str) -> None:
    first.at("week").fill(texts)
    assert first.wrong() == field


def test_nobody_and_half_a_code(first: First) -> None:
    assert first.at("people").wrong() == "operator.1"
    first.at("office").fill({"relay.regate": "68066"})
    assert first.wrong() == "relay.regate"
    first.fill({"relay.regate": ""})
    first.start.go_on()
    assert first.step == "keys", "it may wait"


def test_the_keys_need_words_twice_where_no_keystore_is(first: First) -> None:
    assert first.at("keys").wrong() == ""
    first.start.lock(PHRASE, f"{PHRASE}s")
    assert first.state.problem is not None and first.step == "keys"
    first.start.lock(PHRASE, PHRASE)
    assert first.step == "scanner" and PHRASE not in repr(first.state)


def test_a_keystore_needs_none() -> None:
    first = First(StillPc(keystore=True)).at("ready")
    first.start.go_on()
    ((answers, _raw),) = first.pc.made
    assert (answers.kind, answers.phrase) == ("real", "")


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("8h-11h30", "08:00-11:30"),
        ("8-12", "08:00-12:00"),
        ("8:00–11:30", "08:00-11:30"),
        (" 8 h 15 - 11.30 ", "08:15-11:30"),
        ("15 à 18", "15:00-18:00"),
        ("au matin", "au matin"),
    ],
)
def test_hours_as_they_are_typed(typed: str, read: str) -> None:
    assert session_of(typed) == read
    assert session_of(read) == read


@given(st.text(max_size=60))
def test_any_name_gives_a_code_that_a_site_file_takes(name: str) -> None:
    desk = {"code": code_for(name), "name": "x", "siret": "0" * 14, "timezone": "Europe/Paris"}
    rest = {"holidays": next(iter(REGIONS)), "fiscal_year_start": "01-01", "drawer": "MAIN"}
    assert site_of({"desk": desk | rest, "operators": [{"code": "o01", "name": "x"}]}).desk["code"]


@pytest.mark.parametrize(
    ("name", "code"), [("La Petite Loge", "LPL1"), ("Loge", "LOG1"), ("Été à l'île", "EALI1"), ("…", "C1")]
)
def test_the_code_of_a_name(name: str, code: str) -> None:
    assert code_for(name) == code


# Where it goes.


def test_enter_twice_goes_one_step(first: First) -> None:
    first.at("place").fill(PLACE)
    first.now += SETTLED_SECONDS
    for _ in range(2):
        first.start.go_on(by_key=True)
    assert (first.step, first.state.problem) == ("week", None)
    first.now += SETTLED_SECONDS
    first.start.go_on(by_key=True)
    assert first.state.problem is not None


def test_what_was_typed_survives_the_way_back(first: First) -> None:
    first.at("people").fill({"operator.1": "Jeanne"})
    for step in ("week", "place", "kind", "kind"):
        first.start.back()
        assert first.step == step
    first.start.go_to("week")
    assert first.step == "week"
    first.start.go_to("keys")
    assert first.step == "week", "nobody was there yet"
    assert first.state.answers.text("operator.1") == "Jeanne"
    assert first.state.answers.text("desk.name") == PLACE["desk.name"]


def test_what_may_wait_is_left_out_of_the_shop(first: First) -> None:
    first.at("week").fill({"monday.morning": "8-12"})
    for _ in range(3):
        first.start.later()
    first.start.lock(PHRASE, PHRASE)
    first.start.later()
    assert [line.value for line in first.state.lines if line.waits] == ["later"] * 3
    first.start.go_on()
    ((answers, raw),) = first.pc.made
    assert answers.kind == "real" and first.state.made
    site = site_of(raw)
    assert (site.grids, [one.name for one in site.operators]) == ((), ["The concierge"])
    assert site.services == {"relay": {"par": {"LV_20": 1}}}
    assert not first.state.answers.phrase, "nothing of what locks is kept"


@pytest.mark.parametrize("step", ["place", "keys"])
def test_without_what_a_real_shop_needs_an_exercise_opens(first: First, step: str) -> None:
    first.at(step).start.later()
    while first.step != "ready":
        if first.step == "keys":
            first.start.lock(PHRASE, PHRASE)
        else:
            first.start.later()
    assert "cannot be made yet" in first.state.told[0]
    first.start.go_on()
    ((answers, raw),) = first.pc.made
    assert (answers.kind, raw) == ("practice", {})


def test_an_exercise_asks_nothing_more(first: First) -> None:
    first.start.choose("practice")
    first.start.go_on()
    assert first.step == "ready" and len(first.state.steps) == 2
    first.start.later()
    assert first.step == "ready", "what is made cannot wait"


def test_the_shop_is_as_it_was_answered(first: First) -> None:
    first.at("ready").start.go_on()
    ((_answers, raw),) = first.pc.made
    site = site_of(raw)
    assert (site.desk["siret"], site.desk["code"]) == ("30326504500003", "LPL1")
    assert site.desk["address"] == ["3 rue des Lilas", "68000 Colmar"]
    assert [len(slots) for _day, slots in site.grids] == [1]
    assert site.services["relay"] == {"par": {"LV_20": 1}, "regate": "680660"}
    first.start.go_on()
    first.start.back()
    assert len(first.pc.made) == 1, "it is made once"


def test_what_cannot_be_made_is_told_and_tried_again(first: First) -> None:
    first.pc.fails = Refused("init.exists", folder="x")
    first.at("ready").start.go_on()
    assert (first.state.failed, first.state.made, first.state.doing) == ("init.exists", False, "")
    first.pc.fails = None
    first.start.go_on()
    assert first.state.made and not first.state.failed


# The scanner.


@pytest.mark.parametrize(
    ("code", "typed", "words", "prefix"),
    [
        (TRIAL, TRIAL, "sign for sign", ""),
        (TRIAL, "QAZW)&é\"'(-è_çà", "another keyboard", ""),
        (f"~{TRIAL}", f"~{TRIAL}", "sends “~” first", "~"),
        (f"]C1{TRIAL}", f"$C&{TRIAL}", "sends “$C&” first", "$C&"),
        (f"{'9' * 20}{TRIAL}", f"{'9' * 20}{TRIAL}", "If that stands below the bars", ""),
        ("3017620422003", "3017620422003", "“3017620422003” came", ""),
    ],
)
def test_what_came_is_compared(first: First, code: str, typed: str, words: str, prefix: str) -> None:
    assert first.at("scanner").wrong() == ""
    first.start.scanned(code, typed)
    assert words in first.state.heard[0] and first.state.problem is None
    first.start.go_on()
    first.start.go_on()
    ((answers, _raw),) = first.pc.made
    assert answers.text("scanner.prefix") == prefix


def test_elsewhere_a_scan_says_nothing(first: First) -> None:
    first.at("place").start.scanned(TRIAL, TRIAL)
    assert first.state.heard == ("", "plain") and not first.state.answers.text("scanner.heard")


# A copy in its place.


def test_a_copy_is_put_back_step_by_step(first: First) -> None:
    first.at("week").start.take_copy()
    assert first.step == "copy" and first.wrong() == ""
    first.pc.plugged = (COPY, OLDER)
    first.start.look_for_copies()
    assert first.state.answers.copy == COPY, "the newest"
    first.start.choose(OLDER)
    first.start.look_for_copies()
    assert first.state.answers.copy == OLDER, "hers stays"
    first.start.go_on()
    assert first.wrong() == copy_words.FIELD
    first.start.answer(copy_words.FIELD, "autre chose")
    first.start.go_on()
    assert (first.state.failed, first.step) == ("backup.passphrase_wrong", "copy_words")
    first.start.answer(copy_words.FIELD, PHRASE)
    first.start.go_on()
    assert first.step == "keys", "its keys are locked anew here"
    first.start.lock(PHRASE, PHRASE)
    assert first.step == "put_back" and first.state.lines[0].label == "Tickets"
    first.start.later()
    assert first.step == "put_back"
    first.start.go_on()
    (answers,) = first.pc.back
    assert (answers.copy, answers.words, answers.phrase) == (OLDER, PHRASE, PHRASE)
    assert first.state.made and (1, 2) in [state.how_far for state in first.shown]


def test_from_a_copy_back_to_the_questions(first: First) -> None:
    first.at("people").start.take_copy()
    first.start.back()
    assert first.step == "people" and not first.state.from_copy
    assert first.state.answers.text("desk.name") == PLACE["desk.name"]


def test_a_stick_that_is_pulled_out_takes_its_copy_with_it(first: First) -> None:
    first.pc.plugged = (COPY,)
    first.start.take_copy()
    first.pc.plugged = ()
    first.start.look_for_copies()
    assert (first.state.copies, first.state.answers.copy) == ((), None)
