"""Projections of the relay: each entry moves them, from itself and its own tables only."""

from concierge_desk.domain.journal import Data, Posted
from concierge_desk.mechanisms.custody.model import EMAIL
from concierge_desk.services.relay.model import states
from concierge_desk.services.relay.model.bags.bag import ANNOUNCED_KIND
from concierge_desk.services.relay.model.facts import leaving
from concierge_desk.services.relay.model.numbers import OFFICE
from concierge_desk.services.relay.tables import complaints, stock_moves
from concierge_desk.services.relay.tables.bags import projection as bags
from concierge_desk.services.relay.tables.incidents import INCIDENTS, STAYS, withdrawn
from concierge_desk.services.relay.tables.slips import SLIPS
from concierge_desk.store.connection import Connection
from concierge_desk.store.rows import update_row, write_row, write_rows

_SINCE_EVER = "2000-01-01"
"""First day of what the site file said: before it there is no desk."""


def settings_set(connection: Connection, posted: Posted) -> None:
    """Keep what the site file says of the relay."""
    data = posted.data
    for table in ("relay_setting", "relay_principal", "relay_par", "relay_switch"):
        connection.execute(f"DELETE FROM {table}")  # noqa: S608
    said = [{"name": name, "value": data[name]} for name in OFFICE]
    write_rows(connection, "relay_setting", "name value", said)
    since = {"valid_from": _SINCE_EVER, "seq": posted.seq}
    owners = [{**row, **since} for row in data["principals"]]
    write_rows(connection, "relay_principal", "carrier principal valid_from seq", owners)
    pieces = [{**row, **since} for row in data["par"]]
    write_rows(connection, "relay_par", "product quantity valid_from seq", pieces)
    # A desk that was set up before there were switches chose none.
    for row in data.get("operations", ()):
        _switch(connection, row)
    places_set(connection, posted)


def office_set(connection: Connection, posted: Posted) -> None:
    """Keep to which post office the shop belongs, and its number there."""
    for name in OFFICE:
        write_row(connection, "relay_setting", {"name": name, "value": posted.data[name]}, key="name")


def places_set(connection: Connection, posted: Posted) -> None:
    """Keep the list of places; a desk that never had one has none."""
    connection.execute("DELETE FROM relay_place")
    listed = enumerate(posted.data.get("places", ()), start=1)
    rows = [{"position": position, "place": place} for position, place in listed]
    write_rows(connection, "relay_place", "position place", rows)


def switched(connection: Connection, posted: Posted) -> None:
    """Keep what the shop offers from now on."""
    _switch(connection, posted.data)


def _switch(connection: Connection, data: Data) -> None:
    row = {"operation": data["operation"], "enabled": data["on"]}
    write_row(connection, "relay_switch", row, key="operation")


def tariff_imported(connection: Connection, posted: Posted) -> None:
    """Write the dated prices; a row of the same band and first day takes the place of the old one."""
    write_rows(
        connection,
        "relay_tariff",
        "product label zone max_g cents vat_code valid_from valid_to source confidence coverage",
        [{"coverage": "full", **row} for row in posted.data["rows"]],
        key="product, zone, COALESCE(max_g, 0), valid_from",
    )


def holding_set(connection: Connection, posted: Posted) -> None:
    """Write the holding periods; one of the same carrier and first day takes the place of the old one."""
    rows = [{**row, "seq": posted.seq} for row in posted.data["rows"]]
    columns = "carrier days valid_from valid_to seq"
    write_rows(connection, "relay_holding", columns, rows, key="carrier, valid_from")


def par_set(connection: Connection, posted: Posted) -> None:
    """Keep how many pieces should be there from a day on."""
    rows = [{**row, "quantity": row["par"], "seq": posted.seq} for row in posted.data["rows"]]
    columns = "product quantity valid_from seq"
    write_rows(connection, "relay_par", columns, rows, key="product, valid_from")


def principals_set(connection: Connection, posted: Posted) -> None:
    """Keep whose each carrier is from a day on."""
    rows = [{**row, "seq": posted.seq} for row in posted.data["rows"]]
    columns = "carrier principal valid_from seq"
    write_rows(connection, "relay_principal", columns, rows, key="carrier, valid_from")


