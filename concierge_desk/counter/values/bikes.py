"""Number of a marked bike, as a command takes it."""

import re
from dataclasses import dataclass
from typing import Final

from concierge_desk.counter.values.kinds import Kind, Text, Unreadable
from concierge_desk.domain.override import override

_FNUCI: Final = re.compile(r"[A-Z0-9]{10}")


@dataclass(frozen=True, slots=True)
class Fnuci(Kind):
    """The number of a bike in the national register, whatever its case and blanks.

    Source: https://www.service-public.fr/particuliers/vosdroits/F35801 (ten letters and figures).
    """

    label: str = "number of a bike: 10 letters and figures"

    @override
    def read(self, raw: object) -> str:
        text = "".join(Text(exempt=True).read(raw).split()).replace("-", "").upper()
        if not _FNUCI.fullmatch(text):
            raise Unreadable("input.fnuci")
        return text
