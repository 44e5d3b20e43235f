"""Settings: figures that the shop chooses, of the core and of each service, as records.

A card, a form, a line of the reference are made from the record; whoever needs the figure asks for it by the record:
``context.value(REMIND_DAYS)`` in a decision, ``in_force(rows, REMIND_DAYS)`` for a card. What nobody chose is the
default, which is what the released program did.

Source: decision 0065.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Generic, Literal, TypeAlias, TypeVar

from concierge_desk.counter.rows import Rows
from concierge_desk.counter.values.kinds import MAX_CENTS, Flag, Kind, Unreadable, Word
from concierge_desk.domain.override import override
from concierge_desk.store.chosen import chosen

Value: TypeAlias = "bool | int | str"
SettingKind: TypeAlias = Literal["cents", "days", "seconds", "flag", "choice"]
V = TypeVar("V", bool, int, str)

NUMBERS: Final[frozenset[SettingKind]] = frozenset({"cents", "days", "seconds"})
"""Kinds whose value is a whole number between two bounds; the kind is its unit."""


@dataclass(frozen=True, slots=True)
class Setting(Generic[V]):
    """One figure that the shop chooses.

    Attributes:
        code: Released; begins with the code of its service, or with a word of the core.
        label: English source of what it is called, in a list of settings.
        kind: What its value is, unit included.
        default: What holds where nobody chose.
        least: Smallest value of a number.
        most: Greatest value of a number.
        options: Of a choice: each value with the English source of what it is called.
        help: English source of one sentence that says what it changes.
    """

    code: str
    label: str
    kind: SettingKind
    default: V
    least: int = 0
    most: int = MAX_CENTS
    options: Mapping[str, str] = field(default_factory=dict)
    help: str = ""

    def read(self, raw: object) -> Value:
        """Return a value of its type, whatever the bounds. Raises Unreadable."""
        if self.kind in NUMBERS:
            if not isinstance(raw, int) or isinstance(raw, bool):
                raise Unreadable("input.integer")
            return raw
        read: bool | str = (Flag() if self.kind == "flag" else Word(tuple(self.options))).read(raw)
        return read

    def takes(self, value: Value) -> bool:
        """Say whether a value of its type is within its bounds."""
        return not isinstance(value, int) or self.kind == "flag" or self.least <= value <= self.most

    def or_default(self, value: Any) -> V:
        """Return what was chosen; the default where nothing was, or what this version does not take."""
        if value is None:
            return self.default
        try:
            found: Any = self.read(value)
        except Unreadable:
            return self.default
        return found if self.takes(found) else self.default


AnySetting: TypeAlias = Setting[Any]


def in_force(rows: Rows, setting: Setting[V]) -> V:
    """Return the value of a setting that holds now."""
    return setting.or_default(chosen(rows, setting.code))


@dataclass(frozen=True, slots=True)
class Values(Kind):
    """What is chosen, by the code of its setting; a code that nobody knows is refused by the decision.

    Attributes:
        known: Every setting by its code.
    """

    known: Mapping[str, AnySetting]
    label: str = "object: code of a setting -> its value"

    @override
    def read(self, raw: object) -> Mapping[str, Value]:
        if not isinstance(raw, dict) or not raw or not all(isinstance(code, str) for code in raw):
            raise Unreadable("input.object")
        return {code: self._value(code, value) for code, value in raw.items()}

    def _value(self, code: str, raw: object) -> Value:
        setting = self.known.get(code)
        if setting is None:
            return False
        try:
            return setting.read(raw)
        except Unreadable as error:
            raise Unreadable(error.code, **error.params, inner=code) from error
