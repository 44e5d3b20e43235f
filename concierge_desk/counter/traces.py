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
"""Of a phone that is looked for in a sentence: fewer may be any number."""
_LEAST_PHONE: Final = 6
_ABROAD: Final = re.compile(r"(?:\+|00)33(?:\(0\))?0?")
_FIGURES: Final = re.compile(r"[^0-9]")
_DIALLED: Final = re.compile(r"[+(]?[0-9][0-9 ./()\u00a0\u202f-]*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Traces:
    """What somebody is known by.

    Attributes:
        keys: All keys under which links stand: the own one, and those that were merged into it.
        cards: Codes of cards, lost ones too.
        names: Whole names, each of two words at least: given and family name, as people say it.
        turned: The same with the family name first, as a sentence may have them.
        phones: Phones as they were given.
        emails: Addresses of mail.
        alone: Nobody else who is known here bears one of these names.
    """

    keys: tuple[str, ...]
    cards: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    turned: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    alone: bool = True

    def is_name(self, text: str) -> bool:
        """Say whether words that were typed for somebody are this one's, the phone behind the name where there is one."""
        return self.is_somebody(*parted(text))

    def is_somebody(self, name: str, phone: str) -> bool:
        """Say whether a name and a phone that were typed for somebody are this one's.

        A phone says it, where this one's are known: another phone beside the name is another one. Where none is, or none
        was typed, the whole name does, as long as nobody else who is known bears it.

        Args:
            name: As it was typed, empty without; it may be a phone or an address by itself.
            phone: As it was typed, empty without.
        """
        known = frozenset(map(phone_figures, self.phones))
        if phone and known:
            return phone_figures(phone) in known
        if is_phone(name):
            return phone_figures(name) in known
        return self.is_address(name) or (
            self.alone and bool(_words(name)) and _words(name) in set(map(_words, self.names))
        )

    def is_address(self, text: str) -> bool:
        """Say whether a text is an address of mail of this one."""
        return text.strip().casefold() in {email.casefold() for email in self.emails}

    def tells(self, sentence: str) -> bool:
        """Say whether a sentence tells of this one: by the whole name, a phone or an address."""
        plain = f" {' '.join(_plain(sentence))} "
        told = (*self.names, *self.turned)
        if self.alone and any(f" {' '.join(_plain(name))} " in plain for name in told):
            return True
        said = [phone_figures(found) for found in _DIALLED.findall(sentence)]
        phones = [found for phone in self.phones if len(found := phone_figures(phone)) >= _LEAST_FIGURES]
        return any(phone in one for phone in phones for one in said) or any(
            email.casefold() in sentence.casefold() for email in self.emails
        )


def parted(text: str) -> tuple[str, str]:
    """Return the name and the phone behind it, out of words that were kept for somebody; empty where there is none."""
    name, between, phone = text.rpartition(BETWEEN)
    return (name, phone) if between and is_phone(phone) else (text, "")


def is_phone(text: str) -> bool:
    """Say whether a text is a phone, and nothing else."""
    return _DIALLED.fullmatch(text.strip()) is not None and len(phone_figures(text)) >= _LEAST_PHONE


def phone_figures(text: str) -> str:
    """Return the figures of a phone as it is dialled here: ``0612345678`` for ``+33 6 12 34 56 78``."""
    plain = re.sub(r"[ ./\u00a0\u202f-]", "", text.strip())
    return _FIGURES.sub("", _ABROAD.sub("0", plain, count=1) if plain.startswith(("+33", "0033")) else plain)


def _words(name: str) -> tuple[str, ...]:
    return tuple(sorted(word for word in _plain(name) if not TITLE.fullmatch(word)))


_WORD: Final = re.compile(r"\w+")


def _plain(text: str) -> list[str]:
    """Return the words of a text without case and accents."""
    marks = unicodedata.normalize("NFKD", fold(text))
    return _WORD.findall("".join(mark for mark in marks if not unicodedata.combining(mark)))
