"""La Poste relay: stamps, franking, deposits, items kept for collection, the postman's slip.

Source: seed document (affranchissement, expédition, distribution); domain.md §1 to §3.
"""

import csv
from collections.abc import Mapping, Sequence
from typing import Any

from concierge_desk import paths
from concierge_desk.counter.service import (
    AnyReversal,
    Command,
    Context,
    Export,
    Marks,
    Paper,
    Report,
    Retention,
    Reversal,
    Service,
)
from concierge_desk.counter.settings import Settings
from concierge_desk.domain.document import Document
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.holding import read_holding_rows
from concierge_desk.domain.journal import Data, Event, Posted, anchor_of
from concierge_desk.domain.tariff import read_rows
from concierge_desk.exporting.tables import FORMULA_RULE
from concierge_desk.i18n import N_
from concierge_desk.services.relay import documents, form, reports
from concierge_desk.services.relay.messages import MESSAGES
from concierge_desk.services.relay.model import closing, custody, post, reversals, stamps
from concierge_desk.services.relay.model.numbers import LAPOSTE, read_number
from concierge_desk.services.relay.model.seed import seed
from concierge_desk.services.relay.tables import loads, schema
from concierge_desk.store import journal
from concierge_desk.store.day import anchor_at, day_range

_NUMBER_WARNINGS = ("tracking.check_key", "tracking.country", "tracking.shape")
_IDENTIFIED = ("relay.carrier_needed", "relay.carrier_off")
_FOUND = (
    "relay.item_needed",
    "relay.carrier_needed",
    "relay.unknown",
    "relay.already_handed_over",
    "relay.refused_already",
    "relay.returned_already",
)

COMMANDS = (
    Command(
        name="relay.receive",
        summary=N_("An item arrives and is put on a shelf."),
        form=form.RECEIVE,
        load=loads.load_receive,
        decide=custody.receive,
        answer=custody.received_answer,
        refusals=(*_IDENTIFIED, "relay.already_held", "relay.presented_later", "relay.holding_unknown"),
        warnings=(*_NUMBER_WARNINGS, "relay.tracking_missing"),
    ),
    Command(
        name="relay.hand_over",
        summary=N_("An item is handed over to its addressee or a proxy."),
        form=form.HAND_OVER,
        load=loads.load_custody,
        decide=custody.hand_over,
        answer=custody.custody_answer,
        refusals=(*_FOUND, "relay.proxy_needed", "relay.proxy_unexpected"),
        warnings=("relay.expired",),
    ),
    Command(
        name="relay.refuse",
        summary=N_("The addressee does not want the item."),
        form=form.REFUSE,
        load=loads.load_custody,
        decide=custody.refuse,
        answer=custody.custody_answer,
        refusals=_FOUND,
    ),
    Command(
        name="relay.deposit",
        summary=N_("Something already paid for is handed in."),
        form=form.DEPOSIT,
        load=loads.load_deposit,
        decide=post.deposit,
        answer=post.deposited_answer,
        refusals=(*_IDENTIFIED, "relay.count_needed", "relay.one_piece", "relay.already_deposited"),
        warnings=(*_NUMBER_WARNINGS, "relay.tracking_missing"),
    ),
    Command(
        name="relay.hand_to_postman",
        summary=N_("The postman takes what waits for him: a slip, prepared and signed at once."),
        form=form.HAND_TO_POSTMAN,
        load=loads.load_slip,
        decide=post.hand_to_postman,
        answer=post.slip_answer,
        refusals=("relay.nothing_to_hand", "relay.unknown", "relay.mixed_carriers"),
        warnings=("relay.not_due",),
    ),
    Command(
        name="relay.stock_receive",
        summary=N_("La Poste brings stamps."),
        form=form.RECEIVE_STOCK,
        load=loads.load_stamp,
        decide=stamps.receive_stock,
        answer=stamps.stock_answer,
        refusals=("tariff.unknown",),
    ),
    Command(
        name="relay.sell",
        summary=N_("Stamps are sold by the piece."),
        form=form.SELL,
        load=loads.load_stamp,
        decide=stamps.sell,
        charged=True,
        refusals=("tariff.unknown",),
        warnings=("relay.stock_short",),
    ),
    Command(
        name="relay.frank",
        summary=N_("An item is franked by weight; it then waits for the postman."),
        form=form.FRANK,
        load=loads.load_frank,
        decide=stamps.frank,
        charged=True,
        refusals=("tariff.unknown", "tariff.over_limit", "relay.already_deposited"),
        warnings=(*_NUMBER_WARNINGS, "relay.tracking_missing"),
    ),
)


