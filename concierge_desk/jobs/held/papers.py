"""Papers of money that is held or owed: receipts of cautions and advances, the slate of somebody.

Source: docs/contract.md, "Documents", "Money held and owed".
"""

from collections.abc import Callable
from dataclasses import replace

from concierge_desk.counter.held.who import owner_words
from concierge_desk.counter.papers import held
from concierge_desk.counter.papers.cautions import cautions
from concierge_desk.counter.rows import Rows
from concierge_desk.counter.service_parts import Paper
from concierge_desk.counter.values.codes import read_code
from concierge_desk.desk import catalogue
from concierge_desk.domain.errors import Refused
from concierge_desk.i18n import N_
from concierge_desk.jobs.held.cautions import load_cautions
from concierge_desk.jobs.held.papers_day import today
from concierge_desk.jobs.money_papers import sealed
from concierge_desk.store import full_export, journal, till
from concierge_desk.store.held import things


def _load_receipt(table: str) -> Callable[[Rows, str], held.HeldReceipt]:
    def load(rows: Rows, code: str) -> held.HeldReceipt:
        name = f"{table}:{code}"
        found = things.taken(rows, table, code)
        if found is None:
            raise Refused("print.unknown", document=name)
        entry = sealed(rows, journal.posted(rows, found.seq, found.seq), name)
        party = entry.posted[-1].data["party"]
        owner = owner_words(rows, catalogue.people(), party) or None
        return held.HeldReceipt(entry, found.state, owner, till.correction_of(rows, found.seq))

    return load


def _load_account(rows: Rows, card: str) -> held.AccountStatement:
    """Return the slate of whose a card is, as it stands."""
    known = catalogue.people()
    code = _card_of(card)
    person = None if code is None else known.person_of(rows, code)
    if code is None or person is None:
        raise Refused("print.unknown", document=f"account:{card}")
    debts = things.open_debts_of(rows, known.people_of(rows, person))
    return held.AccountStatement(code, known.known(rows, person).name or None, debts, today(rows))


def _card_of(text: str) -> str | None:
    try:
        return read_code(text)
    except ValueError:
        return None


def _unnamed(state: held.HeldReceipt) -> held.HeldReceipt:
    return replace(state, owner=None)


def _unnamed_slate(state: held.AccountStatement) -> held.AccountStatement:
    return replace(state, owner=None)


HELD_PAPERS = (
    Paper(
        "caution",
        _load_receipt("caution"),
        held.caution,
        N_("Receipt of a caution"),
        roll=True,
        each=full_export.cautions,
        unnamed=_unnamed,
    ),
    Paper(
        "advance",
        _load_receipt("advance"),
        held.advance,
        N_("Receipt of what is paid ahead"),
        roll=True,
        each=full_export.advances,
        unnamed=_unnamed,
    ),
    # No entry of a print names a card: nobody's acts are joined by it.
    Paper(
        "account",
        _load_account,
        held.account,
        N_("Slate of somebody"),
        counted=False,
        roll=True,
        unnamed=_unnamed_slate,
    ),
    # It says what is held and for what, and nobody's name.
    Paper("cautions", load_cautions, cautions, N_("Cautions that are held"), counted=False, names=None),
)
"""Each of them."""
