"""Names on the handover sheet: the one place at which it reads any. Of who keeps the counter and of partners alone.

Source: docs/requirements.md, R-4.14, R-5.01; decision 0090.
"""

from collections.abc import Iterable

from concierge_desk.counter.partners.known import made_partners
from concierge_desk.counter.rights.grant import roles_in
from concierge_desk.counter.rights.table import RESPONSIBLE
from concierge_desk.counter.rows import Rows
from concierge_desk.counter.service_parts import Contact
from concierge_desk.counter.setup.field_words import roles_text
from concierge_desk.desk import catalogue
from concierge_desk.i18n import fr
from concierge_desk.store import records
from concierge_desk.store.settings import settings_in_force


def keepers_in(rows: Rows, codes: Iterable[str]) -> dict[str, str]:
    """Return what operators are called, by code."""
    shop = settings_in_force(rows)
    return {code: records.operator_name(rows, shop, code) for code in codes}


def contacts_in(rows: Rows) -> tuple[Contact, ...]:
    """Return whom to call: the responsible first, then who keeps the counter, the services, the partners."""
    shop = settings_in_force(rows)
    staff = sorted(roles_in(shop).items(), key=lambda one: RESPONSIBLE not in one[1])
    names = keepers_in(rows, [code for code, _roles in staff])
    keepers = (Contact(names[code], f"{code}, {roles_text(roles, 'fr')}") for code, roles in staff)
    services = (one for service in catalogue.services() for one in service.aside().contacts(rows))
    partners = (
        Contact(one.name, fr("Partner"), (one.contact and records.personal_text(rows, one.contact)) or "")
        for one in made_partners(rows)
        if one.retired_from is None
    )
    return (*keepers, *services, *partners, Contact(fr("Who looks after the program"), ""))
