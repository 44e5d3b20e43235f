"""Anchors: short witnesses of an entry, printed on paper and kept beside copies in ``ancres.ndjson``.

One anchor a line, as JSON: ``{"desk":"AMP1","anchor":"A43:36853f432427aa82","at":"…","file":"…",
"key":"…","life":"…"}``. The file lies on sticks that are pulled out: a line that cannot be read is left out and told, the others count.

Source: docs/contract.md, "Anchors", "Backup".
"""

import codecs
import json
from dataclasses import asdict, dataclass, replace

from concierge_desk.domain.epochs import is_epoch
from concierge_desk.domain.errors import Refused

FILE = "ancres.ndjson"
_DIGITS = 16
_FIELDS = ("desk", "anchor", "at", "file")
_MORE = ("key", "life")


@dataclass(frozen=True, slots=True)
class Anchor:
    """An anchor as printed, read back: epoch, entry, first 16 hex of its hash.

    Attributes:
        epoch: Letters.
        seq: Number of the entry.
        hex16: Of its hash.
        life: First 16 hex of the hash of the entry that began the epoch, where that is known: two restores of one
            copy that know nothing of each other begin the same epoch.
    """

    epoch: str
    seq: int
    hex16: str
    life: str = ""

    def __str__(self) -> str:
        """Return it as it is printed."""
        return f"{self.epoch}{self.seq}:{self.hex16}"


@dataclass(frozen=True, slots=True)
class KeptAnchor:
    """An anchor that lies beside a copy.

    Attributes:
        desk: Desk code of the chain.
        anchor: As printed.
        at: Instant of the copy, UTC.
        file: Name of the copy.
        key: Fingerprint of the key that signed it; empty where an earlier version wrote the line.
        life: Of the epoch, see `Anchor`; empty for the first one.
    """

    desk: str
    anchor: str
    at: str
    file: str
    key: str = ""
    life: str = ""

    @property
    def told(self) -> Anchor:
        """The anchor."""
        return replace(read_anchor(self.anchor), life=self.life)


def read_anchor(text: str) -> Anchor:
    """Return an anchor from what is printed, ``A43:36853f432427aa82``.

    Raises:
        Refused: ``verify.anchor`` when it is not one.
    """
    place, _, hex16 = text.strip().partition(":")
    epoch = place.rstrip("0123456789")
    digits = place[len(epoch) :]
    well_formed = is_epoch(epoch.upper()) and len(hex16) == 16 and int(digits[:_DIGITS] or 0) > 0
    if not well_formed or len(digits) > _DIGITS or set(hex16.lower()) - set("0123456789abcdef"):
        raise Refused("verify.anchor", anchor=text)
    return Anchor(epoch.upper(), int(digits), hex16.lower())


def anchor_line(kept: KeptAnchor) -> str:
    """Return the line of an anchor, without its end."""
    told = {name: value for name, value in asdict(kept).items() if value or name in _FIELDS}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def read_anchors(data: bytes) -> tuple[tuple[KeptAnchor, ...], tuple[int, ...]]:
    """Return the anchors of a file, and the numbers of the lines that hold none; blank lines are neither."""
    found: list[KeptAnchor] = []
    unreadable: list[int] = []
    # An editor of Windows begins a file with a mark of its own.
    for number, line in enumerate(data.removeprefix(codecs.BOM_UTF8).splitlines(), start=1):
        if not line.strip():
            continue
        kept = _kept(line)
        if kept is None:
            unreadable.append(number)
        else:
            found.append(kept)
    return tuple(found), tuple(unreadable)


def _kept(line: bytes) -> KeptAnchor | None:
    try:
        value = json.loads(line.decode())
    except (ValueError, RecursionError):
        return None
    if not isinstance(value, dict) or not all(isinstance(value.get(name), str) for name in _FIELDS):
        return None
    try:
        read_anchor(value["anchor"])
    except Refused:
        return None
    more = {name: found for name in _MORE if isinstance(found := value.get(name), str)}
    return KeptAnchor(**{name: value[name] for name in _FIELDS}, **more)
