"""What the relay's fields take, refuse, and let an entry hold."""

from dataclasses import dataclass, field

import pytest

from concierge_desk.counter.values.codes import printed_code
from concierge_desk.counter.values.kinds import Unreadable
from concierge_desk.services.relay.model.kinds import (
    SHELF,
    TRACKING,
    ComplaintNumber,
    Country,
    ProductCode,
    ShownKind,
)

WORDS = "i-0123456789ab"
"""Ref of words that stand beside the journal."""


@dataclass
class Judge:
    """Stands in for the counter: who is here, what is in use, and what it was asked to keep beside the journal."""

    here: frozenset[str] = frozenset()
    used: dict[str, str] = field(default_factory=dict)
    confirmed: bool = False
    kept: list[str] = field(default_factory=list)

    def in_use(self, what: str, text: str) -> str | None:
        return self.used.get(f"{what} {text}")

    def names_somebody(self, text: str) -> bool:
        return text in self.here

    def inscribed(self, text: str) -> str:
        self.kept.append(text)
        return WORDS


@pytest.mark.parametrize(
    ("kind", "raw", "value"),
    [
        (TRACKING, " 6A 123 ", "6A 123"),
        (ShownKind(), "IDFRA<<<", True),
        (ShownKind(), True, True),
        (ShownKind(), False, False),
        (Country(), "FR", "FR"),
        (ProductCode(), "col_2000", "COL_2000"),
    ],
)
def test_it_is_read(kind: object, raw: object, value: object) -> None:
    assert kind.read(raw) == value  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("kind", "raw", "code"),
    [
        (TRACKING, "- -", "input.empty"),
        (Country(), "XX", "input.country"),
        (ProductCode(), "COL__2000", "input.product"),
    ],
)
def test_it_is_refused(kind: object, raw: object, code: str) -> None:
    with pytest.raises(Unreadable) as refused:
        kind.read(raw)  # type: ignore[attr-defined]
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("6A12345678901", "6A12345678901"),
        (WORDS, WORDS),
        ("Moreau", WORDS),
    ],
)
def test_an_entry_holds_no_name_for_a_number(text: str, value: str) -> None:
    assert TRACKING.screened(text, Judge()) == value


def test_a_number_in_use_is_called_as_it_is() -> None:
    assert TRACKING.screened("moreau", Judge(used={"number MOREAU": WORDS})) == WORDS


def test_a_place_that_is_a_ref_of_words_stays_that_ref() -> None:
    judge = Judge()
    assert SHELF.screened(WORDS, judge) == WORDS
    assert judge.kept == []


def test_a_place_in_use_is_called_as_it_is() -> None:
    assert SHELF.screened("a3", Judge(used={"place a3": "A3"})) == "A3"


def test_a_code_of_a_place_is_taken() -> None:
    assert SHELF.screened("B12", Judge()) == "B12"


def test_other_words_for_a_place_are_asked_for_twice() -> None:
    with pytest.raises(Unreadable) as refused:
        SHELF.screened("près du four", Judge())
    assert refused.value.code == "relay.place_unusual"
    judge = Judge(here=frozenset({"Moreau"}), confirmed=True)
    assert SHELF.screened("Moreau", judge) == WORDS
    assert judge.kept == ["Moreau"]


def test_a_complaint_is_about_a_number() -> None:
    judge = Judge()
    assert ComplaintNumber().screened("6A12345678901", judge) == "6A12345678901"
    with pytest.raises(Unreadable) as refused:
        ComplaintNumber().screened("colis de Mme Moreau", judge)
    assert refused.value.code == "relay.no_number"
    assert judge.kept == []


def test_a_label_of_ours_that_is_scanned_is_the_thing_that_bears_it() -> None:
    code = "c-tdkmxqtdkmxq"
    printed = printed_code(code)
    assert TRACKING.screened(printed, Judge(used={f"number {code}": code})) == printed
    assert TRACKING.screened(printed, Judge()) == WORDS
