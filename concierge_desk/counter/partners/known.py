"""Known partners: those whom services name, and those who were made."""

from collections.abc import Mapping, Sequence

from concierge_desk.counter.partners.partner import Partner, Partners, Terms
from concierge_desk.counter.rows import Rows
from concierge_desk.counter.service import Service
from concierge_desk.counter.values.codelists import label_of
from concierge_desk.store.partners import partner_rows


def named_partners(services: Sequence[Service]) -> tuple[Partner, ...]:
    """Return the partners whom services name: mandates without an entry of theirs, called as the list has them."""
    codes = sorted({code for service in services for code in service.principals})
    return tuple(Partner(code, label_of("principal", code, "fr")) for code in codes)


def made_partners(rows: Rows) -> tuple[Partner, ...]:
    """Return the partners who were made, by code."""
    return tuple(
        Partner(**{**row, "terms": tuple(Terms(*term) for term in row["terms"])})
        for row in partner_rows(rows)
    )


def made_partner(rows: Rows, code: str) -> Partner | None:
    """Return a partner who was made; None for any other code."""
    return next((partner for partner in made_partners(rows) if partner.partner == code), None)


def partners_of(rows: Rows, services: Sequence[Service]) -> Partners:
    """Return every partner."""
    return Partners.of(named_partners(services), made_partners(rows))


def holds(rows: Rows, services: Sequence[Service], code: str) -> bool:
    """Say whether something of a partner's is here, as the services tell it."""
    return any(service.holds(rows, code) for service in services if service.holds is not None)


def owed_for_work(rows: Rows, services: Sequence[Service], code: str) -> Mapping[str, int]:
    """Return what each service owes a partner for his work, by its code; none that never had any done stands here."""
    told = ((one.code, one.owes(rows).get(code)) for one in services if one.owes is not None)
    return {service: cents for service, cents in told if cents is not None}
