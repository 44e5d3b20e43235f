"""The concierge at the keyboard: each act of a day as the keys and scans she makes of it."""

from collections.abc import Mapping
from typing import Any, Protocol

from concierge_desk.counter.cards.offers import Ask, Offer
from concierge_desk.domain.money import format_amount
from concierge_desk.pages.counter.inputs import Key
from concierge_desk.pages.counter.state import State


class Keyboard(Protocol):
    """What her hands touch; `state` is what she reads on the screen."""

    @property
    def state(self) -> State: ...

    def scan(self, code: str) -> None: ...

    def type(self, text: str) -> None: ...

    def press(self, key: Key) -> None: ...

    def favourite(self, place: int) -> None: ...


class Concierge:
    """Plays the commands of a day by keyboard and scanner only."""

    def __init__(self, keys: Keyboard, lang: str = "fr") -> None:
        self.keys = keys
        self._drawer = {"fr": "caisse", "en": "drawer"}[lang]

    def play(self, command: Mapping[str, Any]) -> bool:
        """Play a command; False where it is none of the counter's."""
        how = getattr(self, "_" + command["do"].replace(".", "_"), None)
        if how is None:
            return False
        how(command)
        state = self.keys.state
        told = state.told.text if state.told else ""
        assert state.asking is None and not state.missed and not state.waiting, (command, state.asking, told)
        assert state.told is not None and state.told.tone != "bad", (command, told)
        return True

    def _relay_receive(self, command: Mapping[str, Any]) -> None:
        if self.keys.state.mode != "arrivals":
            self.keys.press("arrivals")
        self.keys.scan(command["tracking"])
        self._answers(command)

    def _relay_hand_over(self, command: Mapping[str, Any]) -> None:
        self._at_counter()
        self.keys.scan(command["tracking"])
        if command["collector"] == "addressee":
            asks = self._offer().acts[0].asks
            if asks:
                self._confirm(asks[0], command["id_document"])
            else:
                # A letter: no document is asked for.
                self.keys.press("slash")
            return
        self.keys.press("right")
        self.keys.press("slash")
        self._answers(command)

    def _relay_refuse(self, command: Mapping[str, Any]) -> None:
        self._at_counter()
        self.keys.scan(command["tracking"])
        self._turn_to("relay.refuse")
        self.keys.press("slash")
        self._answers(command)

    def _relay_deposit(self, command: Mapping[str, Any]) -> None:
        self._at_counter()
        if "count" in command:
            self.keys.type("lettres")
            self.keys.press("enter")
            self.keys.press("slash")
            self._answers(command)
            return
        self.keys.scan(command["tracking"])
        self._turn_to("relay.deposit", kind=command["kind"])
        self.keys.press("slash")
        self._answers(command)

    def _relay_hand_to_postman(self, command: Mapping[str, Any]) -> None:
        self._at_counter()
        self.keys.type("facteur")
        self.keys.press("enter")
        wanted = next(
            place
            for place, offer in enumerate(self.keys.state.offers)
            if offer.acts and offer.acts[0].fields.get("what") == command["what"]
        )
        for _ in range(wanted):
            self.keys.press("down")
        self.keys.press("slash")

    def _relay_stock_receive(self, command: Mapping[str, Any]) -> None:
        self._at_counter()
        self.keys.type("stock")
        self.keys.press("enter")
        self._go_to("relay.stock_receive", command["product"])
        self._turn_to("relay.stock_receive")
        self.keys.press("slash")
        self._answers(command)

    def _till_move(self, command: Mapping[str, Any]) -> None:
        self._at_counter()
        self.keys.type(self._drawer)
        self.keys.press("enter")
        self._turn_to("till.move", direction=command["direction"])
        self.keys.press("slash")
        self._answers(command)

    def _till_settle(self, command: Mapping[str, Any]) -> None:
        self._at_counter()
        for act in command["acts"]:
            self._line(act)
        due = self.keys.state.priced.due_cents
        for payment in command["payments"]:
            if payment["means"] == "cash":
                given = payment["given_cents"]
                self._number("" if given == due else format_amount(given).removesuffix("\u00a0€"))
                self.keys.press("plus")
                continue
            self.keys.press("star")
            place = [one.code for one in self.keys.state.paying.means].index(payment["means"])
            self._number(str(place + 1) if place else "")
            self.keys.press("star")
            if payment["means"] == "cheque":
                # Nothing is noted of it.
                self.keys.press("enter")

    def _line(self, act: Mapping[str, Any]) -> None:
        ref = act.get("product") or act["article"]
        places = [one.ref for one in self.keys.state.favourites]
        quantity = act.get("quantity", 1)
        found = next((at for at, one in enumerate(places) if _is(self.keys.state.favourites[at], act)), None)
        if found is not None:
            self._number(str(quantity) if quantity > 1 else "")
            self.keys.favourite(found)
        else:
            self.keys.type(ref)
            self.keys.press("enter")
            place = next(at for at, one in enumerate(self.keys.state.offers) if _is(one, act))
            for _ in range(place):
                self.keys.press("down")
            self.keys.press("slash")
        if self.keys.state.asking is not None:
            self._answers(act)

    def _answers(self, command: Mapping[str, Any]) -> None:
        """Answer what is asked, from what the command says."""
        while (asking := self.keys.state.asking) is not None and (ask := asking.ask) is not None:
            value = _value(ask, command)
            before = len(asking.answers)
            if ask.seen:
                self._confirm(ask, value)
            elif ask.field == "tracking" and value is not None:
                self.keys.scan(value)
            else:
                self._number(_typed(ask, value))
                self.keys.press("enter")
            asking = self.keys.state.asking
            assert asking is None or len(asking.answers) != before, (asking, command)

    def _confirm(self, ask: Ask, value: Any) -> None:
        # A letter is only asked for by name: nothing is seen, and there is nothing to choose.
        found = (at for at, one in enumerate(ask.options) if _same(one.value, ask.field, value))
        place = next(found, None) if len(ask.options) > 1 else 0
        assert place is not None, (ask, value)
        self._number(str(place + 1) if place else "")
        self.keys.press("slash")

    def _go_to(self, do: str, product: str) -> None:
        """Go down to the card of a product."""
        wanted = next(
            at
            for at, offer in enumerate(self.keys.state.offers)
            if any(act.do == do and act.fields.get("product") == product for act in offer.acts)
        )
        for _ in range(wanted - self.keys.state.selected):
            self.keys.press("down")

    def _turn_to(self, do: str, **fields: Any) -> None:
        place = next(
            at
            for at, act in enumerate(self._offer().acts)
            if act.do == do and all(act.fields[name] == value for name, value in fields.items())
        )
        for _ in range(place):
            self.keys.press("right")

    def _offer(self) -> Offer:
        offer = self.keys.state.offer
        assert offer is not None
        return offer

    def _number(self, text: str) -> None:
        if text:
            self.keys.type(text)

    def _at_counter(self) -> None:
        if self.keys.state.mode != "counter":
            self.keys.press("home")


def _is(offer: Offer, act: Mapping[str, Any]) -> bool:
    if not offer.acts or offer.acts[0].do != act["do"]:
        return False
    fields = offer.acts[0].fields
    return all(fields[name] == act.get(name) for name in fields if name != "quantity")


def _value(ask: Ask, command: Mapping[str, Any]) -> Any:
    if not ask.field:
        # An option says several fields at once; what a command leaves out is the shop's own.
        fields = {"fund": "OWN", **command}
        return next(one.value for one in ask.options if one.value.items() <= fields.items())
    outer, _, inner = ask.field.partition(".")
    value = command.get(outer)
    return value.get(inner) if inner and isinstance(value, Mapping) else value


def _same(value: Any, field: str, wanted: Any) -> bool:
    return wanted in value.values() if isinstance(value, Mapping) else value == wanted


def _typed(ask: Ask, value: Any) -> str:
    if value is None or value == ask.proposal:
        return ""
    if ask.kind == "cents":
        return format_amount(value).removesuffix("\u00a0€")
    if ask.kind == "choice":
        return str(next(at for at, one in enumerate(ask.options) if one.value == value) + 1)
    return str(value)
