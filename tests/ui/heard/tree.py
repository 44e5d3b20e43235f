"""The window as a screen reader finds it on the accessibility bus: names, roles, states, what can be pressed and written."""

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any, Self

from jeepney import DBusAddress, MatchRule, MessageType, Properties, message_bus, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection

PATIENCE_S = 60.0
QUIET_S = 1.0
"""So long nothing more is told, where nothing more is to be told."""
PRESSED = ("push button", "radio button", "page tab")
_STATES = {4: "checked", 8: "enabled", 11: "focusable", 12: "focused", 23: "selected", 25: "showing"}
"""Of ``AtspiStateType``, those that are asked for."""
_PASSWORD_TEXT = 40
"""``ATSPI_ROLE_PASSWORD_TEXT``."""
_ROOT = "/org/a11y/atspi/accessible/root"
_REGISTRY = "org.a11y.atspi.Registry"


class Gone(Exception):
    """A thing that is asked is not there any more."""


@dataclass(frozen=True)
class Thing:
    """A thing of a program, as it stood when it was come by.

    Attributes:
        name: What is read of it.
        role: What it is said to be.
        states: What is so of it.
        children: How many things it holds.
    """

    bus: DBusConnection
    of: tuple[str, str]
    name: str
    role: str
    states: frozenset[str]

    @property
    def is_showing(self) -> bool:
        return "showing" in self.states

    def press(self) -> None:
        """Do the first of its actions: what a screen reader's own key does."""
        assert _ask(self.bus, self.of, "Action", "DoAction", "i", 0) == (True,), self

    def focus(self) -> None:
        assert _ask(self.bus, self.of, "Component", "GrabFocus") == (True,), self

    def write(self, text: str) -> None:
        """Put a text into it, as a screen reader that takes dictation does."""
        assert _ask(self.bus, self.of, "EditableText", "SetTextContents", "s", text) == (True,), self

    def is_password(self) -> bool:
        """Say whether what is typed into it is to be said to nobody: its role has a number for that, and no name."""
        return bool(_ask(self.bus, self.of, "Accessible", "GetRole") == (_PASSWORD_TEXT,))

    def description(self) -> str:
        """Return what is said of it beside its name."""
        said = _reply(self.bus, Properties(_at(self.of, "Accessible")).get("Description"))[0][1]
        assert isinstance(said, str)
        return said

    def read(self) -> str:
        """Return the text that stands in it."""
        said = _ask(self.bus, self.of, "Text", "GetText", "ii", 0, -1)[0]
        assert isinstance(said, str)
        return said


class Reader:
    """Looks through the only program on a bus; a context manager."""

    def __init__(self, address: str) -> None:
        """Say which bus."""
        self._address = address

    def __enter__(self) -> Self:
        self._bus = open_dbus_connection(self._address)
        return self

    def __exit__(self, *_: object) -> None:
        self._bus.close()

    def every(
        self, within: Callable[[Thing], bool] = lambda _thing: True
    ) -> Iterator[tuple[Thing, Thing | None]]:
        """Yield every thing of the program with what holds it; nothing below a thing that is not looked `within`."""
        for child in _ask(self._bus, (_REGISTRY, _ROOT), "Accessible", "GetChildren")[0]:
            yield from self._below(child, None, within)

    def again(self, thing: Thing) -> Thing:
        """Return a thing that was come by before, as it stands now."""
        return self._thing(thing.of)

    def showing(self) -> list[Thing]:
        """Return what is shown."""
        return [one for one, _above in self.every(_may_show) if one.is_showing]

    def found(self, name: str, *roles: str) -> Thing | None:
        """Return the first shown thing whose name begins so; of some roles, where these are given."""
        return next(
            (
                one
                for one, _above in self.every(_may_show)
                if one.is_showing and one.name.startswith(name) and (not roles or one.role in roles)
            ),
            None,
        )

    def wait(self, name: str, *roles: str) -> Thing:
        """Return a thing once it is shown and enabled."""
        end = time.monotonic() + PATIENCE_S
        while True:
            try:
                thing = self.found(name, *roles)
            except Gone:
                thing = None
            if thing is not None and "enabled" in thing.states:
                return thing
            assert time.monotonic() < end, f"{name} is not shown"
            time.sleep(0.05)

    @contextmanager
    def told(self) -> Iterator[list[str]]:
        """Give every text that the program tells of itself meanwhile: names and fields that change; filled in the end."""
        texts: list[str] = []
        with open_dbus_connection(self._address) as bus:
            rule = MatchRule(type="signal", interface="org.a11y.atspi.Event.Object")
            bus.send_and_get_reply(message_bus.AddMatch(rule))
            every = new_method_call(
                DBusAddress("/org/a11y/atspi/registry", _REGISTRY, _REGISTRY),
                "RegisterEvent",
                "sass",
                ("object:", [], ""),
            )
            bus.send_and_get_reply(every)
            yield texts
            with suppress(TimeoutError):
                while True:
                    heard = bus.receive(timeout=QUIET_S)
                    if heard.header.message_type is MessageType.signal:
                        texts.append(str(heard.body))

    def press(self, name: str, *roles: str) -> None:
        """Press a thing, once it is there."""
        self.wait(name, *(roles or PRESSED)).press()

    def _below(
        self, of: tuple[str, str], above: Thing | None, within: Callable[[Thing], bool]
    ) -> Iterator[tuple[Thing, Thing | None]]:
        thing = self._thing(of)
        yield thing, above
        if within(thing):
            for child in _ask(self._bus, of, "Accessible", "GetChildren")[0]:
                yield from self._below(
                    child, None if above is None and thing.role == "application" else thing, within
                )

    def _thing(self, of: tuple[str, str]) -> Thing:
        low, high = _ask(self._bus, of, "Accessible", "GetState")[0]
        states = frozenset(name for place, name in _STATES.items() if (low | high << 32) >> place & 1)
        name = _reply(self._bus, Properties(_at(of, "Accessible")).get("Name"))[0][1]
        return Thing(self._bus, of, name, _ask(self._bus, of, "Accessible", "GetRoleName")[0], states)


