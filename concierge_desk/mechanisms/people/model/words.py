"""Words that people are found by: names, streets, phones, each folded as it is typed. Pure.

Case and accents make no difference, nor does the order of the words; a phone is its figures, whatever stands between
them, and `+33` is a nought.

Source: decision 0085.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from concierge_desk.counter.cards.name_search import plain_words
from concierge_desk.counter.traces import phone_figures as phone_figures
from concierge_desk.domain.titles import TITLE

WordKind: TypeAlias = Literal["name", "street", "phone", "end"]
"""What a word is of: a name, a street, a whole phone, or the end of one."""

NAME: Final[WordKind] = "name"
STREET: Final[WordKind] = "street"
PHONE: Final[WordKind] = "phone"
END: Final[WordKind] = "end"

END_FIGURES = 4
"""Figures at the end of a phone that it is found by."""
LEAST_PHONE, MOST_PHONE = 6, 15
"""Figures of a phone: a number that is called from abroad has 15 at most (ITU-T E.164)."""

_PHONE = re.compile(r"[+(]?[0-9][0-9 ./()\u00a0\u202f-]*", re.ASCII)


_OF_MANY: Final = frozenset(
    (
        *(
            "rue",
            "r",
            "avenue",
            "av",
            "ave",
            "boulevard",
            "boul",
            "bld",
            "bd",
            "place",
            "pl",
            "allee",
            "allees",
            "all",
            "chemin",
            "ch",
            "impasse",
            "imp",
            "passage",
            "pas",
            "quai",
            "square",
            "sq",
            "cours",
            "cour",
            "route",
            "rte",
            "faubourg",
            "fbg",
            "fg",
            "ruelle",
            "sentier",
            "esplanade",
            "cite",
            "residence",
        ),
        *("a", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "s", "sous", "sur"),
    )
)
"""Folded words that stand in the streets of half the neighbourhood: nobody is found by them."""
_LEAST_STREET = 4
"""Letters of a word alone that may be of a street: fewer begin too many."""


@dataclass(frozen=True, slots=True)
class FoldedWord:
    """A folded word that somebody is found by."""

    word: str
    kind: WordKind


@dataclass(frozen=True, slots=True)
class SoughtWord:
    """One word that is looked for.

    Attributes:
        word: Folded.
        kinds: What it may be a word of.
        whole: It is that very word; else the beginning of one.
    """

    word: str
    kinds: tuple[WordKind, ...]
    whole: bool = False


def is_phone(text: str) -> bool:
    """Say whether a text is a phone, whole or begun, and nothing else."""
    return _PHONE.fullmatch(text.strip()) is not None


def name_words(*names: str) -> tuple[str, ...]:
    """Return the folded words of somebody's names, without titles, each once, sorted."""
    words = {word for name in names for word in plain_words(name) if not TITLE.fullmatch(word)}
    return tuple(sorted(words))


def words_of(names: Sequence[str], street: str, phones: Sequence[str]) -> tuple[FoldedWord, ...]:
    """Return every word that somebody is found by, each once."""
    figures = [phone_figures(phone) for phone in phones]
    found = [FoldedWord(word, NAME) for word in name_words(*names)]
    found += [FoldedWord(word, STREET) for word in sorted(set(plain_words(street)) - _OF_MANY)]
    found += [FoldedWord(phone, PHONE) for phone in figures]
    found += [FoldedWord(phone[-END_FIGURES:], END) for phone in figures]
    return tuple(dict.fromkeys(found))


def sought_words(text: str) -> tuple[SoughtWord, ...]:
    """Return what is looked for by what was typed; nothing where that says nobody.

    Figures alone are a phone: four of them its end, more its beginning. A word beside others may be of a street too, and
    one alone that is long enough; what stands in every street says nothing beside other words.
    """
    if is_phone(text):
        figures = phone_figures(text)
        if len(figures) < END_FIGURES:
            return ()
        return (
            SoughtWord(figures, (END,), whole=True)
            if len(figures) == END_FIGURES
            else SoughtWord(figures, (PHONE,)),
        )
    words = [word for word in plain_words(text) if not TITLE.fullmatch(word)]
    if max((sum(map(str.isalpha, word)) for word in words), default=0) < LEAST_LETTERS:
        return ()
    telling = [word for word in words if word not in _OF_MANY] or words
    return tuple(_sought(word, alone=len(words) == 1) for word in dict.fromkeys(telling))


LEAST_LETTERS = 2
"""Fewer letters say nobody."""


def _sought(word: str, *, alone: bool) -> SoughtWord:
    if word.isdecimal() and len(word) == END_FIGURES:
        return SoughtWord(word, (END, STREET), whole=True)
    if word in _OF_MANY or (alone and len(word) < _LEAST_STREET):
        return SoughtWord(word, (NAME,))
    return SoughtWord(word, (NAME, STREET))
