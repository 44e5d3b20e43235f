"""The books of one audience: what of a closing's entries lies there in clear, held together as far as that goes.

Tickets, payments and the Z are the shop's own and are withheld: whether they bear the lines out only the shop's own
journal tells.

Source: docs/contract.md, "Audiences", "The books"; decision 0053.
"""

from collections.abc import Callable, Iterable, Sequence

from concierge_desk.counter.books.numbers import Numbers
from concierge_desk.counter.books.places import fits
from concierge_desk.counter.books.reading import line_of
from concierge_desk.domain.booked import Booked, BookedKinds
from concierge_desk.domain.journal import Posted
from concierge_desk.domain.numbers import TICKET, number_of


def wrong_in_clear(posted: Sequence[Posted], booked: BookedKinds) -> list[tuple[int, str]]:
    """Return the entries that others in clear do not bear out, each with the names of its fields.

    Args:
        posted: Those in clear, in their order.
        booked: What the services declare of their kinds.

    Raises:
        LookupError, TypeError, ValueError: When they are none of the counter's.
    """
    return _InClear(posted, booked).wrong()


class _InClear:
    """The entries of one audience; numbers go on, but those of others stand between."""

    def __init__(self, posted: Sequence[Posted], booked: BookedKinds) -> None:
        self._posted, self._booked = posted, booked
        self._kinds = {entry.seq: entry.kind for entry in posted}
        self._last: dict[str, tuple[int, int]] = {}
        self._ticket = ("", 0)

    def wrong(self) -> list[tuple[int, str]]:
        found = [(entry.seq, list(dict.fromkeys(self._of(entry)))) for entry in self._posted]
        return [(seq, ", ".join(names)) for seq, names in found if names]

    def _of(self, entry: Posted) -> Iterable[str]:
        data = entry.data
        if "corrects" in data and not self._names(
            entry, data["corrects"], lambda kind: fits(entry.kind, kind)
        ):
            yield "corrects"
        if "line" in data:
            yield from self._of_line(entry)
        booked = self._booked.get(entry.kind)
        if booked is not None:
            yield from self._of_booked(entry, booked)

    def _of_booked(self, entry: Posted, booked: Booked) -> Iterable[str]:
        data, given = entry.data, booked.number
        for name, kinds in booked.places.items():
            if not all(self._names(entry, seq, kinds.__contains__) for seq in _values(data, name)):
                yield name
        # An older version did not say it; what takes an act back says it again.
        if given is None or "corrects" in data or given.name not in data:
            return
        if not self._is_next(entry, given.series, data[given.name], repeats=given.repeats):
            yield given.name

    def _of_line(self, entry: Posted) -> Iterable[str]:
        ticket, n = entry.data["ticket"], entry.data["n"]
        if not line_of(entry.data["line"]).holds:
            yield "line"
        # Other lines of it, and other tickets, may be somebody else's.
        if not self._is_next(entry, TICKET, ticket, repeats=True):
            yield "ticket"
        if n < 1 or (ticket == self._ticket[0] and n <= self._ticket[1]):
            yield "n"
        self._ticket = (ticket, n)

    def _names(self, entry: Posted, seq: object, is_one: Callable[[str], bool]) -> bool:
        """Say whether an entry names an earlier one, of such a kind where it lies here in clear."""
        if seq is None:
            return True
        if type(seq) is not int or not 1 <= seq < entry.seq:
            return False
        return seq not in self._kinds or is_one(self._kinds[seq])

    def _is_next(self, entry: Posted, series: str, told: str, *, repeats: bool) -> bool:
        """Say whether a number is of its year and epoch and goes on from the one before."""
        year, place = int((entry.day or entry.local.isoformat())[:4]), Numbers.place_of(told)
        before = self._last.get(series, (year, 0))
        if place is None:
            return False
        self._last[series] = max(before, place)
        if repeats and place <= before and (place == before or series != TICKET):
            return True
        return place > before and told == number_of(series, year, place[1], entry.epoch)


def _values(value: object, name: str) -> Iterable[object]:
    """Yield what stands in a field, wherever the field is."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from (item,) if key == name else _values(item, name)
    elif isinstance(value, list):
        for item in value:
            yield from _values(item, name)
