"""Acts of a nature: each command with what it reads and what decides; how it is taken back.

Here, and for tables in `tables/schema.py`, a nature's code comes before kinds, refusals, warnings, papers and periods.

Source: docs/architecture.md, "Adding a service"; decision 0093.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial, wraps
from typing import Any

from concierge_desk.counter.context import Context
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
)
from concierge_desk.counter.values.fields import Form, Group, form_of
from concierge_desk.counter.values.kinds import Word
from concierge_desk.counter.values.rows import Rows
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Event
from concierge_desk.i18n import N_
from concierge_desk.mechanisms.entrusted.messages import MESSAGES
from concierge_desk.mechanisms.entrusted.model import (
    collect,
    disputes,
    order,
    pay,
    promise,
    rows,
    slips,
    stays,
    work,
)
from concierge_desk.mechanisms.entrusted.model.fields import LeadDays
from concierge_desk.mechanisms.entrusted.model.steps import named_answer, step_back
from concierge_desk.mechanisms.entrusted.nature import Nature
from concierge_desk.mechanisms.entrusted.tables import loads

Decide = Callable[[Any, Any, Context], tuple[Event, ...]]


def own(code: str, name: str) -> str:
    """Return a word with a nature's code before it; one of somebody else's stays as it is."""
    return name if "." in name else f"{code}.{name}"


def own_event(code: str, event: Event) -> Event:
    """Return an event with a nature's code before its kind, its warnings, its papers, and the periods of what stands beside."""
    return replace(
        event,
        kind=own(code, event.kind),
        warnings=tuple(replace(one, code=own(code, one.code)) for one in event.warnings),
        documents=tuple(f"{code}_{name}" for name in event.documents),
        always_printed=tuple(f"{code}_{name}" for name in event.always_printed),
        personal=tuple(replace(one, retention=_period(code, one.retention)) for one in event.personal),
    )


def _period(code: str, retention: str) -> str:
    return own(code, retention) if retention == order.RETENTION else retention


def of_nature(code: str, decide: Decide) -> Decide:
    """Return a decision with a nature's code before what it says."""

    @wraps(decide)
    def decided(state: Any, asked: Any, context: Context) -> tuple[Event, ...]:
        try:
            events = decide(state, asked, context)
        except Refused as refused:
            raise type(refused)(own(code, refused.code), **refused.params) from refused
        return tuple(own_event(code, event) for event in events)

    decided.nature = code  # type: ignore[attr-defined]  # the reference reads it: docs/refusals.py
    return decided


@dataclass(frozen=True, slots=True)
class _Made:
    """Commands of a nature."""

    nature: Nature

    def command(self, name: str, summary: str, load: Any, decide: Decide, **more: Any) -> AnyCommand:
        """Return a command; what else it is says `Command`."""
        code = self.nature.code
        return Command(
            name=f"{code}.{name}",
            summary=summary,
            load=partial(load, self.nature),
            decide=of_nature(code, decide),
            **more,
        )

    def reversal(self, decide: Decide, load: Any, *, charged: bool = False) -> AnyReversal:
        """Return a way back."""
        return Reversal(of_nature(self.nature.code, decide), partial(load, self.nature), charged=charged)

    def never(self, code: str) -> AnyReversal:
        """Return that an act is not taken back, and why."""
        return never(own(self.nature.code, code))


def acts_of(nature: Nature) -> Acts:
    """Return the acts of a nature."""
    made = _Made(nature)
    commands = (*_settings(made), *_orders(made), *_work(made), *_away(made), *_stays(made))
    messages = {own(nature.code, code): sentence for code, sentence in MESSAGES.items()}
    return Acts(commands, _reversals(made), messages)


def _settings(made: _Made) -> tuple[AnyCommand, ...]:
    nature = made.nature
    line = form_of(rows.WorkPrice, work=Word(nature.works), quality=Word(nature.qualities))
    prices: Form[Any] = form_of(rows.SetPrices, rows=Rows(Group(line)))
    rounds: Form[Any] = form_of(promise.SetRounds, lead_days=LeadDays(nature.qualities))
    set_up: Mapping[str, Any] = {"when": ANY_DAY, "right": SET_UP}
    return (
        made.command(
            "set_kinds",
            N_("What is taken in is listed, from a day on."),
            loads.kinds,
            rows.set_kinds,
            answer=answers("rows"),
            when=ANY_DAY,
            right=PRICES,
        ),
        made.command(
            "set_prices",
            N_("Works get their prices, from a day on."),
            loads.prices,
            rows.set_prices,
            answer=answers("partner", "rows"),
            when=ANY_DAY,
            right=PRICES,
            form=prices,
        ),
        made.command(
            "set_rounds",
            N_("A partner comes on other days, or work takes longer, from a day on."),
            loads.rounds,
            promise.set_rounds,
            answer=answers("partner", "rounds", "lead_days", "valid_from"),
            form=rounds,
            **set_up,
        ),
    )


