"""Bursts of keys: a scanner told from fingers by the clock of the keys themselves; no Qt.

A scanner is a keyboard that types very fast: characters with gaps of at most 50 ms, at least six of them, then
Enter or Tab. Gaps are those between the events' own times: a window that was busy sees the same ones.

**What is a scan.** Whatever the services recognise, at up to 50 ms a key. And nearly everything else that comes
so fast: a code that nobody knows has to be told and listed until it was seen, and must not land in a field or
press a button. A scan taken for typing does damage; typing taken for a scan is listed as an unknown code, and
nothing else happens. So only one thing that came so fast is given back as typed: letters without any digit, that
nobody recognises, slower than any cable (20 ms a key on average): a word, rolled over the keys with its Enter.
Nobody types six digits and Enter in a third of a second; hardly any label has no digit.

**What was lost on the way.** A key may have been given back before its burst was known, because the mouse was
pressed in its middle or because the window was busy. It still belongs to the code: a cut head would make another
code of it.

**A key that repeats.** A key that is held down is no scan. But X knows a repeat only by a key that came up and went down
in the same millisecond, and so does a scanner that sends a digit twice. No keyboard begins to repeat within a fifth of
a second: what comes in the pace of a scan was pressed.

**A prefix**, where the scanner was programmed to send one, says it exactly: only what begins with it is held, any
length is a scan, and everything else goes through at once.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from concierge_desk.domain.tracking import decode_burst

Kind: TypeAlias = Literal["character", "end", "other"]
"""A printable character; Enter or Tab; any other key."""

What: TypeAlias = Literal["hold", "pass", "burst", "drop"]
"""Keep the key; let it through; it ended a scan: forget what was held, and this key; forget this key alone."""

GAP_MS = 50
LEAST_CHARACTERS = 6
NO_FINGERS_MS = 20
"""Mean gap under which no hand types a word with its Enter."""

_CLOCK = 1 << 32
"""The clock of X events starts again after 49 days."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """A key that was pressed.

    Attributes:
        at_ms: When, by the event's own clock.
        text: What it writes.
        kind: What kind of key it is.
        plain: It came from the main block of keys, without Shift.
        repeats: The system says that the key is held down.
    """

    at_ms: int
    text: str
    kind: Kind
    plain: bool = True
    repeats: bool = False


@dataclass(frozen=True, slots=True)
class BurstVerdict:
    """Verdict on a key: what is to be done with it.

    Attributes:
        what: With this key.
        flush: What was held before it goes on its way first.
        code: What was scanned, of a burst.
        typed: What its keys wrote, a sign for each of the code.
    """

    what: What
    flush: bool = False
    code: str = ""
    typed: str = ""


class Bursts:
    """Hears one key after another and says which of them are a scan."""

    def __init__(
        self,
        recognise: Callable[[str], bool],
        prefix: str = "",
        lock_shifts_digits: Callable[[], bool] = lambda: False,
    ) -> None:
        """Hear keys.

        Args:
            recognise: Whether a code is known to some service, by its shape alone: pure and fast.
            prefix: What the scanner was programmed to send first; empty where it sends nothing.
            lock_shifts_digits: Whether Caps Lock makes digits of the number row now: the French Windows.
        """
        self._recognise = recognise
        self._prefix = prefix
        self._lock_shifts_digits = lock_shifts_digits
        self._run: list[Stroke] = []
        self._last_ms: int | None = None
        self._ended_ms: int | None = None

    def ends_burst(self, stroke: Stroke) -> bool:
        """Tell whether a key would be taken away as the end of a scan, without hearing it."""
        return stroke.kind == "end" and (self._echoes(stroke) or self._code(stroke) is not None)

    def holds(self, stroke: Stroke) -> bool:
        """Tell whether a key would be held, without hearing it."""
        return stroke.kind == "character" and bool(self._joined(stroke))

    def hear(self, stroke: Stroke) -> BurstVerdict:
        """Take a key in and say what is to be done with it."""
        verdict = self._verdict(stroke)
        self._last_ms = stroke.at_ms
        return verdict

    def _verdict(self, stroke: Stroke) -> BurstVerdict:
        if stroke.kind == "character":
            return self._character(stroke)
        if stroke.kind == "end":
            return self._end(stroke)
        self._run = []
        return BurstVerdict("pass", flush=True)

    def _character(self, stroke: Stroke) -> BurstVerdict:
        self._run = self._joined(stroke)
        return BurstVerdict("hold" if self._run else "pass", flush=len(self._run) <= 1)

    def _joined(self, stroke: Stroke) -> list[Stroke]:
        """Return the run that a character makes; an empty one where it cannot begin with the prefix, or repeats."""
        follows = self._follows(stroke)
        if stroke.repeats and not follows:
            return []
        longer = [*self._run, stroke] if follows else [stroke]
        return next((run for run in (longer, [stroke]) if self._may_be_scan(run)), [])

    def _may_be_scan(self, run: Sequence[Stroke]) -> bool:
        text = _text(run)
        return text.startswith(self._prefix) or self._prefix.startswith(text)

    def _end(self, stroke: Stroke) -> BurstVerdict:
        if self._echoes(stroke):
            return BurstVerdict("drop", flush=True)
        code, typed = self._code(stroke), _text(self._run)
        self._run = []
        if code is None:
            return BurstVerdict("pass", flush=True)
        self._ended_ms = stroke.at_ms
        return BurstVerdict("burst", code=code, typed=typed)

    def _echoes(self, stroke: Stroke) -> bool:
        # Carriage return and line feed: the second one must not press anything either.
        return not self._run and self._ended_ms is not None and _since(self._ended_ms, stroke) <= GAP_MS

    def _follows(self, stroke: Stroke) -> bool:
        return bool(self._run) and self._last_ms is not None and _since(self._last_ms, stroke) <= GAP_MS

    def _code(self, end: Stroke) -> str | None:
        if not self._follows(end):
            return None
        if self._prefix:
            rest = self._run[len(self._prefix) :]
            return self._decoded(rest) if rest else None
        if len(self._run) < LEAST_CHARACTERS:
            return None
        code = self._decoded(self._run)
        scanned = self._recognise(code) or _has_digit(code) or self._mean_ms(end) <= NO_FINGERS_MS
        return code if scanned else None

    def _decoded(self, run: Sequence[Stroke]) -> str:
        return decoded(run, lock_shifts_digits=self._lock_shifts_digits())

    def _mean_ms(self, end: Stroke) -> int:
        return _since(self._run[0].at_ms, end) // len(self._run)


def prefix_in(code: str, typed: str) -> str:
    """Return what a scanner seems to send before its codes, as its keys write it: the signs that a code begins with.

    A letter or a digit may be the code's own: whoever programmed one has to say so.

    Args:
        code: What was scanned.
        typed: What its keys wrote.
    """
    signs = next((place for place, one in enumerate(code) if one.isalnum()), len(code))
    return typed[:signs]


def decoded(run: Sequence[Stroke], *, lock_shifts_digits: bool = False) -> str:
    """Return the code of a burst, read back where scanner, layout and Caps Lock disagreed.

    On a French PC a scanner that presses the keys of a US keyboard writes the symbols of the number row:
    `decode_burst` reads them, with the lock on too. The Caps Lock of Windows shifts the number row as well
    (``lock_shifts_digits``), and then only the keys tell what was meant:

    - a digit of the number row without Shift: the lock is on and the scanner presses US keys, so letters have
      changed places although the digits are right;
    - a symbol of the number row with Shift: the lock is on and the scanner is set to French, so letters are right,
      symbols are digits, and what came as a plain six is the dash of that key.

    A code that needs no reading back is given as it was read, small letters and all.

    Source: docs/trade.md, "Tracking numbers" (normalise).
    """
    text = _text(run)
    if lock_shifts_digits:
        if any(_meant_digit(stroke) and not stroke.plain for stroke in run):
            return "".join(_set_to_french(stroke) for stroke in run)
        if any(stroke.plain and stroke.text.isdecimal() for stroke in run):
            return "".join(_read_back(stroke.text) for stroke in run)
    read = decode_burst(text)
    return text if read == text.upper() else read


def _set_to_french(stroke: Stroke) -> str:
    if _meant_digit(stroke):
        return _read_back(stroke.text)
    return "-" if stroke.plain and stroke.text == "6" else stroke.text.upper()


def _meant_digit(stroke: Stroke) -> bool:
    return not stroke.text.isdecimal() and _read_back(stroke.text).isdecimal()


def _read_back(character: str) -> str:
    # Beside four keys of the number row `decode_burst` takes it for what a US keyboard would have written there.
    # The degree sign is the one key it never sees: only that lock writes it.
    return "-" if character == "°" else decode_burst(f"{_ROW}{character}")[len(_ROW) :]


_ROW = "&&&&"


def _text(run: Sequence[Stroke]) -> str:
    return "".join(stroke.text for stroke in run)


def _has_digit(code: str) -> bool:
    return any(character.isdecimal() for character in code)


def _since(before_ms: int, stroke: Stroke) -> int:
    return (stroke.at_ms - before_ms) % _CLOCK
