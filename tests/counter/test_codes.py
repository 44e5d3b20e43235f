"""Codes of our own, operation ids, sentences and answers."""

import os
import random
import re
import uuid
from collections import Counter
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.iso7064 import mod_37_36

from concierge_desk.counter.command.answers import answer_object, failure_object, json_line
from concierge_desk.counter.command.operation import Answer
from concierge_desk.counter.texts.messages import render
from concierge_desk.counter.values.codes import (
    CROCKFORD,
    SECRET,
    Draws,
    check_character,
    printed_code,
    read_code,
    scanned_code,
)
from concierge_desk.desk import catalogue
from concierge_desk.domain.errors import Refused
from tests.counter.desks import COFFEE, Play, cash

NOW = datetime(2026, 11, 25, 7, 4, 31, 120_000, tzinfo=UTC)


def seeded(seed: int) -> Draws:
    dice = random.Random(seed)
    return Draws(dice.getrandbits, dice.randrange)


def test_check_character() -> None:
    assert check_character("86101130173138") == "2"
    assert check_character("87000720168020") == "K"
    assert mod_37_36.is_valid("87000720168020" + check_character("87000720168020"))


def test_a_code_of_our_own_is_drawn_sign_by_sign() -> None:
    places = iter(range(12))
    asked: list[int] = []

    def draw(below: int) -> int:
        asked.append(below)
        return next(places)

    assert Draws(random.getrandbits, draw).code("c") == "c-0123456789ab"
    assert asked == [32] * 12


@given(st.lists(st.integers(0, 31), min_size=12, max_size=12))
def test_a_code_holds_no_sign_that_is_misread(places: list[int]) -> None:
    drawn = iter(places)
    code = Draws(random.getrandbits, lambda _below: next(drawn)).code("e")
    assert re.fullmatch(r"e-[0-9a-hjkmnp-tv-z]{12}", code)
    assert not set("ilou") & set(CROCKFORD)


def test_drawn_codes_differ() -> None:
    drawn = {SECRET.code("c") for _ in range(200)}
    assert len(drawn) == 200
    assert all(re.fullmatch(r"c-[0-9a-hjkmnp-tv-z]{12}", code) for code in drawn)


def test_each_letter_of_a_code_has_its_even_share(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "urandom", lambda count: bytes(range(count)))
    assert SECRET.letters is not None
    assert Counter(SECRET.letters(256)) == dict.fromkeys(CROCKFORD, 8)


def test_new_op_is_a_uuid_of_its_time() -> None:
    ops = [uuid.UUID(SECRET.op(NOW)) for _ in range(100)]
    assert len(set(ops)) == 100
    assert {op.version for op in ops} == {7}
    assert {op.variant for op in ops} == {uuid.RFC_4122}
    assert {op.int >> 80 for op in ops} == {int(NOW.timestamp() * 1000)}


def test_amounts_and_days_are_written_as_people_read_them() -> None:
    sentence = {"x": "{cents} {gap_cents} {day} {valid_day} {name} {none} {lost}"}
    params = {
        "cents": 5,
        "gap_cents": -200,
        "day": "2026-11-25",
        "valid_day": "2026-12-09",
        "name": "A3",
        "none": None,
    }
    assert render("x", params, sentence, "en") == "0,05\u00a0€ −2,00\u00a0€ 2026-11-25 2026-12-09 A3 — ?"
    assert render("x", params, {"x": "{day} {valid_day}"}, "fr") == "25/11/2026 09/12/2026"
    assert render("unheard.of", {}, sentence, "fr") == "unheard.of"


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_sentence_can_be_filled(lang: str) -> None:
    for code in catalogue.messages():
        assert render(code, {}, catalogue.messages(), lang)


def test_answers_as_lines(shop: Play) -> None:
    told = answer_object(shop.settle([COFFEE], cash(200)), lambda code, params: code)
    assert list(told) == ["op", "ok", "entries", "warnings", "documents", "ticket", "result"]
    assert told["ticket"] == "T-2026-000001"
    assert told["documents"] == ["ticket:T-2026-000001"]
    assert told["result"] == {"due_cents": 120, "change_cents": 80, "lines": [{"cents": 120}]}
    assert "é" in json_line({"name": "é"})
    refused = answer_object(Answer(None, Refused("input.op")), lambda code, params: "…")
    assert refused == {"op": None, "ok": False, "refused": {"code": "input.op", "message": "…", "params": {}}}
    assert failure_object(Refused("till.short", cents=3), lambda code, params: str(dict(params))) == {
        "code": "till.short",
        "message": "{'cents': 3}",
        "params": {"cents": 3},
    }


@given(st.integers(0, 2**64 - 1), st.sampled_from("ceopka"))
def test_a_printed_code_is_read_however_it_comes(seed: int, prefix: str) -> None:
    code = seeded(seed).code(prefix)
    printed = printed_code(code)
    assert read_code(printed) == read_code(printed.lower()) == read_code(f" {printed} ") == code
    assert read_code(code) == code


@given(st.integers(0, 2**64 - 1), st.integers(2, 14), st.sampled_from(CROCKFORD))
def test_one_misread_character_is_noticed(seed: int, place: int, other: str) -> None:
    printed = printed_code(seeded(seed).code("c"))
    misread = printed[:place] + other.upper() + printed[place + 1 :]
    if misread == printed:
        return
    with pytest.raises(ValueError, match="check"):
        read_code(misread)


@pytest.mark.parametrize("text", ["", "c-", "6A15602676300", "T-2026-000001", "c-4t9d2k7mx0qu", "kessler"])
def test_anything_else_is_no_code_of_ours(text: str) -> None:
    assert read_code(text) is None


@pytest.mark.parametrize(
    "name",
    [
        "Denis Wendling",
        "Martine Haberer",
        "Jean-Marie Weiss",
        "Max D'Estaing-Ro",
        "M. Schweighardt",
        "M Schweighardt",
        "D. Schwarzenberg",
    ],
)
def test_a_name_of_as_many_letters_is_a_name(name: str) -> None:
    assert sum(map(str.isalpha, name)) in (13, 14)
    assert read_code(name) is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("C-ABCD EFGH JKMN", "c-abcdefghjkmn"),
        ("c-abcdefghjkmn", "c-abcdefghjkmn"),
        ("CABCDEFGHJKMN", "c-abcdefghjkmn"),
        ("c 4t9d 2k7m x0q3", "c-4t9d2k7mx0q3"),
    ],
)
def test_a_code_may_have_letters_alone_or_blanks(text: str, code: str) -> None:
    assert read_code(text) == code


def test_letters_that_look_like_figures() -> None:
    assert read_code("c-O1IL00000000") == "c-011100000000"


def test_a_burst_of_an_azerty_keyboard() -> None:
    printed = printed_code("c-4t9d2k7mx0q3")
    keys = dict(zip("1234567890", "&É\"'(-È_ÇÀ", strict=True)) | {"-": ")", "Q": "A", "M": "?"}
    assert read_code("".join(keys.get(character, character) for character in printed)) == "c-4t9d2k7mx0q3"


def test_what_is_scanned_is_a_code_of_ours_or_a_number_as_it_is_printed() -> None:
    own = "o-4t9d2k7mx0q3"
    assert scanned_code(printed_code(own)) == scanned_code(own.upper()) == own
    assert scanned_code(f"{printed_code(own)[:-1]}0") != own
    assert scanned_code(" l-2026-000001 ") == "L-2026-000001"
