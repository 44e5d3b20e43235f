"""Companies' mandates: the relay looks at them and notes how long they hold; it does not make them.

Source: docs/trade.md, "Mandates of proxies", rule 14.
"""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from concierge_desk.counter.context import Context
from concierge_desk.counter.service import Undone
from concierge_desk.counter.values.codelists import Coded
from concierge_desk.counter.values.kinds import Day, FromList, Text
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Event, PersonalRecord, Warned
from concierge_desk.services.relay.model.facts.mandates import COMPANY, RETENTION, CompanyMandate
from concierge_desk.services.relay.model.kinds import OWN_CODE

MOST_YEARS = 5


@dataclass(frozen=True, slots=True)
class RecordMandate:
    """A company's mandate was shown: who may collect for whom, and until when."""

    company: Annotated[str, Text(), "Which company; kept beside the journal."]
    holder: Annotated[str, Text(), "Who may collect for it; kept beside the journal."]
    valid_until: Annotated[date, Day(), "Last day; five years from now at most."]


@dataclass(frozen=True, slots=True)
class EndMandate:
    """A company's mandate holds no more."""

    mandate_code: Annotated[str, OWN_CODE, "Its code, `m-…`."]


@dataclass(frozen=True, slots=True)
class Proxy:
    """Proxy who collects in the addressee's place, and what was shown."""

    name: Annotated[str, Text(), "Who collects."]
    id_document: Annotated[Coded | None, FromList("id_document"), "The proxy's own document."]
    mandate: Annotated[Coded | None, FromList("mandate"), "What the mandate is."]
    valid_until: Annotated[date | None, Day(), "Last day that the mandate itself names."] = None
    mandate_code: Annotated[str | None, OWN_CODE, "Of a company's mandate noted before, `m-…`."] = None


def record_mandate(_state: None, command: RecordMandate, context: Context) -> tuple[Event, ...]:
    """Note a company's mandate; names are kept beside the journal.

    Raises:
        Refused: ``relay.mandate_expired``, ``relay.mandate_too_long``.
    """
    today = context.business_day
    if command.valid_until < today:
        raise Refused("relay.mandate_expired", day=command.valid_until.isoformat())
    latest = _years_later(today, MOST_YEARS)
    if command.valid_until > latest:
        raise Refused("relay.mandate_too_long", day=latest.isoformat())
    company, holder = context.draw("r"), context.draw("r")
    data = {
        "mandate": context.draw("m"),
        "company": company,
        "holder": holder,
        "valid_until": command.valid_until.isoformat(),
    }
    names = (
        PersonalRecord(company, "party", command.company, RETENTION),
        PersonalRecord(holder, "party", command.holder, RETENTION),
    )
    return (Event("relay.mandate_recorded", data, personal=names),)


def end_mandate(state: CompanyMandate | None, command: EndMandate, context: Context) -> tuple[Event, ...]:
    """Say that a company's mandate holds no more.

    Raises:
        Refused: ``relay.mandate_unknown``, ``relay.mandate_ended``.
    """
    return (_ended(_standing(state, command.mandate_code).code, context),)


def check_company(proxy: Proxy, mandate: CompanyMandate | None, today: date) -> tuple[Warned, ...]:
    """Let nobody collect with a mandate that holds no more; return what is odd about it.

    Raises:
        Refused: ``relay.mandate_unknown``, ``relay.mandate_ended``, ``relay.mandate_expired``.

    Warns:
        ``relay.mandate_undated``.
    """
    until = proxy.valid_until.isoformat() if proxy.valid_until else None
    if proxy.mandate_code is not None:
        noted = _standing(mandate, proxy.mandate_code)
        until = min(until or noted.valid_until, noted.valid_until)
    if until is not None and until < today.isoformat():
        raise Refused("relay.mandate_expired", day=until)
    undated = until is None and proxy.mandate is not None and proxy.mandate.code == COMPANY
    return (Warned("relay.mandate_undated", {}),) if undated else ()


def reverse_mandate(state: CompanyMandate | None, undone: Undone, context: Context) -> tuple[Event, ...]:
    """Say that a mandate was noted by mistake: it holds no more.

    Raises:
        Refused: ``relay.mandate_ended``.
    """
    if state is None or state.ended_day is not None:
        raise Refused("relay.mandate_ended", day=state.ended_day if state else None)
    return (_ended(undone.posted.data["mandate"], context),)


def _standing(mandate: CompanyMandate | None, code: str) -> CompanyMandate:
    """Return the mandate of a code, which nobody has ended."""
    if mandate is None:
        raise Refused("relay.mandate_unknown", mandate=code)
    if mandate.ended_day is not None:
        raise Refused("relay.mandate_ended", day=mandate.ended_day)
    return mandate


def _ended(code: str, context: Context) -> Event:
    return Event("relay.mandate_ended", {"mandate": code, "ended_day": context.business_day.isoformat()})


def _years_later(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, day=28)
