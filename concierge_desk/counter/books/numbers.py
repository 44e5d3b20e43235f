"""Numbers that paper bears, as they are given out: none left out, none twice, of the right year and epoch.

Source: docs/contract.md, "Numbers", "Epochs".
"""

from collections import Counter

from concierge_desk.domain.numbers import number_of


class Numbers:
    """All series of a desk, by year.

    A number that stood in an entry whose contents are gone is missed by nobody: the next one may come after it.
    """

    def __init__(self) -> None:
        """Begin before the first number."""
        self._last: dict[tuple[str, int], int] = {}
        self._gone: Counter[str] = Counter()

    def leave_out(self, series: str, most: int = 1) -> None:
        """Take note that up to so many numbers of a series may have been given out by what cannot be read."""
        self._gone[series] += most

    def holds(self, series: str, year: int, epoch: str, told: str | None, *, repeats: bool = False) -> bool:
        """Say whether a number is the next of its series, and go on from it.

        Args:
            series: Its letter.
            year: Of the business day.
            epoch: Of the entry.
            told: The number; None where the entry took the next one without saying so.
            repeats: It may have been given out before.
        """
        last = self._last.get((series, year), 0)
        if told is None or told == number_of(series, year, last + 1, epoch):
            self._last[series, year] = last + 1
            return True
        place = self.place_of(told)
        if place is None:
            return False
        n = place[1]
        if repeats and n <= self._last.get((series, place[0]), 0):
            return True
        missed = n - last - 1
        sound = told == number_of(series, year, n, epoch) and 0 <= missed <= self._gone[series]
        if sound:
            self._gone[series] -= missed
        if place[0] == year and n > last:
            # One that was left out is told once.
            self._last[series, year] = n
        return sound

    def last(self, series: str, year: int) -> int:
        """Return the last place of a series in a year, 0 before the first."""
        return self._last.get((series, year), 0)

    @staticmethod
    def place_of(told: str) -> tuple[int, int] | None:
        """Return year and place of a number; None where it is none."""
        parts = told.split("-")
        digits = (parts[1], parts[-1]) if len(parts) in (3, 4) else ("", "")
        if not all(part.isascii() and part.isdigit() for part in digits):
            return None
        return int(digits[0]), int(digits[1])
