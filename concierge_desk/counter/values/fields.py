"""Declared fields of a command: how raw values are read, and what is wrong with them.

A form turns what came from the window or a JSON line into a typed command, or names each field
that cannot be understood. It follows from the command's dataclass: an attribute says its type, the kind of
value it is read by and its line of the reference::

    shelf: Annotated[str, SHELF, "Label of the new place."]

It may be left out where the dataclass has a default, where its type admits None, or where `Otherwise` says what it is
then. One declaration feeds the command line, the window and the reference.

Source: decision 0037.
"""

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from dataclasses import Field as DataclassField
from functools import cached_property
from types import NoneType
from typing import Any, Generic, TypeVar, get_args

from concierge_desk.counter.values.kinds import Kind, OrNull, Unreadable
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.override import override

C = TypeVar("C")


@dataclass(frozen=True, slots=True)
class Otherwise:
    """What a field is when it is not given, where the dataclass has no default of its own."""

    value: Any


@dataclass(frozen=True, slots=True)
class Group(Kind):
    """An object with fields of its own."""

    form: "Form[Any]"

    @property
    @override
    def label(self) -> str:
        return "object {" + ", ".join(field.shown for field in self.form.fields) + "}"

    @override
    def read(self, raw: object) -> Any:
        if not isinstance(raw, dict):
            raise Unreadable("input.object")
        command, errors = self.form.check(raw)
        if errors:
            name, error = next(iter(errors.items()))
            inner = error.params.get("inner")
            raise Unreadable(error.code, **{**error.params, "inner": f"{name}.{inner}" if inner else name})
        return command


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form.

    Attributes:
        name: As in the command language and as the attribute of the command.
        kind: How it is read.
        required: Whether it must be given.
        doc: One English sentence.
        default: Its value when it is not given.
        attribute: Of the command; the name, where it is left out.
    """

    name: str
    kind: Kind
    required: bool = True
    doc: str = ""
    default: Any = None
    attribute: str | None = None

    @property
    def target(self) -> str:
        """The command's attribute that it fills."""
        return self.attribute or self.name

    @property
    def shown(self) -> str:
        """Its name as the reference writes it, ``?`` when it may be left out."""
        return self.name if self.required else f"{self.name}?"


@dataclass(frozen=True)
class Form(Generic[C]):
    """The fields of a command.

    Attributes:
        command: The dataclass that the values make.
        fields: In the order they are asked.
    """

    command: type[C]
    fields: tuple[Field, ...] = ()

    def __hash__(self) -> int:
        """Tell it by its command: what is kept for a form is found without going through its fields."""
        return hash(self.command)

    def check(self, raw: Mapping[str, Any]) -> tuple[C | None, dict[str, Unreadable]]:
        """Return the command, or every field that cannot be understood."""
        values: dict[str, Any] = {}
        errors: dict[str, Unreadable] = {}
        for field in self.fields:
            try:
                values[field.target] = self._value(field, raw)
            except Unreadable as error:
                errors[field.name] = error
        unknown = raw.keys() - self._names
        if unknown:
            errors |= {str(name): Unreadable("input.unknown_field") for name in raw if name in unknown}
        return (None if errors else self.command(**values)), errors

    def parse(self, raw: Mapping[str, Any]) -> C:
        """Return the command.

        Raises:
            Refused: With the first field that cannot be understood, ``input.*``.
        """
        command, errors = self.check(raw)
        if command is None:
            name, error = next(iter(errors.items()))
            inner = error.params.get("inner")
            params = {key: value for key, value in error.params.items() if key != "inner"}
            raise Refused(error.code, field=f"{name}.{inner}" if inner else name, **params)
        return command

    @cached_property
    def _names(self) -> frozenset[str]:
        return frozenset(field.name for field in self.fields)

    @staticmethod
    def _value(field: Field, raw: Mapping[str, Any]) -> Any:
        if field.name not in raw:
            if field.required:
                raise Unreadable("input.missing")
            return field.default
        value = raw[field.name]
        if value is None and not isinstance(field.kind, OrNull):
            if field.required:
                raise Unreadable("input.missing")
            return field.default
        return field.kind.read(value)


def form_of(command: type[C], **kinds: Kind) -> Form[C]:
    """Return the form that a command's dataclass declares.

    An attribute that is a word of Python ends with an underscore; its field does not.

    Args:
        command: A dataclass whose attributes are ``Annotated[type, kind, sentence]``.
        kinds: By attribute, kinds that are only known where the command is made.
    """
    # What mypy sees of a class is not yet that it is a dataclass.
    declared = fields(command)  # type: ignore[arg-type]
    return Form(command, tuple(_declared(field, kinds.get(field.name)) for field in declared))


def group_of(command: type[Any]) -> Group:
    """Return the kind of an object that a dataclass declares."""
    return Group(form_of(command))


def _declared(field: DataclassField[Any], known: Kind | None) -> Field:
    said: Any = field.type
    kind, doc, *more = said.__metadata__
    kind = known or kind
    defaults = [one.value for one in more if isinstance(one, Otherwise)]
    if field.default is not MISSING:
        defaults.append(field.default)
    elif NoneType in get_args(said.__origin__) and not isinstance(kind, OrNull):
        defaults.append(None)
    return Field(
        name=field.name.removesuffix("_"),
        kind=kind,
        required=not defaults,
        doc=doc,
        default=defaults[0] if defaults else None,
        attribute=field.name,
    )
