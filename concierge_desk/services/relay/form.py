"""The relay's fields, and how raw values become its commands."""

from dataclasses import dataclass

from concierge_desk.counter.fields import Field, Form, Group
from concierge_desk.counter.kinds import Choice, Code, Day, FromList, Integer, Items, Text, Unreadable
from concierge_desk.domain.tracking import normalise
from concierge_desk.services.relay.model.custody import HandOver, Person, Proxy, Receive, Refuse
from concierge_desk.services.relay.model.post import DEPOSIT_KINDS, DEPOSITS, RETURNS, Deposit, HandToPostman
from concierge_desk.services.relay.model.stamps import Frank, ReceiveStock, Sell

MAX_PIECES = 10_000
MAX_WEIGHT_G = 100_000


@dataclass(frozen=True, slots=True)
class Tracking(Text):
    """A tracking number as typed or scanned; dashes alone, typed for "none", are no number."""

    max_length: int = 60
    exempt: bool = True

    def read(self, raw: object) -> str:
        """See `Kind`."""
        text = Text(self.max_length, self.exempt).read(raw)
        if not normalise(text):
            raise Unreadable("input.empty")
        return text


_TRACKING = Tracking()
_CODE = Code()
_OWN_CODE = Code(upper=False)
_CARRIER = FromList("carrier", closed=True)
_WHICH_DOC = "Which, where two networks have the same number here."
_NUMBER_DOC = "Number on the label, as typed or scanned."

PERSON = Form(Person, (Field("name", Text(), doc="As the label says."),))

PROXY = Form(
    Proxy,
    (
        Field("name", Text(), doc="Who collects."),
        Field("id_document", FromList("id_document"), required=False, doc="The proxy's own document."),
        Field("mandate", FromList("mandate"), required=False, doc="What the mandate is."),
    ),
)

RECEIVE = Form(
    Receive,
    (
        Field("tracking", _TRACKING, required=False, doc=_NUMBER_DOC),
        Field("shelf", Text(max_length=20), doc="Label of the place; several items may lie on it."),
        Field("addressee", Group(PERSON), required=False, doc="Kept beside the journal."),
        Field("presented_day", Day(), required=False, doc="Of the notice; never after today."),
        Field(
            "label_deadline_day", Day(), required=False, doc="Printed on the label: stands before any period."
        ),
        Field("carrier", _CARRIER, required=False, doc="Confirms a suggestion or an unknown shape."),
    ),
)

HAND_OVER = Form(
    HandOver,
    (
        Field("tracking", _TRACKING, required=False, doc=_NUMBER_DOC),
        Field("custody", _OWN_CODE, required=False, doc="Code of our label, where there is no number."),
        Field("collector", Choice(("addressee", "proxy")), doc="Who stands at the counter."),
        Field(
            "id_document",
            FromList("id_document"),
            required=False,
            doc="The addressee's document; never its number.",
        ),
        Field("proxy", Group(PROXY), required=False, doc="With collector `proxy` only."),
        Field("carrier", _CARRIER, required=False, doc=_WHICH_DOC),
    ),
)

REFUSE = Form(
    Refuse,
    (
        Field("tracking", _TRACKING, required=False, doc=_NUMBER_DOC),
        Field("custody", _OWN_CODE, required=False, doc="Code of our label, where there is no number."),
        Field("reason", FromList("refusal"), doc="Why."),
        Field("carrier", _CARRIER, required=False, doc=_WHICH_DOC),
    ),
)

DEPOSIT = Form(
    Deposit,
    (
        Field("kind", Choice(DEPOSIT_KINDS), doc="What is handed in."),
        Field("tracking", _TRACKING, required=False, doc="All but letters."),
        Field("count", Integer(1, MAX_PIECES, "pieces"), required=False, doc="Letters only."),
        Field("carrier", _CARRIER, required=False, doc="Confirms a suggestion or an unknown shape."),
    ),
)

HAND_TO_POSTMAN = Form(
    HandToPostman,
    (
        Field("what", Choice((RETURNS, DEPOSITS)), doc="What the postman takes."),
        Field("trackings", Items(_TRACKING, least=1), required=False, doc="Only these; else all that waits."),
    ),
)

SELL = Form(
    Sell,
    (
        Field("product", _CODE, doc="Stamp, such as `LV_20`."),
        Field("quantity", Integer(1, MAX_PIECES, "pieces"), doc="How many."),
    ),
)

FRANK = Form(
    Frank,
    (
        Field("product", _CODE, doc="Product of the tariff, such as `COL`."),
        Field(
            "zone", _CODE, required=False, doc="Zone of the tariff; may be left out where there is only one."
        ),
        Field("weight_g", Integer(1, MAX_WEIGHT_G, "grams"), doc="Packed weight."),
        Field(
            "tracking",
            _TRACKING,
            required=False,
            doc="Then the item also waits for the postman by its number.",
        ),
    ),
)

RECEIVE_STOCK = Form(
    ReceiveStock,
    (
        Field("product", _CODE, doc="Stamp, such as `LV_20`."),
        Field("quantity", Integer(1, MAX_PIECES, "pieces"), doc="How many."),
    ),
)
