"""The fields of a payment, as settling and refunding take them."""

from concierge_desk.counter.fields import Field, Form
from concierge_desk.counter.kinds import Choice, cents
from concierge_desk.counter.paying import Payment
from concierge_desk.counter.totals import MEANS

PAYMENT = Form(
    Payment,
    (
        Field("means", Choice(MEANS), doc="`cash` takes `given_cents`, the others `cents`."),
        Field("cents", cents(), required=False, doc="Card or cheque: exactly this."),
        Field(
            "given_cents",
            cents(),
            required=False,
            doc="Cash: what was handed over; the change is worked out.",
        ),
    ),
)