def _orders(made: _Made) -> tuple[AnyCommand, ...]:
    return (
        made.command(
            "take_in",
            N_("Things are taken in: each has a number, a tag and a price."),
            loads.taking,
            order.take_in,
            answer=order.taken_answer,
            who=loads.visit_of,
            brings=True,
            form=order.form_of_nature(made.nature),
        ),
        made.command(
            "quote",
            N_("A price is told, that holds once it is accepted."),
            loads.quoted,
            work.quote,
            answer=work.pieces_answer,
        ),
        made.command(
            "answer_quote",
            N_("A price that was told is accepted, or not."),
            loads.of_order,
            work.answer_quote,
            answer=work.pieces_answer,
        ),
        made.command("pay", N_("What is open of a piece is paid."), loads.paying, pay.pay, charged=True),
        made.command(
            "collect",
            N_("Pieces are collected."),
            loads.collecting,
            collect.collect,
            answer=collect.collected_answer,
        ),
    )


def _work(made: _Made) -> tuple[AnyCommand, ...]:
    return (
        made.command(
            "make_ready",
            N_("Pieces are looked at and laid on their place: they wait to be collected."),
            loads.named,
            work.make_ready,
            answer=work.pieces_answer,
        ),
        made.command(
            "redo",
            N_("A piece is done again, for nothing."),
            loads.redoing,
            work.redo,
            answer=answers("piece", "round", "promised_slot"),
        ),
        made.command(
            "withdraw",
            N_("Pieces are given back as they are: nothing is to be paid."),
            loads.named,
            work.withdraw,
            answer=work.pieces_answer,
        ),
        made.command(
            "dispute",
            N_("Somebody says that something is wrong with a piece."),
            loads.disputed,
            disputes.dispute,
            answer=answers("piece", "about"),
        ),
        made.command(
            "settle_dispute",
            N_("A complaint about a piece is settled."),
            loads.disputed,
            disputes.settle_dispute,
            answer=named_answer("piece", "outcome", "cents", "borne_by"),
        ),
    )


def _away(made: _Made) -> tuple[AnyCommand, ...]:
    return (
        made.command(
            "prepare_slip",
            N_("What a partner will take is listed on a slip."),
            loads.leaving,
            slips.prepare_slip,
            answer=slips.slip_answer,
        ),
        made.command(
            "send",
            N_("A partner takes what is on a slip, and signs."),
            loads.leaving,
            slips.send,
            answer=slips.slip_answer,
        ),
        made.command(
            "receive_back",
            N_("A partner brings pieces back; what he should have brought and did not is missing."),
            loads.receiving,
            slips.receive_back,
            answer=answers("received", "missing", "found_again"),
        ),
        made.command(
            "taken_back",
            N_("A piece that a slip says has left is still here."),
            loads.named,
            slips.taken_back,
            answer=answers("piece", "slip"),
        ),
    )


def _stays(made: _Made) -> tuple[AnyCommand, ...]:
    return (
        made.command(
            "move",
            N_("A piece lies on another place."),
            loads.named,
            stays.move,
            answer=answers("piece", "place", "from_place"),
        ),
        made.command(
            "remind",
            N_("Somebody is told that a piece waits."),
            loads.named,
            stays.remind,
            answer=answers("piece", "by", "level"),
        ),
        made.command(
            "report_incident",
            N_("Something is the matter with a piece, or it is found."),
            loads.named,
            stays.report_incident,
            answer=answers("piece", "incident", "from_state", "state"),
        ),
    )


_STEPS = (
    "quoted",
    "quote_answered",
    "made_ready",
    "redone",
    "withdrawn",
    "disputed",
    "dispute_settled",
    "collected",
    "received_back",
    "moved",
    "reminded",
    "incident_noted",
)
"""Kinds after which pieces stand again as they stood."""


def _reversals(made: _Made) -> Mapping[str, AnyReversal]:
    back = made.reversal(step_back, loads.changed)
    found = {
        "taken_in": made.reversal(order.never_here, loads.ordered),
        **dict.fromkeys(_STEPS, back),
        "paid": made.reversal(pay.take_back, loads.nothing, charged=True),
        "slip_prepared": made.reversal(slips.cancel_slip, loads.slip),
        "sent": made.never("slip_signed"),
        "taken_back": made.never("send_again"),
        "kinds_set": made.never("set_again"),
        "prices_set": made.never("set_again"),
        "rounds_set": made.never("rounds_again"),
        "dues_moved": made.never("dues_follow"),
        "day_reported": made.never("day.stays_closed"),
    }
    return {own(made.nature.code, kind): way for kind, way in found.items()}