def _seed(site: Mapping[str, Any], context: Context) -> tuple[Event, ...]:
    products = tuple(
        stamps.Product(row["product"], row["family"], row["stamp"] == "yes", row["tracked"] == "yes")
        for row in csv.DictReader(paths.resource_text("laposte-products.csv").splitlines())
    )
    shipped = (
        read_rows(paths.resource_text("laposte-tariffs.csv")),
        read_holding_rows(paths.resource_text("holding.csv")),
        products,
    )
    return seed(site, context, shipped)


def _recognise(code: str) -> Data | None:
    found = read_number(code)
    if found.format is None:
        return None
    return {
        "tracking": found.number,
        "format": found.format,
        "carrier": found.carrier,
        "certain": found.certain,
    }


def _load_slip(rows: Any, number: str) -> documents.SlipEntry:
    seq = loads.slip_seq(rows, number)
    entry = journal.entry(rows, seq) if seq is not None else None
    posted = journal.posted(rows, seq, seq) if seq is not None else ()
    if entry is None or not posted:
        raise Refused("print.unknown", document=f"slip:{number}")
    return documents.SlipEntry(posted[0], anchor_of(entry.epoch, entry.seq, entry.hash))


def _bordereau(posted: Sequence[Posted], marks: Marks) -> Document:
    return documents.bordereau(reports.report_of(posted), reports.operation_rows(posted), marks)


def _load_day(rows: Any, day: str) -> documents.ClosedDay:
    first, last = day_range(rows, day)
    if last is None:
        raise Refused("export.day_open", day=day)
    own = tuple(entry for entry in journal.posted(rows, first, last) if entry.aud == LAPOSTE)
    return documents.ClosedDay(own, anchor_at(rows, last))


def _draw_bordereau(day: documents.ClosedDay, settings: Settings, _copy: int) -> Document:
    return _bordereau(day.posted, Marks(settings.practice, day.anchor))


_CHANGED = ("relay.changed_since", "relay.slip_signed")

REVERSALS: Mapping[str, AnyReversal] = {
    "relay.received": Reversal(reversals.reverse_receive, loads.load_stay, _CHANGED),
    "relay.handed_over": Reversal(
        reversals.reverse_hand_over, loads.load_stay, (*_CHANGED, "relay.already_held")
    ),
    "relay.refused": Reversal(reversals.reverse_refusal, loads.load_stay, _CHANGED),
    "relay.deposited": Reversal(reversals.reverse_deposit, loads.load_leaving, ("relay.left_already",)),
    "relay.stock_received": Reversal(reversals.reverse_stock),
    "relay.handed_to_postman": reversals.SLIP_SIGNED,
    "relay.sold": Reversal(reversals.take_stamps_back, charged=True),
    "relay.franked": Reversal(reversals.take_franking_back, loads.load_leaving, charged=True),
}

SERVICE = Service(
    code="relay",
    label=N_("La Poste relay"),
    commands=COMMANDS,
    migrations=schema.SCHEMA,
    principals=(LAPOSTE, "DPD", "MONDIAL_RELAY"),
    seed=_seed,
    recognise=_recognise,
    close=closing.close,
    reverse=REVERSALS,
    report=Report(part=reports.day_part, load=loads.load_now, lines=reports.day_lines),
    documents=(
        Paper("slip", _load_slip, documents.slip),
        Paper("bordereau", _load_day, _draw_bordereau, counted=False),
    ),
    messages=MESSAGES,
    exports=(
        Export(
            code="laposte",
            principal=LAPOSTE,
            title="Relevé journalier de la conciergerie pour La Poste",
            readme=reports.README.format(formula=FORMULA_RULE),
            tables=reports.export_tables,
            bordereau=_bordereau,
            check=reports.check,
        ),
    ),
    retention=(Retention(custody.RETENTION, N_("End of the custody + 1 year"), 365),),
)

__all__ = ["SERVICE"]
