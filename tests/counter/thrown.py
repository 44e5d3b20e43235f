"""Names, phones and numbers of documents, and every field of every command that they are thrown at.

Fields come from the declarations of the commands: one that a new service brings is thrown at by itself.
"""

import random
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from concierge_desk.counter.values import codelists
from concierge_desk.counter.values.fields import Form, Group
from concierge_desk.counter.values.kinds import (
    Choice,
    Code,
    Day,
    Flag,
    FromList,
    Integer,
    Items,
    Kind,
    OrNull,
    Text,
)
from concierge_desk.domain.barred_numbers import visible
from concierge_desk.domain.titles import TITLE

_GIVEN = [
    "Jeanne",
    "Élodie",
    "Loïc",
    "Anne-Marie",
    "Jürgen",
    "Nguyễn",
    "François",
    "Zoé",
    "Chloé",
    "Mehmet",
    "Fatima",
    "Björn",
    "Łukasz",
    "Inès",
]
_FAMILY = [
    "Kessler",
    "Müller",
    "Schmitt",
    "Lienhart",
    "Heitz",
    "Roth",
    "Ehrhart",
    "Wœrth",
    "Grünewald",
    "Weiß",
    "Öztürk",
    "Benali",
    "Haddad",
    "Traoré",
    "N'Diaye",
    "Nguyen",
    "Martinez",
    "D'Angelo",
    "O'Connor",
    "Łukasiewicz",
    "Schœnfelder",
    "Fritz-Meyer",
    "Le-Goff",
    "Pfister",
    "Klein",
    "Petit",
    "Blanc",
    "Moreau",
    "Dubois",
    "Lefèvre",
    "Garnier",
    "Faure",
    "Chevalier",
    "Rousseau",
    "Vasseur",
    "Besançon",
    "Naegelen",
    "Ostertag",
    "Untereiner",
    "Wurtz",
]
_TITLES = ("Mme ", "M. ", "Mlle ", "Monsieur ", "Madame ", "")


@dataclass(frozen=True)
class Thrown:
    """A text that has no place in the journal.

    Attributes:
        kind: ``name``, ``phone`` or ``document``.
        text: As typed.
        told: What of it would tell somebody, without case, accents and signs.
    """

    kind: str
    text: str
    told: tuple[str, ...]


def compact(text: str) -> str:
    """Return a text as it is looked for: letters and figures alone, without case and accents."""
    marks = unicodedata.normalize("NFKD", visible(text).casefold())
    return "".join(mark for mark in marks if mark.isalnum())


def texts_in(value: Any) -> str:
    """Return every text that stands in data, each as it is looked for, apart from the next."""
    if isinstance(value, str):
        return compact(value)
    if isinstance(value, Mapping):
        value = list(value.values())
    return "|".join(map(texts_in, value)) if isinstance(value, list | tuple) else ""


def five_hundred(seed: int = 56) -> tuple[Thrown, ...]:
    """Return two hundred names, a hundred and fifty phones, as many numbers of documents."""
    dice = random.Random(seed)
    names = [_name(dice, place) for place in range(200)]
    phones = [_phone(dice, place) for place in range(150)]
    documents = [_document(dice, place) for place in range(150)]
    return (
        *[Thrown("name", text, _telling(text)) for text in names],
        *[Thrown("phone", text, (compact(text)[-8:],)) for text in phones],
        *[Thrown("document", text, (compact(text),)) for text in documents],
    )


def names_of(thrown: tuple[Thrown, ...]) -> list[str]:
    return [one.text for one in thrown if one.kind == "name"]


def _telling(text: str) -> tuple[str, ...]:
    words = re.split(r"[^\w]+", visible(text))
    return tuple(
        compact(word)
        for word in words
        if sum(map(str.isalpha, word)) > 3 and not TITLE.fullmatch(codelists.fold(word))
    )


