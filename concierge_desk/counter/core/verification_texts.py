"""Sentences about a verification: where a fault is, what to do, what was not looked at. Pure.

Source: docs/contract.md, "Verifying"; docs/wording.md, "How sentences are worded"; decision 0023.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from concierge_desk.counter.cards.offers import Tone
from concierge_desk.counter.texts.messages import say
from concierge_desk.counter.texts.speech import Speech
from concierge_desk.i18n import N_

_CHANGED = N_("Entry {seq} ({when}) is no longer what was written.")
_MISSING = N_("Entries are missing from number {seq} on ({when}).")
_GONE = N_("What entry {seq} ({when}) said is gone, and nothing says why.")
_WITNESS = N_(
    "A copy, a file for La Poste or a stick bears witness of another entry {seq} ({when}) than the one here."
)
_WORDS = {
    "gap": _MISSING,
    "tail": _MISSING,
    "purge": _GONE,
    "trigger": N_("The locks that keep the journal from being changed were taken off or altered."),
    "books": N_("Entry {seq} ({when}) says something else than the entries it rests on."),
    "record": N_("A name or a note that belongs to entry {seq} ({when}) is gone, and nobody erased it."),
    "key": N_("The journal was not begun with the key of this desk."),
    "other_key": N_(
        "It was made with another key than that of this desk: by another desk, or by somebody else."
    ),
    "store.damaged": N_("The desk's file is damaged: the disk may be failing."),
    "rebuild": N_("The tables cannot be made anew from the journal."),
    "projection": N_("A table is not what the journal makes of it."),
    "beyond": N_("The tables know of entries that the journal does not hold any more: its end was cut off."),
    "schema": N_("The layout of the desk's file was changed by something that is not this program."),
    "sealed": N_(
        "What was asked at the counter, a kept name or a paper that waits was changed past the program."
    ),
    "operation": N_("What was asked for in entry {seq} ({when}) is not what the desk remembers of it."),
    "anchor": _WITNESS,
    "elsewhere": _WITNESS,
}
"""By code of a fault; all others say of an entry that it was changed, each from another side."""

MOST_FAULTS = 20
"""More lines tell nobody anything: how many there are besides is told."""


@dataclass(frozen=True, slots=True)
class Verified:
    """Result of a verification.

    Attributes:
        entries: Entries that were read.
        checked: Signatures that were checked.
        left_out: Signatures that were not looked at.
        faults: Code of each fault, and its entry.
        closing: Number of the last closing, and its anchor; None before the first.
        compared: What follows from the entries was compared with them.
    """

    entries: int
    checked: int
    left_out: int
    faults: tuple[tuple[str, int | None], ...] = ()
    closing: tuple[str, str] | None = None
    compared: bool = True

    @property
    def whole(self) -> bool:
        """Whether nothing was left out."""
        return self.compared and not self.left_out


@dataclass(frozen=True, slots=True)
class VerificationText:
    """Sentences about a verification.

    Attributes:
        words: What was read, and what of it holds.
        tone: ``good`` only where nothing was left out.
        faults: What was found, and where.
        advice: What to do next, what was not looked at, and what only paper shows.
        left_out: Signatures that were not looked at.
        whole: Nothing was left out.
    """

    words: str
    tone: Tone
    faults: tuple[str, ...]
    advice: tuple[str, ...]
    left_out: int
    whole: bool


def verdict_of(verified: Verified, when: Callable[[int], str], lang: str) -> VerificationText:
    """Return what is told.

    Args:
        verified: What was found.
        when: Says in which day an entry lies.
        lang: Language of the words.
    """
    faults = _faults(verified.faults, when, lang)
    return VerificationText(
        _words(verified, faults, lang),
        "bad" if faults else "good" if verified.whole else "plain",
        faults[:MOST_FAULTS],
        tuple(_advice(verified, faults, lang)),
        verified.left_out,
        verified.whole,
    )


def _faults(
    found: Sequence[tuple[str, int | None]], when: Callable[[int], str], lang: str
) -> tuple[str, ...]:
    """Return a sentence for each entry that does not hold, however many ways it shows."""
    told = {(_WORDS.get(code, _CHANGED), seq): None for code, seq in found}
    return tuple(say(words, lang, seq=seq, when="—" if seq is None else when(seq)) for words, seq in told)


def _words(verified: Verified, faults: Sequence[str], lang: str) -> str:
    if faults:
        return Speech(lang).count(
            "{entries} entries were read. One thing does not hold:",
            "{entries} entries were read. {count} things do not hold:",
            len(faults),
            entries=verified.entries,
        )
    if verified.left_out:
        words = N_(
            "{entries} entries were read, from the first to the last: none was changed, none is missing between."
        )
    else:
        words = N_(
            "{entries} entries were read and every signature was checked: none was changed, none is missing between."
        )
    return say(words, lang, entries=verified.entries)


def _advice(verified: Verified, faults: Sequence[str], lang: str) -> list[str]:
    told = []
    if len(faults) > MOST_FAULTS:
        told.append(say("And {count} more.", lang, count=len(faults) - MOST_FAULTS))
    if faults:
        told.append(
            say(
                "Keep everything as it is and delete nothing; you can go on selling. Make a copy on a stick, "
                "and show these lines to whoever looks after the program.",
                lang,
            )
        )
    if not verified.whole:
        words = N_("Not looked at: {left_out} signatures of {all}.")
        if not verified.compared:
            words = N_(
                "Not looked at: {left_out} signatures of {all}; stock, places, money, which follow from the journal."
            )
        told.append(say(words, lang, left_out=verified.left_out, all=verified.left_out + verified.checked))
    if verified.closing is not None:
        number, anchor = verified.closing
        words = N_(
            "Copies, sticks and files at hand were asked; paper alone knows more: the last closing is {number}, "
            "anchor {anchor}, and the last Z you printed must say the same."
        )
        told.append(say(words, lang, number=number, anchor=anchor))
    return told
