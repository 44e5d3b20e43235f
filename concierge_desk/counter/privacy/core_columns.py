"""Personal columns of the core's own tables: names, sentences and addresses that belong to no service.

Source: docs/requirements.md, R-4.02; decision 0086.
"""

from typing import Final

from concierge_desk.counter.personal_columns import (
    CONSENT,
    CONTRACT,
    CUSTOMERS,
    DUTY,
    INTEREST,
    PARTNERS,
    STAFF,
    Personal,
    PersonalColumn,
)
from concierge_desk.counter.privacy.looks import LOOKED_RETENTION
from concierge_desk.i18n import N_

VISIT_RETENTION: Final = "visit.saved"


def record(retention: str, holds: str, purpose: str, basis: str, *, whom: str = CUSTOMERS) -> PersonalColumn:
    """Return the row of what stands in the table of names and sentences under one period."""
    return PersonalColumn("personal", "text", holds, purpose, basis, retention, whom)


def _state(place: str, holds: str, purpose: str, basis: str, retention: str) -> PersonalColumn:
    table, _, column = place.partition(".")
    return PersonalColumn(table, column, holds, purpose, basis, retention)


_SAVED = N_("To serve somebody on, whose visit was set aside.")

CORE_PERSONAL: Final = Personal(
    columns=(
        record(
            "note",
            N_("What was typed beside an act: a reason, a remark, a complaint."),
            N_("To understand later what was done, and to answer whoever complains."),
            INTEREST,
        ),
        record(
            "inscription",
            N_("Words on a label or a shelf, in place of a number."),
            N_("To find a thing again that bears no number."),
            CONTRACT,
        ),
        record(
            "operator",
            N_("Name of whoever keeps the counter."),
            N_("To know who did what at the counter, as the accounts have to say."),
            DUTY,
            whom=STAFF,
        ),
        record(
            "visit.note",
            N_("Name of the customer on a note of services."),
            N_("To give the customer the note that the law asks for, and its double."),
            DUTY,
        ),
        record(
            "money",
            N_("Number and issuer of a cheque."),
            N_("To pay cheques in, and to find one that comes back unpaid."),
            CONTRACT,
        ),
        record(
            "held",
            N_("Whose a deposit, a payment ahead or a slate is: name and phone; number of a deposit cheque."),
            N_("To give back what is held, and to ask for what is owed."),
            CONTRACT,
        ),
        record(
            "partner_contact",
            N_("Whom one reaches at a partner."),
            N_("To work with those for whom the shop sells or keeps things."),
            CONTRACT,
            whom=PARTNERS,
        ),
        record(
            "delivery_channel",
            N_("Where a partner gets his daily files: addresses, and who signs in."),
            N_("To send a partner the files that were agreed on."),
            CONTRACT,
            whom=PARTNERS,
        ),
        record(
            "receipt_email",
            N_("E-mail address for a receipt."),
            N_("To send the receipt that somebody asked for; for nothing else."),
            CONSENT,
        ),
        record(
            "bank.line",
            N_("What the bank says of a line of its statement."),
            N_("To compare the accounts with the bank's statement."),
            DUTY,
        ),
        _state(
            "visit.acts",
            N_("Acts of a visit that is not paid yet, with the names typed for them."),
            _SAVED,
            CONTRACT,
            VISIT_RETENTION,
        ),
        _state(
            "visit.who",
            N_("Whose a visit is that is not paid yet."),
            _SAVED,
            CONTRACT,
            VISIT_RETENTION,
        ),
        _state(
            "visit.step",
            N_("Where the talk stood with whoever was set aside, with what was typed so far."),
            _SAVED,
            CONTRACT,
            VISIT_RETENTION,
        ),
        _state(
            "drawer_pulse.waiting",
            N_("Why the drawer is opened by hand, as typed, until it was."),
            N_("To write down why the drawer was opened."),
            INTEREST,
            "note",
        ),
        PersonalColumn(
            "names_looked_at",
            "operator",
            N_(
                "Who of the counter looked at names without serving anybody, when, and by which way; not whose names."
            ),
            N_("To answer for who looks at names."),
            DUTY,
            LOOKED_RETENTION,
            whom=STAFF,
        ),
    ),
    codes=frozenset(
        (
            *("_sqlite_migrations.migration_set", "_sqlite_migrations.name", "_sqlite_migrations.applied_at"),
            *("delivery.export", "delivery.number", "delivery.state", "delivery.due", "delivery.why"),
            *("delivery.told", "delivery_looked.export", "erased.ref", "erased.at"),
            *(
                "erasure.ref",
                "erasure.at",
                "erasure.keeps",
                "letter.document",
                "letter.address",
                "letter.form",
            ),
            *("letter.at", "letter.state", "letter.due", "letter.why", "letter.told"),
            *("operation.op", "operation.mac", "operation.told", "operator_try.who", "operator_try.at"),
            *("names_looked_at.at", "names_looked_at.kind"),
            *("outbox.op", "outbox.document", "outbox.state"),
            *("personal.ref", "personal.kind", "personal.retention", "personal.since", "personal.about"),
            *("preparation.data", "seal.name", "seal.sum", "secret.name", "secret.value"),
            *(
                "to_scrub.pause_until",
                "sheet_spool.size",
                "sheet_spool.document",
                "visit.visit",
                "visit.saved_at",
            ),
        )
    ),
)
"""What waits for a server tells codes and what the server said, never to whom: the address is a record."""
