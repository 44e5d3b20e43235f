import pytest

from concierge_desk.domain.numbers import CLOSING, SLIP, TICKET, number_of


@pytest.mark.parametrize(
    ("series", "n", "epoch", "expected"),
    [
        (TICKET, 1, "A", "T-2026-000001"),
        (TICKET, 124, "B", "T-2026-B-000124"),
        (TICKET, 1_000_000, "AA", "T-2026-AA-1000000"),
        (CLOSING, 1, "A", "Z-2026-0001"),
        (CLOSING, 366, "C", "Z-2026-C-0366"),
        (SLIP, 12, "A", "B-2026-0012"),
    ],
)
def test_numbers_as_printed(series: str, n: int, epoch: str, expected: str) -> None:
    assert number_of(series, 2026, n, epoch) == expected


def test_an_unknown_series_has_no_numbers() -> None:
    with pytest.raises(KeyError):
        number_of("Q", 2026, 1, "A")