def tells_what_is_shown(reader: Reader, left: Iterable[Thing] = ()) -> None:
    """Everything shown is within what is shown, has a name, and no two buttons have one name; nothing of `left` is shown."""
    shown = shown_now(reader)
    things = [one for one, _above in shown]
    reached = [one for one in things if "focusable" in one.states or one.role in PRESSED]
    buttons = Counter((one.role, one.name) for one in things if one.role in PRESSED)
    _assert_none(
        ("in nothing that is shown", [one for one, above in shown if above and not above.is_showing]),
        ("still shown", [one for one in left if _still_shown(reader, one)]),
        ("a check box, which nobody hears the state of", [one for one in things if one.role == "check box"]),
        ("without a name", [one for one in reached if not one.name]),
        ("twice", [one for one in reached if buttons[one.role, one.name] > 1]),
    )


def shown_now(reader: Reader) -> list[tuple[Thing, Thing | None]]:
    """Return what is shown with what holds it, once nothing of it goes while it is looked at."""
    end = time.monotonic() + PATIENCE_S
    while True:
        try:
            # Of what a folded list would offer Qt says that it is shown.
            every = list(reader.every(lambda one: one.role != "combo box"))
        except Gone:
            assert time.monotonic() < end, "what is shown does not come to rest"
            continue
        return [(one, above) for one, above in every if one.is_showing]


def _assert_none(*wrong: tuple[str, Sequence[Thing]]) -> None:
    told = [f"{what}: {one.role} {one.name!r}" for what, things in wrong for one in things]
    assert not told, told


def _still_shown(reader: Reader, remembered: Thing) -> bool:
    try:
        return reader.again(remembered).is_showing
    except Gone:
        return False


def _may_show(thing: Thing) -> bool:
    """Look below what is shown, but for buttons, which hold the words and keys drawn on them."""
    return thing.role == "application" or (thing.is_showing and thing.role not in PRESSED)


def _at(of: tuple[str, str], interface: str) -> DBusAddress:
    return DBusAddress(of[1], of[0], f"org.a11y.atspi.{interface}")


def _ask(
    bus: DBusConnection, of: tuple[str, str], interface: str, what: str, kinds: str | None = None, *given: Any
) -> tuple[Any, ...]:
    return _reply(bus, new_method_call(_at(of, interface), what, kinds, given))


def _reply(bus: DBusConnection, call: Any) -> tuple[Any, ...]:
    reply = bus.send_and_get_reply(call, timeout=PATIENCE_S)
    if reply.header.message_type is MessageType.error:
        raise Gone(reply.body)
    answer: tuple[Any, ...] = reply.body
    return answer
