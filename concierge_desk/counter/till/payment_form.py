"""The fields of a payment, as settling and refunding take them."""

from concierge_desk.counter.till.payments import Payment
from concierge_desk.counter.till.totals import MEANS
from concierge_desk.counter.values.fields import Field, Form
from concierge_desk.counter.values.kinds import Choice, cents

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
