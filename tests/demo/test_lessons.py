"""Lessons: each is done by the counter's own commands, whichever way; what went wrong is told until it is set right."""

import json
from collections.abc import Mapping
from typing import Any

import pytest

from concierge_desk.counter.demo.lessons import Lesson
from concierge_desk.i18n import LANGUAGES
from concierge_desk.jobs import lessons
from concierge_desk.jobs.lessons import LessonUnderWay, Stand
from concierge_desk.paths import lessons_file
from tests.counter.desks import Desks, Play, cash

CODES = [lesson.code for lesson in lessons.lessons()]


@pytest.fixture
def shop(desks: Desks) -> Any:
    with desks.desk() as play:
        play.open(float_cents=8000)
        play.do("relay.stock_receive", product="LV_20", quantity=100)
        yield play


def begun(shop: Play, code: str) -> Mapping[str, str]:
    lessons.begin(shop.desk, code)
    return lessons.read(shop.desk.folder).drawn


def now(shop: Play) -> LessonUnderWay:
    found = shop.desk.store.read(lambda rows: lessons.look(shop.desk.folder, rows))
    assert found is not None
    return found


def finished(shop: Play) -> tuple[str, ...]:
    return lessons.read(shop.desk.folder).finished


def test_there_are_six_short_ones_in_this_order() -> None:
    assert CODES == ["bag", "two_of_one_name", "stamps", "refund", "lending", "closing"]
    assert all(1 <= len(lesson.steps) <= 3 for lesson in lessons.lessons())


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("lesson", lessons.lessons(), ids=CODES)
def test_each_says_what_to_do_with_what_it_drew(shop: Play, lesson: Lesson, lang: str) -> None:
    drawn = begun(shop, lesson.code)
    for step in lesson.steps:
        said = lessons.filled(step.text, drawn, lang)
        assert "{" not in said and "?" not in said
    told = lessons.sentence(now(shop), lang)
    assert lessons.filled(lesson.steps[0].text, drawn, lang) in told
    assert finished(shop) == ()


def test_a_bag(shop: Play) -> None:
    drawn = begun(shop, "bag")
    shop.do("relay.receive", tracking=drawn["second"], shelf="A2", addressee={"name": "Weber"})
    assert now(shop).done == 0, "one after the other"
    shop.do("relay.receive", tracking=drawn["first"].lower(), shelf="A1")
    assert now(shop).is_over and finished(shop) == ("bag",)


def test_two_of_one_name_the_right_one_at_once(shop: Play) -> None:
    drawn = begun(shop, "two_of_one_name")
    shop.do("relay.hand_over", custody=drawn["hers"], collector="addressee", id_document="id_card")
    assert now(shop).is_over


def test_two_of_one_name_the_wrong_one_is_told_until_it_is_taken_back(shop: Play) -> None:
    drawn = begun(shop, "two_of_one_name")
    wrong = shop.do("relay.hand_over", custody=drawn["his"], collector="addressee", id_document="id_card")
    assert "F9" in now(shop).wrong and now(shop).done == 0
    assert "F9" in lessons.sentence(now(shop), "en")
    shop.do("relay.hand_over", custody=drawn["hers"], collector="addressee", id_document="id_card")
    assert now(shop).done == 1 and not now(shop).is_over, "his is not here any more"
    shop.do("journal.reverse", op_of=wrong.op, reason="wrong_key")
    assert now(shop).is_over and finished(shop) == ("two_of_one_name",)


@pytest.mark.parametrize(
    ("quantity", "given", "done"), [(3, 500, True), (2, 500, False), (3, 456, False), (3, 1000, False)]
)
def test_three_stamps_for_a_note_of_five(shop: Play, quantity: int, given: int, done: bool) -> None:
    begun(shop, "stamps")
    shop.settle([{"do": "relay.sell", "product": "LV_20", "quantity": quantity}], cash(given))
    assert now(shop).is_over is done


def test_a_stamp_comes_back(shop: Play) -> None:
    drawn = begun(shop, "refund")
    assert now(shop).done == 0
    shop.do("till.refund", ticket=drawn["ticket"], lines=[{"line": 1, "quantity": 1}], reason="returned")
    assert now(shop).is_over