def _name(dice: random.Random, place: int) -> str:
    title, family, given = dice.choice(_TITLES), _FAMILY[place % len(_FAMILY)], dice.choice(_GIVEN)
    bare = (family, f"{given} {family}", f"{family.upper()} {given}", family.upper(), family.lower())
    name = title + bare[place // len(_FAMILY) % len(bare)]
    if place % 11 == 0:
        # What turns the order of letters round, or splits a word for the machine alone.
        name = f"\u202e{name[:6]}\u200b{name[6:]}"
    return f"{name} {dice.choice(('06123', 'A3', '12'))}" if place % 7 == 0 else name


def _phone(dice: random.Random, place: int) -> str:
    area, rest = dice.choice("1234567"), "".join(dice.choice("0123456789") for _ in range(8))
    pairs = [rest[at : at + 2] for at in range(0, 8, 2)]
    forms = (
        f"0{area}{rest}",
        f"0{area} " + " ".join(pairs),
        f"0{area}." + ".".join(pairs),
        f"+33 {area} " + " ".join(pairs),
        f"0033{area}{rest}",
        f"+49 (0) 7851 {rest[:5]}{dice.choice('123')}",
        f"0{area}-" + "-".join(pairs),
        f"0{area}\u200b{rest}",
        f"Tél. 0{area} " + " ".join(pairs),
        f"+33(0){area}{rest}",
    )
    return forms[place % len(forms)]


def _document(dice: random.Random, place: int) -> str:
    def digits(count: int) -> str:
        return "".join(dice.choice("0123456789") for _ in range(count))

    month = f"{dice.randint(1, 12):02}"
    insured = f"{dice.choice('12')}{digits(2)}{month}{dice.choice(('67', '2A', '68', '75'))}{digits(6)}"
    letters = "BCDFGHJKLMNPQRSTVWXYZ"
    card = (
        "".join(dice.choice(letters + "23456789") for _ in range(7))
        + dice.choice(letters)
        + dice.choice("23456789")
    )
    spaced = f"{insured[0]} {insured[1:3]} {insured[3:5]} {insured[5:7]} {insured[7:10]} {insured[10:]} {digits(2)}"
    passport = f"{digits(2)}{dice.choice(letters)}{dice.choice(letters)}{digits(5)}"
    forms = (
        insured + digits(2),
        spaced,
        passport,
        f"passeport {passport}",
        card,
        f"{dice.choice(('92', '05', '14'))}{month}67{digits(6)}",
    )
    return forms[place % len(forms)]


Path = tuple[str | int, ...]


def fields_of(form: Form[Any], before: Path = ()) -> Iterator[tuple[Path, Kind]]:
    """Yield the way to each value that a command takes, and its kind."""
    for field in form.fields:
        yield from _values((*before, field.name), field.kind)


def _values(path: Path, kind: Kind) -> Iterator[tuple[Path, Kind]]:
    if isinstance(kind, Group):
        yield from fields_of(kind.form, path)
    elif isinstance(kind, Items):
        yield from _values((*path, 0), kind.kind)
    elif isinstance(kind, OrNull):
        yield from _values(path, kind.kind)
    else:
        yield path, kind


def thrown_into(raw: Mapping[str, Any], form: Form[Any], path: Path, text: str) -> dict[str, Any]:
    """Return a command with a text at one place; what else an object on the way needs is filled in."""
    name, *rest = path
    field = next(field for field in form.fields if field.name == name)
    return {**raw, str(name): _put(raw.get(str(name)), field.kind, tuple(rest), text)}


def _put(value: Any, kind: Kind, rest: Path, text: str) -> Any:
    if isinstance(kind, OrNull):
        return _put(value, kind.kind, rest, text)
    if isinstance(kind, Items):
        found = list(value) if isinstance(value, list | tuple) and value else [None]
        return [_put(found[0], kind.kind, rest[1:], text), *found[1:]]
    if isinstance(kind, Group):
        filled = value if isinstance(value, dict) else _filled(kind.form)
        return thrown_into(filled, kind.form, rest, text)
    return text


def _filled(form: Form[Any]) -> dict[str, Any]:
    return {field.name: _usual(field.kind) for field in form.fields if field.required}


def _usual(kind: Kind) -> Any:
    """Return what a kind takes, None where it does not matter."""
    if isinstance(kind, FromList):
        return codelists.codes(kind.name)[0]
    if isinstance(kind, Choice):
        return kind.words[0]
    if isinstance(kind, Group):
        return _filled(kind.form)
    if isinstance(kind, Text | Code):
        return "A1"
    return {Integer: 1, Day: "2027-01-31", Flag: True}.get(type(kind))
