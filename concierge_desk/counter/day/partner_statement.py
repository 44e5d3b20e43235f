"""Statement of a day for each partner who reads his own entries: frozen at the closing, for his audience. Pure.

Source: docs/contract.md, "Partners"; decision 0069.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from concierge_desk.counter.context import Context
from concierge_desk.counter.partners.known import made_partners
from concierge_desk.counter.partners.partner import REGIME_MANDATE, Partner
from concierge_desk.counter.rows import Rows
from concierge_desk.counter.till.totals import Totals
from concierge_desk.domain.accounting.remittance import remitted_told
from concierge_desk.domain.charge import is_mandate, mandate_of
from concierge_desk.domain.journal import Event, Posted, facts
from concierge_desk.domain.ticket import MEANS
from concierge_desk.store.accounts import owed_to
from concierge_desk.store.partners import REPORTED, ChargedFor, charged
from concierge_desk.store.settings import software_at


@dataclass(frozen=True, slots=True)
class PartnerNow:
    """A partner at a closing.

    Attributes:
        partner: As he is.
        owed_cents: What is owed to him.
        charged: What was charged for him since he was made, the day included.
    """

    partner: Partner
    owed_cents: int
    charged: ChargedFor


@dataclass(frozen=True, slots=True)
class PartnersNow:
    """Partners at a closing, and the version that writes."""

    partners: tuple[PartnerNow, ...] = ()
    software: str | None = None


def load_partners(rows: Rows) -> PartnersNow:
    """Return the partners who read entries of their own, as they are at a closing."""
    made = [partner for partner in made_partners(rows) if partner.audience]
    if not made:
        return PartnersNow()
    now = [
        PartnerNow(one, owed_to(rows, mandate_of(one.partner)) or 0, charged(rows, one.partner))
        for one in made
    ]
    return PartnersNow(tuple(now), software_at(rows))


def reports(
    now: PartnersNow, posted: Sequence[Posted], totals: Totals, number: str, context: Context
) -> tuple[Event, ...]:
    """Return the statement of the day of each partner: he who is retired gets one while he has something here.

    Args:
        now: The partners.
        posted: The entries of the day.
        totals: These, added up.
        number: The closing's number.
        context: See `Context`.
    """
    closed = _Range(posted, totals, number, context)
    return tuple(
        _report(one, now.software, closed)
        for one in now.partners
        if not one.partner.is_retired(context.business_day) or one.owed_cents or closed.lines_of(one.partner)
    )


@dataclass(frozen=True, slots=True)
class _Range:
    """What is closed: the entries of the day, added up, the closing's number, and when."""

    posted: Sequence[Posted]
    totals: Totals
    number: str
    context: Context

    def lines_of(self, partner: Partner) -> list[Posted]:
        """Return what was charged for a partner, by his money or by his audience."""
        fund = mandate_of(partner.partner)
        return [
            entry
            for entry in self.posted
            if "line" in entry.data and (entry.aud == partner.partner or entry.data["line"]["fund"] == fund)
        ]

    def straight_to(self, fund: str) -> dict[str, int]:
        """Return what his own account took by card and cheque; nothing where he has none."""
        cents = self.totals.straight.get(fund, 0)
        return {"straight_cents": cents} if cents or fund in self.context.state.payees else {}


def _report(now: PartnerNow, software: str | None, closed: _Range) -> Event:
    partner, day = now.partner, closed.context.business_day
    lines, fund = closed.lines_of(partner), mandate_of(partner.partner)
    takings = closed.totals.takings.get(fund, {})
    data: dict[str, Any] = {
        "number": closed.number,
        "day": day.isoformat(),
        "site": facts(closed.context.settings, "name", "desk"),
        "partner": partner.partner,
        "name": partner.name,
        "regime": partner.regime,
        "commission_bp": partner.commission_bp(day),
        "charged_cents": _cents(lines),
        # Before he read entries of his own they were the shop's.
        "unseen_cents": _cents([entry for entry in lines if entry.aud != partner.partner]),
        # Sold on our account, no money of his is in the drawer: what he is paid is between him and the shop.
        "takings": _takings(takings) if takings or partner.regime == REGIME_MANDATE else [],
        **closed.straight_to(fund),
        **remitted_told(fund, closed.posted),
        "owed_cents": now.owed_cents,
        "perpetual_cents": now.charged.cents,
        "perpetual_abs_cents": now.charged.abs_cents,
        "software": software,
    }
    return Event(REPORTED, data, aud=partner.partner)


def _cents(lines: Sequence[Posted]) -> int:
    return sum(entry.data["line"]["cents"] for entry in lines)


def _takings(by_means: Mapping[str, Mapping[str, int]]) -> list[dict[str, Any]]:
    return [
        {
            "means": means,
            "charged_cents": by_means.get(means, {}).get("charged", 0),
            "refunded_cents": by_means.get(means, {}).get("refunded", 0),
        }
        for means in MEANS
    ]


def check(posted: Sequence[Posted]) -> tuple[str, ...]:
    """Return what does not add up between a statement and the entries it is made of: codes."""
    found = [entry.data for entry in posted if entry.kind == REPORTED]
    if len(found) != 1:
        return ("export.no_statement",)
    report = found[0]
    lines = [entry.data["line"] for entry in posted if "line" in entry.data]
    seen = sum(line["cents"] for line in lines)
    his = sum(line["cents"] for line in lines if is_mandate(line["fund"]))
    taken = sum(row["charged_cents"] - row["refunded_cents"] for row in report["takings"])
    if seen + report["unseen_cents"] != report["charged_cents"] or taken != his + report["unseen_cents"]:
        return ("export.takings_differ",)
    return ()
