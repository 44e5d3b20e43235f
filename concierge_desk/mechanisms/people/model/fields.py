"""Kinds of the fields of people: cards, keys, phones; what may be cleared.

Source: docs/contract.md, "Own codes"; decision 0085.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final

from concierge_desk.counter.values.codes import read_code
from concierge_desk.counter.values.kinds import Kind, OrNull, OwnCode, Text, Unreadable
from concierge_desk.domain.override import override
from concierge_desk.mechanisms.people.model.words import LEAST_PHONE, MOST_PHONE, is_phone, phone_figures

CARD: Final = "p"
PERSON: Final = "i"
HOUSEHOLD: Final = "f"
PROXY: Final = "w"
NOTE: Final = "n"
"""First letters of codes: a card, a person's key, a household, a proxy, a note."""

ALWAYS = "always"
ALL = "all"


class Cleared(Enum):
    """What a field is that was given as null: it is cleared."""

    CLEARED = ""


CLEARED: Final = Cleared.CLEARED


def or_cleared(kind: Kind) -> OrNull:
    """Return the kind of a field that null clears."""
    return OrNull(kind, CLEARED)


@dataclass(frozen=True, slots=True)
class CodeOf(Kind):
    """A code of ours that begins with one of some letters.

    Attributes:
        letters: The first letters that it may have.
        what: What it is, for the reference.
    """

    letters: str
    what: str

    @property
    @override
    def label(self) -> str:
        return f"{self.what}: {' or '.join(f'`{letter}-…`' for letter in self.letters)}"

    @override
    def read(self, raw: object) -> str:
        code: str = OwnCode().read(raw)
        if code[:1] not in self.letters or code[1:2] != "-":
            raise Unreadable("input.own_code")
        return code


PERSON_CODE = CodeOf(PERSON + CARD, "a person, by the key that was answered or by a card")
CARD_CODE = CodeOf(CARD, "code of a card")
HOUSEHOLD_CODE = CodeOf(HOUSEHOLD + PERSON + CARD, "a household, or one of its people")
PROXY_CODE = CodeOf(PROXY, "code of a proxy")
NOTE_CODE = CodeOf(NOTE, "code of a note")


@dataclass(frozen=True, slots=True)
class Phone(Kind):
    """A phone as it is written; its figures count."""

    label: str = "phone, in any form"

    @override
    def read(self, raw: object) -> str:
        text = Text(max_length=30, exempt=True).read(raw)
        if not is_phone(text) or not LEAST_PHONE <= len(phone_figures(text)) <= MOST_PHONE:
            raise Unreadable("input.phone")
        return text


@dataclass(frozen=True, slots=True)
class MailAddress(Kind):
    """An address of mail: something, ``@``, a domain."""

    label: str = "address of mail"

    @override
    def read(self, raw: object) -> str:
        text = Text().read(raw)
        if re.fullmatch(r"[^\s@<>,;\"]+@[^\s@<>,;\"]+\.[^\s@<>,;\"]+", text) is None:
            raise Unreadable("input.mail_address")
        return text


@dataclass(frozen=True, slots=True)
class Phones(Kind):
    """Some phones: a list, or a text in which they stand apart by commas."""

    most: int = 5

    @property
    @override
    def label(self) -> str:
        return f"list of at most {self.most} phones, in any form; or a text, apart by commas"

    @override
    def read(self, raw: object) -> tuple[str, ...]:
        listed: Any = [one for one in re.split(r"[,;]", raw) if one.strip()] if isinstance(raw, str) else raw
        if not isinstance(listed, list | tuple) or len(listed) > self.most:
            raise Unreadable("input.list", least=0, most=self.most)
        return tuple(dict.fromkeys(Phone().read(one) for one in listed))


@dataclass(frozen=True, slots=True)
class ServiceCode(Kind):
    """The code of a service, or a word beside that stands for all of them.

    Attributes:
        also: The word that is taken too.
    """

    also: str

    @property
    @override
    def label(self) -> str:
        return f"`{self.also}`, or the code of a service"

    @override
    def read(self, raw: object) -> str:
        text = Text(max_length=30).read(raw).lower()
        if re.fullmatch(r"[a-z][a-z0-9_]*", text) is None:
            raise Unreadable("input.choice", words=self.also)
        return text


@dataclass(frozen=True, slots=True)
class Reach(Kind):
    """Services that somebody may come for: all of them, or some by their codes."""

    label: str = f"`{ALL}`, or a list of codes of services"

    @override
    def read(self, raw: object) -> tuple[str, ...]:
        listed: Any = [raw] if isinstance(raw, str) else raw
        if not isinstance(listed, list) or not 1 <= len(listed) <= 20:
            raise Unreadable("input.list", least=1, most=20)
        codes = tuple(dict.fromkeys(ServiceCode(ALL).read(one) for one in listed))
        return (ALL,) if ALL in codes else codes


def recognised(code: str) -> Mapping[str, Any] | None:
    """Return what a code of ours names of people, by its field; None for anything else."""
    try:
        own = read_code(code)
    except ValueError:
        return None
    field = None if own is None else _FIELDS.get(own[0])
    return None if field is None else {field: own}


_FIELDS: Final = {CARD: "card", HOUSEHOLD: "household", PROXY: "proxy"}
"""By first letter of a code of ours, the field that takes it."""
