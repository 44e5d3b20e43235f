"""What the relay's fields take, refuse, and let an entry hold."""

import pytest

from concierge_desk.counter.values.codes import printed_code
from concierge_desk.counter.values.kinds import Unreadable
from concierge_desk.services.relay.model.kinds import (
    TRACKING,
    ComplaintNumber,
    Country,
    ProductCode,
    ShownKind,
)
from tests.counter.screened import WORDS, Judge


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
