import pytest

from concierge_desk.domain.numbers import CLOSING, COMPLAINT, SLIP, TICKET, as_printed, is_number, number_of


@pytest.mark.parametrize(
    ("series", "n", "epoch", "expected"),
    [
        (TICKET, 1, "A", "T-2026-000001"),
        (TICKET, 124, "B", "T-2026-B-000124"),
        (TICKET, 1_000_000, "AA", "T-2026-AA-1000000"),
        (CLOSING, 1, "A", "Z-2026-0001"),
        (CLOSING, 366, "C", "Z-2026-C-0366"),
        (SLIP, 12, "A", "B-2026-0012"),
        (COMPLAINT, 7, "B", "R-2026-B-0007"),
    ],
)
def test_numbers_as_printed(series: str, n: int, epoch: str, expected: str) -> None:
    assert number_of(series, 2026, n, epoch) == expected
    assert [one for one in (TICKET, CLOSING, SLIP, COMPLAINT) if is_number(one, expected)] == [series]


@pytest.mark.parametrize(
    "text",
    ["", "B", "B-26-0012", "B-2026-001", "B-2026-0012 ", "b-2026-0012", "B-2026-b-0012", "XB-2026-0012"],
)
def test_what_is_no_number_is_none(text: str) -> None:
    assert not is_number(SLIP, text)


def test_an_unknown_series_has_no_numbers() -> None:
    with pytest.raises(KeyError):
        number_of("Q", 2026, 1, "A")


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("s-2026-0003", "S-2026-0003"),
        ("d-2026-b-000124/2", "D-2026-B-000124/2"),
        ("T-2026-000001", "T-2026-000001"),
        *(
            (text, text)
            for text in (
                "",
                "e-4t9d2k7mx0q3",
                "nettoyage/2026-12",
                "2026-12-01",
                "z-2026-0001 ",
                "é-2026-0001",
            )
        ),
    ],
)
def test_a_number_in_either_case_is_the_printed_one(typed: str, printed: str) -> None:
    assert as_printed(typed) == printed
