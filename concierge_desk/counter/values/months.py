"""Kind of a month, as a command's field takes it."""

import re
from dataclasses import dataclass

from concierge_desk.counter.values.kinds import FIRST_DAY, LAST_DAY, Kind, Unreadable
from concierge_desk.domain.override import override

_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])", re.ASCII)


@dataclass(frozen=True, slots=True)
class Month(Kind):
    """A month of this century, ``YYYY-MM``."""

    label: str = "month, YYYY-MM"

    @override
    def read(self, raw: object) -> str:
        found = _MONTH.fullmatch(raw) if isinstance(raw, str) else None
        if found is None or not FIRST_DAY.year <= int(found[1]) <= LAST_DAY.year:
            raise Unreadable("input.month")
        return found[0]