def products_set(connection: Connection, posted: Posted) -> None:
    """Describe products; those not named stay as they are."""
    # An older catalogue said less of them.
    undescribed = {"label": "", "scheme": None, "operation": None}
    write_rows(
        connection,
        "relay_product",
        "product family stamp tracked label scheme options operation",
        [{**undescribed, **row, "options": " ".join(row.get("options", ()))} for row in posted.data["rows"]],
        key="product",
    )
    stock_moves.packs_described(connection, posted.data["rows"])


def mandate_recorded(connection: Connection, posted: Posted) -> None:
    """Keep a company's mandate; its names are personal records."""
    write_rows(connection, "relay_mandate", "mandate company holder valid_until", [posted.data])


def mandate_ended(connection: Connection, posted: Posted) -> None:
    """Keep that a company's mandate holds no more."""
    data = posted.data
    update_row(connection, "relay_mandate", "mandate", data["mandate"], {"ended_day": data["ended_day"]})


def received(connection: Connection, posted: Posted) -> None:
    """Begin a stay."""
    more = {"principal": posted.aud, "state": states.HELD, "received_seq": posted.seq}
    write_rows(
        connection,
        "relay_custody",
        "custody principal carrier tracking shelf state party arrived_day presented_day deadline_day"
        " last_useful_slot received_seq signature",
        [{"signature": False, **posted.data, **more}],
    )
    if "bag" in posted.data:
        bags.taken_in(connection, posted)


def moved(connection: Connection, posted: Posted) -> None:
    """Put an item on another shelf."""
    STAYS.change(connection, posted.data["custody"], shelf=posted.data["shelf"])


def reminded(connection: Connection, posted: Posted) -> None:
    """Keep the day of the last reminder, and how it was given."""
    data = posted.data
    by = data.get("by")
    mailed = {"mailed_day": data["reminded_day"]} if by == EMAIL else {}
    STAYS.change(connection, data["custody"], reminded_day=data["reminded_day"], reminded_by=by, **mailed)


def email_noted(connection: Connection, posted: Posted) -> None:
    """Keep under which ref the address stands."""
    STAYS.change(connection, posted.data["custody"], email=posted.data["email"])


def email_forgotten(connection: Connection, posted: Posted) -> None:
    """Keep that there is no address any more."""
    STAYS.change(connection, posted.data["custody"], email=None)


def incident_noted(connection: Connection, posted: Posted) -> None:
    """Bring an item into the state that follows from an incident."""
    INCIDENTS.noted(connection, posted)
    STAYS.step(connection, posted, states.ENDED, email=None)


def slots_moved(connection: Connection, posted: Posted) -> None:
    """Write the last useful slots that new opening hours gave."""
    for row in posted.data["rows"]:
        STAYS.change(connection, row["custody"], last_useful_slot=row["last_useful_slot"])


def handed_over(connection: Connection, posted: Posted) -> None:
    """End a stay: its addressee or a proxy has the item."""
    _end_custody(connection, posted, posted.data["custody"], states.HANDED_OVER)


def refused(connection: Connection, posted: Posted) -> None:
    """Keep that nobody here wants the item; it stays until the postman has it."""
    STAYS.change(connection, posted.data["custody"], state=states.REFUSED)


def reversed_(connection: Connection, posted: Posted) -> None:
    """Bring an item or a complaint back into the state it had before an act that was taken back, or cancel a slip."""
    data = posted.data
    if "complaint" in data:
        complaints.stepped_back(connection, posted)
        return
    withdrawn(connection, posted)
    if data["of"] == ANNOUNCED_KIND:
        bags.withdrawn(connection, posted)
    elif data["of"] == "relay.slip_prepared":
        SLIPS.cancelled(connection, data["slip"])
    elif data["of"] == "relay.reminded":
        STAYS.change(connection, data["custody"], reminded_day=data["reminded_day"], reminded_by=None)
    elif data["state"] in states.ENDED:
        _end_custody(connection, posted, data["custody"], data["state"])
    else:
        _reopen_custody(connection, data)