def lent(shop: Play, drawn: Mapping[str, str]) -> str:
    """Lend the drill of the lesson, and take its money and its caution."""
    person = shop.rows("SELECT person FROM people_person")[0][0]
    told = {"checks": {"FORET": 5, "BATTERIE": 2}, "age": "adult"}
    loan = shop.do("tools.lend", object=drawn["thing"], who={"card": person}, **told).result["loan"]
    assert now(shop).done == 1
    acts = [{"do": "tools.pay", "loan": loan}, {"do": "caution.take", "of": loan, "cents": 5000}]
    shop.settle(acts, cash(6000))
    assert now(shop).done == 2
    return str(loan)


def test_a_drill_is_lent_and_comes_back(shop: Play) -> None:
    drawn = begun(shop, "lending")
    loan = lent(shop, drawn)
    shop.do("tools.return", object=drawn["thing"], checks={"FORET": 5, "BATTERIE": 2})
    assert now(shop).done == 2 and not now(shop).wrong
    shop.settle([{"do": "caution.return", "of": loan}], {"means": "cash", "cents": 5000})
    assert now(shop).is_over and finished(shop) == ("lending",)


def test_a_drill_that_lacks_something_is_told_until_it_is_taken_back(shop: Play) -> None:
    drawn = begun(shop, "lending")
    loan = lent(shop, drawn)
    short = shop.do("tools.return", object=drawn["thing"], checks={"FORET": 4, "BATTERIE": 2})
    shop.settle([{"do": "caution.return", "of": loan}], {"means": "cash", "cents": 5000})
    assert "F9" in now(shop).wrong and not now(shop).is_over
    shop.do("journal.reverse", op_of=short.op, reason="wrong_key")
    shop.do("tools.return", object=drawn["thing"], checks={"FORET": 5, "BATTERIE": 2})
    assert now(shop).is_over


def test_the_evening(shop: Play) -> None:
    begun(shop, "closing")
    shop.do("till.count", counted_cents=8000)
    assert (now(shop).done, now(shop).is_over) == (1, False)
    shop.do("day.close")
    assert now(shop).is_over


def test_what_was_done_before_it_began_does_not_count(shop: Play) -> None:
    shop.settle([{"do": "relay.sell", "product": "LV_20", "quantity": 3}], cash(500))
    begun(shop, "stamps")
    assert now(shop).done == 0
    shop.settle([{"do": "relay.sell", "product": "LV_20", "quantity": 3}], cash(500))
    assert now(shop).is_over


def test_begun_anew_it_draws_anew_and_what_was_finished_stays_so(shop: Play) -> None:
    first = begun(shop, "bag")
    for name in ("first", "second"):
        shop.do("relay.receive", tracking=first[name], shelf="A1")
    assert now(shop).is_over
    again = begun(shop, "bag")
    assert set(first.values()).isdisjoint(again.values())
    assert now(shop).done == 0 and finished(shop) == ("bag",)
    lessons.leave(shop.desk.folder)
    assert shop.desk.store.read(lambda rows: lessons.look(shop.desk.folder, rows)) is None
    assert finished(shop) == ("bag",)


def test_nobody_begins_what_there_is_not(shop: Play) -> None:
    with pytest.raises(LookupError):
        lessons.begin(shop.desk, "cooking")


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"code": 3}', '{"code": "bag", "since": "x", "drawn": {}, "finished": []}', "\x00"],
)
def test_a_file_that_makes_no_sense_begins_anew(shop: Play, text: str) -> None:
    lessons_file(shop.desk.folder).write_text(text)
    assert lessons.read(shop.desk.folder) == Stand()
    assert shop.desk.store.read(lambda rows: lessons.look(shop.desk.folder, rows)) is None


def test_a_lesson_of_another_version_is_none(shop: Play) -> None:
    told = {"code": "cooking", "since": 1, "drawn": {}, "finished": ["cooking"]}
    lessons_file(shop.desk.folder).write_text(json.dumps(told))
    assert shop.desk.store.read(lambda rows: lessons.look(shop.desk.folder, rows)) is None
