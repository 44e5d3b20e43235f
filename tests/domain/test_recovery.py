"""The lines of the recovery sheet: what a hand mistypes is found, and in which line."""

from string import ascii_uppercase, digits

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.iso7064 import mod_37_36

from concierge_desk.domain.recovery import (
    ALPHABET,
    LENGTH,
    PREFIX,
    WrongLine,
    groups_of,
    read_identity,
    sheet_lines,
)

IDENTITY = "AGE-SECRET-KEY-1ECY5A96G5NTLS6N4GY3DXK562ZQ5TU7483Y532GUS250AN9ES55Q2AF2F5"
LINES = (
    "ECY5 A96G 5NTL G",
    "S6N4 GY3D XK56 F",
    "2ZQ5 TU74 83Y5 C",
    "32GU S250 AN9E M",
    "S55Q 2AF2 F5 T",
)
identities = st.text(st.sampled_from(ALPHABET), min_size=LENGTH, max_size=LENGTH).map(PREFIX.__add__)


def test_how_it_is_printed() -> None:
    assert sheet_lines(IDENTITY) == LINES


@pytest.mark.parametrize(
    "typed",
    [
        IDENTITY,
        IDENTITY.lower(),
        f"  {IDENTITY}\r\n",
        f"# created: 2026-11-25\n# public key: age1…\n{IDENTITY}\n",
        IDENTITY.removeprefix(PREFIX),
        "\n".join(LINES),
        "\n\n".join(LINES).lower(),
        " ".join(LINES),
        "".join(LINES).replace(" ", ""),
        "\n".join(LINES).replace(" ", "-"),
        "\n".join(LINES).replace(" ", " – "),
        "\n".join((PREFIX, *LINES)),
        "age secret key\n" + "\n".join(LINES),
        PREFIX + " " + " ".join(LINES),
        # Without the checks.
        "\n".join(line.rpartition(" ")[0] for line in LINES),
        # As a hand reads a zero, and as some keyboards write.
        "\n".join(LINES).replace("0", "O"),
        "".join(chr(ord(sign) + 0xFEE0) if sign.isalnum() else sign for sign in "\n".join(LINES)),
    ],
)
def test_how_it_may_be_typed(typed: str) -> None:
    assert read_identity(typed) == IDENTITY


def test_an_identity_may_use_every_sign() -> None:
    identity = PREFIX + ALPHABET + ALPHABET[: LENGTH - len(ALPHABET)]
    assert read_identity(identity) == read_identity("\n".join(sheet_lines(identity))) == identity


@given(identities)
def test_what_is_printed_is_read_back(identity: str) -> None:
    lines = sheet_lines(identity)
    assert (
        read_identity("\n".join(lines))
        == read_identity(" ".join(lines))
        == read_identity(identity)
        == identity
    )


@given(identities)
def test_the_checks_are_those_of_the_standard(identity: str) -> None:
    for number, line in enumerate(sheet_lines(identity), 1):
        signs, check = line[:-1].replace(" ", ""), line[-1]
        assert check == mod_37_36.calc_check_digit(ALPHABET[number] + signs, ALPHABET)


@pytest.mark.parametrize("between", ["\n", " "])
@given(identities, st.data())
def test_one_wrong_sign_is_found_by_its_line(between: str, identity: str, data: st.DataObject) -> None:
    lines = list(sheet_lines(identity))
    number = data.draw(st.integers(0, len(lines) - 1))
    place = data.draw(st.sampled_from([at for at, sign in enumerate(lines[number]) if sign != " "]))
    right = lines[number][place]
    # What is no sign of an identity at all is wrong as well; an O is read as 0.
    signs = set(ascii_uppercase + digits + "É") - {right} - ({"O"} if right == "0" else set())
    lines[number] = (
        lines[number][:place] + data.draw(st.sampled_from(sorted(signs))) + lines[number][place + 1 :]
    )
    with pytest.raises(WrongLine) as wrong:
        read_identity(between.join(lines))
    assert wrong.value.number == number + 1


@given(identities, st.data())
def test_a_sign_too_many_or_too_few_is_found_by_its_line(identity: str, data: st.DataObject) -> None:
    lines = [line.replace(" ", "") for line in sheet_lines(identity)]
    number = data.draw(st.integers(0, len(lines) - 1))
    place = data.draw(st.integers(0, len(lines[number]) - 1))
    line = lines[number]
    more, less = line[:place] + line[place] + line[place:], line[:place] + line[place + 1 :]
    lines[number] = data.draw(st.sampled_from((more, less)))
    with pytest.raises(WrongLine) as wrong:
        read_identity("\n".join(lines))
    assert wrong.value.number == number + 1


def test_it_is_found_as_well_where_all_is_typed_in_one_go() -> None:
    first, second, *others = LINES
    for told, number in (
        ([first[1:], second, *others], 1),
        ([first[2:], second, *others], 1),
        ([first, second.replace("GY3D", "GY3DD"), *others], 2),
        ([first, second, *others, "Q"], 5),
    ):
        with pytest.raises(WrongLine, match=f"^line {number}$") as wrong:
            read_identity(" ".join(told))
        assert wrong.value.number == number


def test_two_lines_that_changed_places_are_found() -> None:
    with pytest.raises(WrongLine) as wrong:
        read_identity("\n".join((LINES[1], LINES[0], *LINES[2:])))
    assert wrong.value.number == 1


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "ouvre-toi, Sésame",
        PREFIX,
        IDENTITY[:-4],
        IDENTITY + "QQ",
        "\n".join(LINES[:4]),
        "\n".join((*LINES, LINES[0])),
        # As long as an identity.
        "é" * LENGTH,
        "age1lj4fwk0xcpm7vm5ev6twjv7rjucmcn5duuj38h57hkxqta5z6q9sprvfzt",
        "B" + IDENTITY.removeprefix(PREFIX)[1:],
    ],
)
def test_what_is_no_identity(text: str) -> None:
    with pytest.raises(ValueError, match=r"^not an identity$"):
        read_identity(text)


@pytest.mark.parametrize("text", [IDENTITY.lower(), IDENTITY[:-1], IDENTITY + "\n", "age1" + "q" * 58])
def test_only_an_identity_is_printed(text: str) -> None:
    with pytest.raises(ValueError, match=r"^not an identity$"):
        sheet_lines(text)


@given(identities)
def test_each_whole_group_stands_where_the_sheet_prints_it(identity: str) -> None:
    lines = [line.split() for line in sheet_lines(identity)]
    groups = groups_of(identity)
    assert [lines[group.line - 1][group.place - 1] for group in groups] == [group.signs for group in groups]
    assert len(groups) == LENGTH // 4 and all(len(group.signs) == 4 for group in groups)


@pytest.mark.parametrize(
    ("typed", "is_right"),
    [
        ("S6N4", True),
        ("s6n4", True),
        (" s6 n4 ", True),
        ("Ｓ６Ｎ４", True),
        ("S6N", False),
        ("S6N44", False),
        ("GY3D", False),
        ("S6N4 GY3D", False),
        ("", False),
    ],
)
def test_a_group_is_typed_back_as_the_sheet_is_read(typed: str, is_right: bool) -> None:
    group = groups_of(IDENTITY)[3]
    assert (group.line, group.place) == (2, 1)
    assert group.is_typed(typed) is is_right


def test_an_o_is_a_nought_in_a_group_too() -> None:
    assert next(group for group in groups_of(IDENTITY) if "0" in group.signs).is_typed("S25o")


def test_a_group_says_nothing_of_its_signs() -> None:
    assert "S6N4" not in repr(groups_of(IDENTITY))