def deposited(connection: Connection, posted: Posted) -> None:
    """Let a deposit wait for the postman."""
    data = posted.data
    if "corrects" in data:
        _withdraw(connection, data["corrects"])
    else:
        _wait(connection, posted, kind=data["kind"], pieces=data["count"])


def franked(connection: Connection, posted: Posted) -> None:
    """Let a franked item wait for the postman; stamps that are stuck on it leave the stock."""
    data = posted.data
    stock_moves.left(connection, posted)
    if "corrects" in data:
        if data["withdrawn"]:
            _withdraw(connection, data["corrects"])
    elif data["pieces"]:
        _wait(connection, posted, kind="franked", pieces=1, product=data["product"])


def _wait(connection: Connection, posted: Posted, **columns: object) -> None:
    told = {"seq": posted.seq, "principal": posted.aud, "deposited_day": posted.day}
    write_row(connection, "relay_outgoing", {**told, "tracking": posted.data["tracking"], **columns})


def slip_prepared(connection: Connection, posted: Posted) -> None:
    """Put what the postman will take on a slip."""
    data = posted.data
    SLIPS.prepared(connection, posted)
    for item in data["items"]:
        if data["what"] == leaving.RETURNS:
            STAYS.change(connection, item["custody"], slip=data["slip"])
        else:
            _change_outgoing(connection, item["seq"], slip=data["slip"])


def handed_to_postman(connection: Connection, posted: Posted) -> None:
    """Let what is on a slip leave with the postman."""
    data = posted.data
    SLIPS.signed(connection, posted)
    for item in data["items"]:
        if data["what"] == leaving.RETURNS:
            _end_custody(connection, posted, item["custody"], states.RETURNED)
        else:
            _change_outgoing(connection, item["seq"], slip=data["slip"], left_day=posted.day)


def taken_back(connection: Connection, posted: Posted) -> None:
    """Let what stayed behind wait again."""
    data = posted.data
    if data["what"] == leaving.RETURNS:
        _reopen_custody(connection, data)
    elif data["withdrawn"]:
        _withdraw(connection, data["entry"])
    else:
        _change_outgoing(connection, data["entry"], slip=None, left_day=None)


def stock_received(connection: Connection, posted: Posted) -> None:
    """Add pieces to the stock."""
    stock_moves.move(connection, posted.data["product"], posted.data["quantity"])


def stock_left(connection: Connection, posted: Posted) -> None:
    """Take pieces out of the stock that nobody bought."""
    stock_moves.move(connection, posted.data["product"], -posted.data["quantity"])


def stock_counted(connection: Connection, posted: Posted) -> None:
    """Bring the stock to what was counted."""
    stock_moves.move(connection, posted.data["product"], posted.data["gap"])


def day_reported(connection: Connection, posted: Posted) -> None:
    """Keep the totals since the beginning, and what lay here in the evening."""
    data = posted.data
    totals = {"cents": data["perpetual_cents"], "abs_cents": data["perpetual_abs_cents"]}
    write_row(connection, "relay_perpetual", {"principal": posted.aud, **totals}, key="principal")
    bags.day_reported(connection, posted)
    stock_moves.day_counted(connection, posted)


def _end_custody(connection: Connection, posted: Posted, custody: str, state: str) -> None:
    STAYS.end(connection, posted, custody, state, email=None)


def _reopen_custody(connection: Connection, data: Data) -> None:
    more = {"last_useful_slot": data["last_useful_slot"]} if "last_useful_slot" in data else {}
    if data.get("before") is not None:
        more["before"] = data["before"]
    STAYS.reopen(connection, data["custody"], data["state"], **more)


def _change_outgoing(connection: Connection, seq: int, **columns: object) -> None:
    """Write some columns of what waits for the postman, or left with him."""
    update_row(connection, "relay_outgoing", "seq", seq, columns)


def _withdraw(connection: Connection, seq: int) -> None:
    connection.execute("DELETE FROM relay_outgoing WHERE seq = ?", (seq,))
