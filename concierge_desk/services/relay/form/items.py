"""Fields of what is kept, handed in and handed to the postman."""

from concierge_desk.counter.values.fields import Field, Form, Group
from concierge_desk.counter.values.kinds import Choice, Day, Flag, FromList, Items, Text
from concierge_desk.services.relay.form.kinds import (
    CARRIER,
    CODE,
    NOTE,
    OWN_CODE,
    PIECES,
    SEQ,
    SHELF,
    TRACKING,
    ShownKind,
    may,
)
from concierge_desk.services.relay.model.custody import Person, Receive
from concierge_desk.services.relay.model.deposits import DEPOSIT_KINDS, Deposit
from concierge_desk.services.relay.model.handover import COLLECTORS, HandOver, Refuse
from concierge_desk.services.relay.model.incidents import Complain, MoveItem, Remind, ReportIncident
from concierge_desk.services.relay.model.mandates import EndMandate, Proxy, RecordMandate
from concierge_desk.services.relay.model.slip_undo import TakeBack
from concierge_desk.services.relay.model.slips import DEPOSITS, RETURNS, HandToPostman, PrepareSlip
from concierge_desk.services.relay.model.states import INCIDENTS

_NUMBER_DOC = "Number on the label, as typed or scanned."

_WHICH = (
    may("tracking", TRACKING, _NUMBER_DOC),
    may("custody", OWN_CODE, "Code of our label, where there is no number."),
    may("carrier", CARRIER, "Which, where two networks have the same number here."),
)

PERSON = Form(Person, (Field("name", Text(), doc="As the label says."),))

PROXY = Form(
    Proxy,
    (
        Field("name", Text(), doc="Who collects."),
        may("id_document", FromList("id_document"), "The proxy's own document."),
        may("mandate", FromList("mandate"), "What the mandate is."),
        may("valid_until", Day(), "Last day that the mandate itself names."),
        may("mandate_code", OWN_CODE, "Of a company's mandate noted before, `m-…`."),
    ),
)

RECEIVE = Form(
    Receive,
    (
        may("tracking", TRACKING, _NUMBER_DOC),
        Field("shelf", SHELF, doc="Label of the place; several items may lie on it."),
        may("addressee", Group(PERSON), "Kept beside the journal."),
        may("presented_day", Day(), "Of the notice; never after today."),
        may("label_deadline_day", Day(), "Printed on the label: stands before any period."),
        may("carrier", CARRIER, "Confirms a suggestion or an unknown shape."),
        may("signature", Flag(), "The label asks for a signature.", default=False),
    ),
)

HAND_OVER = Form(
    HandOver,
    (
        *_WHICH,
        Field("collector", Choice(COLLECTORS), doc="Who stands at the counter."),
        may("id_document", FromList("id_document"), "The addressee's document; never its number."),
        may("proxy", Group(PROXY), "With collector `proxy` only."),
        may("pickup_code", ShownKind(), "The item's pickup code was right; it is not kept.", default=False),
        may("reserves", NOTE, "What is visible of a damage; kept beside the journal."),
    ),
)

REFUSE = Form(Refuse, (*_WHICH, Field("reason", FromList("refusal"), doc="Why.")))

MOVE = Form(MoveItem, (*_WHICH, Field("shelf", SHELF, doc="Label of the new place.")))

REMIND = Form(Remind, _WHICH)

REPORT_INCIDENT = Form(
    ReportIncident,
    (
        *_WHICH,
        Field("incident", Choice(INCIDENTS), doc="What is the matter; `found` ends `not_found`, `lost` too."),
        may("note", NOTE, "What was seen; kept beside the journal."),
    ),
)

COMPLAIN = Form(
    Complain,
    (
        Field("subject", FromList("complaint"), doc="What it is about."),
        may("tracking", TRACKING, _NUMBER_DOC),
        may("note", NOTE, "What was said; kept beside the journal."),
    ),
)

RECORD_MANDATE = Form(
    RecordMandate,
    (
        Field("company", Text(), doc="Which company; kept beside the journal."),
        Field("holder", Text(), doc="Who may collect for it; kept beside the journal."),
        Field("valid_until", Day(), doc="Last day; five years from now at most."),
    ),
)

END_MANDATE = Form(EndMandate, (Field("mandate_code", OWN_CODE, doc="Its code, `m-…`."),))

DEPOSIT = Form(
    Deposit,
    (
        Field("kind", Choice(DEPOSIT_KINDS), doc="What is handed in."),
        may("tracking", TRACKING, "All but letters."),
        may("count", PIECES, "Letters only."),
        may("carrier", CARRIER, "Confirms a suggestion or an unknown shape."),
    ),
)

_WHAT = Choice((RETURNS, DEPOSITS))
_CHOSEN = (
    may(
        "trackings",
        Items(TRACKING, least=1),
        "Only these, by number or by the code of our label; else all that waits.",
    ),
    may("entries", Items(SEQ, least=1), "Only these deposits that have no number, by their entry."),
    may("carrier", CARRIER, "Whose postman stands there, where it is not La Poste's."),
)

PREPARE_SLIP = Form(PrepareSlip, (*_CHOSEN, Field("what", _WHAT, doc="What the postman will take.")))

HAND_TO_POSTMAN = Form(
    HandToPostman,
    (
        *_CHOSEN,
        may("what", _WHAT, "What the postman takes; with a prepared slip it may be left out."),
        may("slip", CODE, "The prepared slip that he signs, `B-…`; without one it is made at once."),
    ),
)

TAKE_BACK = Form(
    TakeBack,
    (
        *_WHICH,
        may("entry", SEQ, "Entry of a deposit that has no number, as in the journal."),
    ),
)
