"""The relay's fields, and how raw values become its commands."""

from concierge_desk.counter.fields import Choice, Day, Field, Form, FromList, Group, Integer, Items, Text
from concierge_desk.services.relay.model.custody import HandOver, Person, Proxy, Receive, Refuse
from concierge_desk.services.relay.model.post import DEPOSIT_KINDS, DEPOSITS, RETURNS, Deposit, HandToPostman
from concierge_desk.services.relay.model.stamps import Frank, ReceiveStock, Sell

MAX_PIECES = 10_000
MAX_WEIGHT_G = 100_000

_TRACKING = Text(max_length=60, exempt=True)
_CODE = Text(max_length=30)
_CARRIER = FromList("carrier", closed=True)
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
        Field("shelf", Text(max_length=40), doc="Label of the place; several items may lie on it."),
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
        Field("custody", _CODE, required=False, doc="Code of our label, where there is no number."),
        Field("collector", Choice(("addressee", "proxy")), doc="Who stands at the counter."),
        Field(
            "id_document",
            FromList("id_document"),
            required=False,
            doc="The addressee's document; never its number.",
        ),
        Field("proxy", Group(PROXY), required=False, doc="With collector `proxy` only."),
    ),
)

REFUSE = Form(
    Refuse,
    (
        Field("tracking", _TRACKING, required=False, doc=_NUMBER_DOC),
        Field("custody", _CODE, required=False, doc="Code of our label, where there is no number."),
        Field("reason", FromList("refusal"), doc="Why."),
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
