"""What happens at the relay beside the till: items kept, deposits, the postman, stamps."""

from datetime import timedelta

from hypothesis import strategies as st

from tests.model.machine import DeskMachine, pick
from tests.model.steps import OPEN, step
from tests.model.tables import CARRIERS, NUMBERS, STAMPS

NUMBER = st.sampled_from((*NUMBERS, *NUMBERS, None))
CARRIER = st.sampled_from((None, None, None, *CARRIERS, "mondial_relay"))
KINDS = ("letter", "letter", "registered", "parcel", "prepaid_return")


class RelaySteps(DeskMachine):
    """Steps of the relay."""

    @step(
        "relay", 4, OPEN,
        number=NUMBER, carrier=CARRIER, days=st.sampled_from((None, None, -20, -3, 0, 1)), label=st.booleans(),
    )  # fmt: skip
    def receive(self, number: str | None, carrier: str | None, days: int | None, label: bool) -> None:
        day = self.books.business_day
        told = None if days is None else (day + timedelta(days=days)).isoformat()
        self.act(
            "relay.receive",
            tracking=number,
            shelf="A1",
            carrier=carrier,
            presented_day=told,
            label_deadline_day=(day + timedelta(days=2)).isoformat() if label else None,
        )

    def _item(self, n: int, carrier: str | None) -> dict[str, str | None]:
        """Most often something that is here; now and then a number that is gone, or was never here."""
        stay = self.choose([stay for stay in self.books.here() if stay.number], n)
        if stay is not None and n < 48:
            return {"tracking": stay.number, "carrier": stay.carrier if n % 2 else None}
        return {"tracking": tuple(NUMBERS)[n % len(NUMBERS)], "carrier": carrier}

    def _receive_something(self, n: int) -> None:
        """Where nothing is here yet."""
        self.act("relay.receive", tracking=tuple(NUMBERS)[n % 3], shelf="B2")

    @step("relay", 2, OPEN, n=pick, carrier=CARRIER)
    def hand_over(self, n: int, carrier: str | None) -> None:
        if not self.books.here() and n % 4 != 3:
            self._receive_something(n)
        self.act("relay.hand_over", collector="addressee", id_document="id_card", **self._item(n, carrier))

    @step("relay", 2, OPEN, n=pick, carrier=CARRIER)
    def refuse(self, n: int, carrier: str | None) -> None:
        if not self.books.here() and n % 4 != 3:
            self._receive_something(n)
        self.act("relay.refuse", reason="damaged", **self._item(n, carrier))

    @step(
        "relay", 3, OPEN,
        kind=st.sampled_from(KINDS), number=NUMBER, count=st.sampled_from((None, 1, 1, 4)), carrier=CARRIER,
        rightly=st.booleans(),
    )  # fmt: skip
    def deposit(
        self, kind: str, number: str | None, count: int | None, carrier: str | None, rightly: bool
    ) -> None:
        """Letters are counted, everything else has its number; now and then it is the other way round."""
        if rightly and kind == "letter":
            number, count = None, count or 2
        elif rightly:
            count = None
        self.act("relay.deposit", kind=kind, tracking=number, count=count, carrier=carrier)

    @step(
        "relay", 2, OPEN,
        what=st.sampled_from(("returns", "deposits")), numbers=st.lists(NUMBER, max_size=2), n=pick,
    )  # fmt: skip
    def postman(self, what: str, numbers: list[str | None], n: int) -> None:
        """He takes all that waits, or what is named: something that is here, or anything."""
        known = self.books.here() if what == "returns" else self.books.waiting()
        named = (
            [item.number for item in known if item.number] if n % 2 else [item for item in numbers if item]
        )
        self.act("relay.hand_to_postman", what=what, trackings=named[:2] if n % 3 and named else None)

    @step(
        "relay",
        2,
        OPEN,
        product=st.sampled_from((*STAMPS, *STAMPS, "LR1_20")),
        pieces=st.sampled_from((1, 10, 100)),
    )
    def stock(self, product: str, pieces: int) -> None:
        self.act("relay.stock_receive", product=product, quantity=pieces)
