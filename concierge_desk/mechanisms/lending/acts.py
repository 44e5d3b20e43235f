"""Acts of a nature: each command with what it reads and what decides; all but payments and lists are taken back alike.

Source: docs/architecture.md, "Adding a service"; decision 0094.
"""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any, Final

from concierge_desk.counter.natures import Decide, of_nature, own, visit_of
from concierge_desk.counter.rights.table import PRICES, SET_UP
from concierge_desk.counter.service import (
    ANY_DAY,
    Acts,
    AnyCommand,
    AnyReversal,
    Command,
    Reversal,
    answers,
    never,
    no_state,
)
from concierge_desk.counter.values.fields import Form, form_of
from concierge_desk.i18n import N_
from concierge_desk.mechanisms.lending.messages import MESSAGES
from concierge_desk.mechanisms.lending.model import back, keys, lend, objects, pay, queue, reserve, stays
from concierge_desk.mechanisms.lending.model.fields import RETENTION, Condition
from concierge_desk.mechanisms.lending.model.moved import MOVING, taken_back
from concierge_desk.mechanisms.lending.nature import LendingNature
from concierge_desk.mechanisms.lending.tables import loads

_PERIODS: Final = frozenset((RETENTION,))


def _nothing(_nature: LendingNature, *asked: Any) -> None:
    return no_state(*asked)


_ACTS: Final[Mapping[str, tuple[str, Any, Decide, Any]]] = {
    "set_kinds": (N_("What is lent is listed, from a day on."), _nothing, objects.set_kinds, answers("rows")),
    "register": (
        N_("A thing that is lent gets its number and its label."),
        loads.registering,
        objects.register,
        answers("object", "code"),
    ),
    "maintain": (
        N_("Something was done to a thing: tested, repaired, set aside, put back, retired."),
        loads.asked,
        objects.maintain,
        answers("object", "what", "state"),
    ),
    "lend": (
        N_("A thing leaves with somebody until a day."),
        loads.asked,
        lend.lend,
        answers(*lend.ANSWERED),
    ),
    "pay": (N_("What is open of a loan is paid."), loads.paying, pay.pay, answers("loan", "cents")),
    "return": (
        N_("A thing comes back: what belongs to it is counted, how it is is noted."),
        loads.asked,
        back.return_,
        back.returned_answer,
    ),
    "renew": (
        N_("Somebody keeps a thing longer."),
        loads.asked,
        back.renew,
        answers("due_day", "former_day", "due_slot", "cents"),
    ),
    "reserve": (
        N_("A thing, or one of its kind, is kept free on some days."),
        loads.asked,
        reserve.reserve,
        answers("object", "kind", "from_day", "to_day", "quantity"),
    ),
    "unreserve": (
        N_("What was reserved is let go."),
        loads.asked,
        reserve.unreserve,
        answers("object", "kind", "from_day"),
    ),
    "wait": (
        N_("Somebody waits for a thing, or for the first of its kind."),
        loads.asked,
        queue.wait,
        answers("object", "kind"),
    ),
    "stop_waiting": (
        N_("Somebody waits no more."),
        loads.asked,
        queue.stop_waiting,
        answers("object", "kind"),
    ),
    "call": (
        N_("Whoever waits was told that the thing is here."),
        loads.asked,
        queue.call,
        answers("object", "kept_until"),
    ),
    "release": (
        N_("What was kept or reserved and not fetched is let go."),
        loads.asked,
        queue.release,
        answers("object"),
    ),
    "move": (
        N_("A thing lies on another place."),
        loads.asked,
        stays.move,
        answers("object", "place", "from_place"),
    ),
    "remind": (
        N_("Somebody was told that what he has is due."),
        loads.asked,
        stays.remind,
        answers("object", "by", "level"),
    ),
    "report_incident": (
        N_("Something is the matter with a thing, or it is found."),
        loads.asked,
        stays.report_incident,
        answers("object", "incident", "from_state", "state"),
    ),
}
"""By command: what it is, what it reads, what decides, what answers."""
_OF_KEYS: Final[Mapping[str, tuple[str, Any, Decide, Any]]] = {
    "authorise": (
        N_("Somebody may have a key."),
        loads.asked,
        keys.authorise,
        answers("object", "until_day"),
    ),
    "end_authority": (
        N_("Somebody may have a key no more."),
        loads.asked,
        keys.end_authority,
        answers("object"),
    ),
    "count": (
        N_("The keys that hang are counted."),
        loads.hanging,
        keys.count,
        answers("expected", "seen", "missing"),
    ),
}
_FOR_SOMEBODY: Final = ("reserve", "wait", "stop_waiting", "authorise", "end_authority")
_MORE: Final[Mapping[str, Mapping[str, Any]]] = {
    "set_kinds": {"when": ANY_DAY, "right": PRICES},
    "register": {"when": ANY_DAY, "right": SET_UP, "brings": True, "who": visit_of},
    "maintain": {"when": ANY_DAY},
    "lend": {"who": visit_of, "brings": True},
    "pay": {"charged": True},
    **{name: {"who": visit_of} for name in _FOR_SOMEBODY},
}
_NEVER: Final = {"kinds_set": "set_again", "dues_moved": "dues_follow", "day_reported": "day.stays_closed"}


def _forms(nature: LendingNature) -> dict[str, Form[Any]]:
    """Return the forms that have lists of a nature."""
    condition = Condition(nature.conditions, nature.parts)
    return {
        "lend": form_of(lend.Lend, condition=condition),
        "return": form_of(back.Return, condition=condition),
    }


def _commands(nature: LendingNature) -> Iterator[AnyCommand]:
    forms, acts = _forms(nature), {**_ACTS, **(_OF_KEYS if nature.authorised else {})}
    for name, (summary, load, decide, answer) in acts.items():
        yield Command(
            name=f"{nature.code}.{name}",
            summary=summary,
            load=partial(load, nature),
            decide=of_nature(nature.code, decide, _PERIODS),
            answer=answer,
            form=forms.get(name),  # type: ignore[arg-type]  # none: that of its command
            **_MORE.get(name, {}),
        )


def acts_of(nature: LendingNature) -> Acts:
    """Return the acts of a nature."""
    code = nature.code
    back_again = Reversal(of_nature(code, taken_back, _PERIODS), partial(loads.undoing, nature))
    ways: dict[str, AnyReversal] = dict.fromkeys(MOVING, back_again)
    ways["paid"] = Reversal(of_nature(code, pay.take_back, _PERIODS), charged=True)
    ways |= {kind: never(own(code, why)) for kind, why in _NEVER.items()}
    messages = {own(code, word): sentence for word, sentence in MESSAGES.items()}
    return Acts(tuple(_commands(nature)), {own(code, kind): way for kind, way in ways.items()}, messages)
