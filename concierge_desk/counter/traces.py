"""Traces of somebody: names, phones, addresses, cards, and whether words that were typed are this one's.

Source: docs/requirements.md, R-4.04, R-4.05; decision 0086.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from concierge_desk.counter.values.codelists import fold
from concierge_desk.domain.titles import TITLE

BETWEEN: Final = " · "
"""Stands between a name and a number that are kept together."""
_LEAST_FIGURES: Final = 9
_ABROAD: Final = re.compile(r"(?:\+33|0033)\s*(?:\(0\))?")


@dataclass(frozen=True, slots=True)
class Traces:
    """What somebody is known by.

    Attributes:
        keys: All keys under which links stand: the own one, and those that were merged into it.
        cards: Codes of cards, lost ones too.
        names: Whole names, each of two words at least: given and family name, as people say it.
        phones: Phones as they were given.
        emails: Addresses of mail.
        alone: Nobody else who is known here bears one of these names.
    """

    keys: tuple[str, ...]
    cards: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    alone: bool = True

    def is_name(self, text: str) -> bool:
        """Say whether words that were typed for somebody are this one's."""
        name, _, phone = text.partition(BETWEEN)
        if phone:
            return figures(phone) in self._phones and bool(self._phones)
        if figures(name) in self._phones or self.is_address(name):
            return True
        return self.alone and _words(name) in {_words(known) for known in self.names}

    def is_address(self, text: str) -> bool:
        """Say whether a text is an address of mail of this one."""
        return text.strip().casefold() in {email.casefold() for email in self.emails}

    def tells(self, sentence: str) -> bool:
        """Say whether a sentence tells of this one: by the whole name, a phone or an address."""
        plain = f" {' '.join(_plain(sentence))} "
        if any(f" {' '.join(_plain(name))} " in plain for name in self._told) and self.alone:
            return True
        said = figures(sentence)
        return any(phone in said for phone in self._phones) or any(
            email.casefold() in sentence.casefold() for email in self.emails
        )

    @property
    def _phones(self) -> frozenset[str]:
        return frozenset(found for phone in self.phones if len(found := figures(phone)) >= _LEAST_FIGURES)

    @property
    def _told(self) -> frozenset[str]:
        """The names in both orders, as a sentence may have them."""
        both = [" ".join(reversed(name.split())) for name in self.names]
        return frozenset((*self.names, *both))


def figures(text: str) -> str:
    """Return the figures of a text, a number from abroad as it is dialled here."""
    return re.sub(r"\D", "", _ABROAD.sub("0", text))


def _words(name: str) -> tuple[str, ...]:
    return tuple(sorted(word for word in _plain(name) if not TITLE.fullmatch(word)))


_WORD: Final = re.compile(r"\w+")


def _plain(text: str) -> list[str]:
    """Return the words of a text without case and accents."""
    marks = unicodedata.normalize("NFKD", fold(text))
    return _WORD.findall("".join(mark for mark in marks if not unicodedata.combining(mark)))
