"""The relay's lessons: a bag, two of one name, stamps and change, a stamp that comes back.

Source: decision 0067; docs/trade.md, "Hand-over".
"""

from collections.abc import Generator
from random import Random

from concierge_desk.counter.demo.demo import DemoAct, DemoAnswer
from concierge_desk.counter.demo.lessons import Drawn, Lesson, LessonStep, Since, counts
from concierge_desk.i18n import N_
from concierge_desk.services.relay.demo.memory import Memory
from concierge_desk.services.relay.model.closing import HANDED_OVER, REVERSED

_STAMP, _PRICE_CENTS = "LV_20", 152
_GIVEN_CENTS = 500
_HERS, _HIS = "Mme Anna Kessler", "M. Paul Kessler"


def _bag(dice: Random) -> Generator[DemoAct, DemoAnswer, Drawn]:
    yield from ()
    memory = _memory(dice)
    first, second = (memory.number("colissimo", dice) for _ in range(2))
    return {"first": first, "second": second}


def _two_of_one_name(dice: Random) -> Generator[DemoAct, DemoAnswer, Drawn]:
    memory = _memory(dice)
    kept = []
    for name, shelf in ((_HERS, "A3"), (_HIS, "B2")):
        fields = {"tracking": memory.number("colissimo", dice), "shelf": shelf, "addressee": {"name": name}}
        told = yield DemoAct("relay.receive", fields)
        kept.append(str(told.result["custody"]))
    return {"hers": kept[0], "his": kept[1]}


def _nobody(_dice: Random) -> Generator[DemoAct, DemoAnswer, Drawn]:
    yield from ()
    return {}


def _sold_before(_dice: Random) -> Generator[DemoAct, DemoAnswer, Drawn]:
    acts = [{"do": "relay.sell", "product": _STAMP, "quantity": 2}]
    asked = yield DemoAct("till.settle", {"acts": acts, "payments": []}, refused="till.underpaid")
    paid = [{"means": "cash", "given_cents": int(asked.params["due_cents"])}]
    told = yield DemoAct("till.settle", {"acts": acts, "payments": paid})
    return {"ticket": str(told.ticket)}


def _memory(dice: Random) -> Memory:
    """Return a memory whose numbers begin anywhere: those of an earlier lesson are on the shelf."""
    return Memory([], serial=dice.randrange(1_000_000, 9_000_000))


def _received(name: str) -> LessonStep:
    texts = {
        "first": N_(
            "F3 takes in a bag. Scan the first parcel, or type {first} and Enter; Enter passes over the name, Enter takes the"
            " place that is proposed."
        ),
        "second": N_(
            "The next one, {second}, the same way, this time with a name, such as Weber. Then F2: the bag is empty."
        ),
    }
    return LessonStep(
        texts[name], lambda since, drawn: counts(since, "relay.received", tracking=drawn[name]) > 0
    )


def _handed(custody: str, since: Since) -> bool:
    handed = counts(since, HANDED_OVER, custody=custody)
    return handed > counts(since, REVERSED, of=HANDED_OVER, custody=custody)


def _wrong_kessler(since: Since, drawn: Drawn) -> str:
    if _handed(drawn["his"], since):
        return N_(
            "That was the other one's: it happens to everybody. F9 takes it back; then hand over that of Mme Anna."
        )
    return ""


def _three_stamps(since: Since, _drawn: Drawn) -> bool:
    tickets = {
        entry.data["ticket"]
        for entry in since
        if entry.kind == "relay.sold" and entry.data["product"] == _STAMP and entry.data["quantity"] == 3
    }
    return any(
        entry.kind == "till.settled" and entry.data["ticket"] in tickets and _is_given(entry.data["payments"])
        for entry in since
    )


def _is_given(payments: object) -> bool:
    return isinstance(payments, list) and any(
        payment["means"] == "cash" and payment.get("given_cents") == _GIVEN_CENTS for payment in payments
    )


def _given_back(since: Since, drawn: Drawn) -> bool:
    return counts(since, "till.settled", refunds=drawn["ticket"]) > 0


LESSONS: tuple[Lesson, ...] = (
    Lesson(
        "bag",
        1,
        N_("A bag of parcels"),
        N_("What the postman brings gets its place, and is found again."),
        _bag,
        (_received("first"), _received("second")),
    ),
    Lesson(
        "two_of_one_name",
        2,
        N_("Two of one name"),
        N_("The right parcel to the right person, and a mistake set right."),
        _two_of_one_name,
        (
            LessonStep(
                N_(
                    "Mme Anna Kessler comes for her parcel and shows her identity card. Type kess and Enter: there are two. The"
                    " number of her card and / choose it; / once more hands it over."
                ),
                lambda since, drawn: _handed(drawn["hers"], since),
            ),
        ),
        _wrong_kessler,
    ),
    Lesson(
        "stamps",
        3,
        N_("Three stamps, and the change"),
        N_("A sale in cash: what is to be given back is written large."),
        _nobody,
        (
            LessonStep(
                N_(
                    "Somebody wants three green stamps and gives a note of 5 euros. Type 3, then Shift+F1 or a click on the"
                    " stamp; then 5 and +: what is to be given back is written large."
                ),
                _three_stamps,
            ),
        ),
    ),
    Lesson(
        "refund",
        4,
        N_("A stamp comes back"),
        N_("What was sold is given back, wholly or in part, with a ticket of its own."),
        _sold_before,
        (
            LessonStep(
                N_(
                    "Somebody brings one of two stamps back, with the ticket {ticket}. Type its number and Enter; take a part"
                    " of it back, one stamp, and say why."
                ),
                _given_back,
            ),
        ),
    ),
)
