"""Passphrases that are chosen: seven words drawn by the program, or her own, weighed before they are taken.

What was chosen once opens for ever, however weak it is: only what is chosen now is weighed.

Source: docs/requirements.md, R-4.10; decision 0057.
"""

import secrets
from dataclasses import dataclass
from functools import cache
from typing import Literal, TypeAlias

from concierge_desk import paths
from concierge_desk.domain.errors import Refused
from concierge_desk.i18n import N_

DRAWN = 7
"""Words of a phrase that is drawn."""
LEAST_SIGNS = 12
LEAST_SCORE = 4
"""Of the library's scores, 0 to 4: the highest."""
LEAST_BITS = 50
"""What the law takes where each guess is made slow, as scrypt does; without that it asks for `WANTED_BITS`."""
WANTED_BITS = 80

_LIST = "words/passphrase-fr.txt"
_MOST_SIGNS = 72
"""More of a phrase the library does not look at."""

Verdict: TypeAlias = Literal["none", "short", "guessable", "fair", "strong"]

_SENTENCES: dict[Verdict, str] = {
    "none": "",
    "short": N_(
        "Too short: {least} signs at least. Four words that do not belong together are better still."
    ),
    "guessable": N_(
        "Too easy to guess (score {score} of 4, {bits} bits of {floor}): add words that do not belong together."
    ),
    "fair": N_("Good enough (score {score} of 4, {bits} bits of {wanted}). The seven drawn words are safer."),
    "strong": N_("Strong (score {score} of 4, {bits} bits of {wanted})."),
}


@dataclass(frozen=True, slots=True)
class Strength:
    """Strength of a phrase; nothing of the phrase itself is in it.

    Attributes:
        signs: How long it is.
        score: What the library says of it, 0 to 4.
        bits: How often it has to be guessed at, as a power of two.
    """

    signs: int
    score: int
    bits: int

    @property
    def verdict(self) -> Verdict:
        """What it comes to."""
        if not self.signs:
            return "none"
        if self.signs < LEAST_SIGNS:
            return "short"
        if self.score < LEAST_SCORE or self.bits < LEAST_BITS:
            return "guessable"
        return "strong" if self.bits >= WANTED_BITS else "fair"

    @property
    def is_enough(self) -> bool:
        """Whether it is taken."""
        return self.verdict in {"fair", "strong"}

    @property
    def sentence(self) -> str:
        """What is said of it: an English source, to be filled with `figures`."""
        return _SENTENCES[self.verdict]

    @property
    def figures(self) -> dict[str, int]:
        """Figures of the sentence."""
        told = {"score": self.score, "bits": self.bits}
        return {**told, "floor": LEAST_BITS, "wanted": WANTED_BITS, "least": LEAST_SIGNS}


@cache
def words() -> tuple[str, ...]:
    """Return the words that are drawn from: no accents, and no two with the same first four letters."""
    lines = paths.resource_text(_LIST).splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))


def drawn_phrase() -> str:
    """Return seven words of the list, each drawn by itself."""
    return " ".join(secrets.choice(words()) for _ in range(DRAWN))


def strength_of(phrase: str) -> Strength:
    """Return how strong a phrase is.

    The library knows English words and what people type for passwords; the words of our list are told to it, so that
    a French sentence is not taken for noise. Of words of the list alone, how many there are to draw from says it.
    """
    typed = phrase.strip()
    if len(typed) < LEAST_SIGNS:
        # Whatever it would be found to be, it is not taken.
        return Strength(len(typed), 0, 0)
    # Two tenths of a second, where a phrase is chosen.
    from zxcvbn import zxcvbn  # noqa: PLC0415

    found = zxcvbn(typed[:_MOST_SIGNS], user_inputs=words())
    guesses, listed = int(found["guesses"]), typed.lower().split()
    if set(listed) <= set(words()):
        guesses = min(guesses, len(words()) ** len(listed))
    return Strength(len(typed), int(found["score"]), guesses.bit_length() - 1)


def require_strong(phrase: str) -> None:
    """Let nobody choose a phrase that is guessed.

    Raises:
        Refused: ``keys.passphrase_short``, ``keys.passphrase_guessable``.
    """
    strength = strength_of(phrase)
    if strength.signs < LEAST_SIGNS:
        raise Refused("keys.passphrase_short", least=LEAST_SIGNS)
    if not strength.is_enough:
        raise Refused("keys.passphrase_guessable", score=strength.score, bits=strength.bits)
