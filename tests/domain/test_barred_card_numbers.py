import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from stdnum import luhn

from concierge_desk.domain.barred_numbers import holds_card_number, visible

VISA = "4111111111111111"


@pytest.mark.parametrize(
    "text",
    [
        VISA,
        "4111 1111 1111 1111",
        "4111\u00a01111\u202f1111\u00a01111",
        "4111-1111.1111/1111",
        "4111\N{EN DASH}1111\N{NON-BREAKING HYPHEN}1111\N{MINUS SIGN}1111",
        "carte4111111111111111merci",
        "CB 12 4111 1111 1111 1111",
        "4111 1111 1111 1111 12/27",
        "le 3 4111 1111 1111 1111 987",
        "\N{FULLWIDTH DIGIT FOUR}111111111111111",
        "4111\u200b1111\u200b1111\u200b1111",
        "3782 822463 10005",
        "4222222222222",
        "6304000000000000000"[:18] + luhn.calc_check_digit("630400000000000000"),
        "4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1",
        "\N{ARABIC-INDIC DIGIT FOUR}" + VISA[1:],
    ],
)
def test_a_card_number(text: str) -> None:
    assert holds_card_number(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "sonner deux fois",
        "4111111111111112",
        "4111 1111 1111 1112",
        "06 12 34 56 78",
        "6A15602676300",
        "411111111111",
        "4111x1111x1111x1111",
        "4111 , 1111 1111 1111",
        "008182709980000020033350276C",
        VISA + "0000",
        "2026-11-25 15:00",
    ],
)
def test_no_card_number(text: str) -> None:
    assert not holds_card_number(text)


@given(
    st.text(st.sampled_from("0123456789"), min_size=12, max_size=18),
    st.lists(st.sampled_from(["", " ", ".", "-", "/", "\u00a0", "\u202f"]), min_size=19, max_size=19),
    st.text(st.characters(categories=["L"]), max_size=5),
)
def test_every_luhn_number_is_found_however_it_is_written(body: str, marks: list[str], around: str) -> None:
    digits = body + luhn.calc_check_digit(body)
    written = "".join(a + b for a, b in zip(digits[:-1], marks, strict=False)) + digits[-1]
    assert holds_card_number(around + written + around)


@given(st.text(st.sampled_from("0123456789"), min_size=13, max_size=19))
def test_one_token_counts_only_with_its_key(digits: str) -> None:
    assert holds_card_number(digits) == luhn.is_valid(digits)


@given(st.text())
@example("0123 abc")
def test_a_mark_without_width_is_not_seen(text: str) -> None:
    assert visible(f"{text}\u200b") == visible(text)


@given(st.text(st.sampled_from("0123456789 ./-"), max_size=60))
def test_no_text_breaks_it(text: str) -> None:
    if sum(character.isdecimal() for character in text) < 13:
        assert not holds_card_number(text)
    holds_card_number(text)
