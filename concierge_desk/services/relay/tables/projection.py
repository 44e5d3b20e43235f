"""Projections of the relay: each entry moves them, from itself and its own tables only."""

from concierge_desk.domain.journal import Data, Posted
from concierge_desk.services.relay.model import slips, states
from concierge_desk.services.relay.tables import incidents
from concierge_desk.store.connection import Connection
from concierge_desk.store.till import use_number


def settings_set(connection: Connection, posted: Posted) -> None:
    """Keep what the site file says of the relay."""
    data = posted.data
    for table in ("relay_setting", "relay_principal", "relay_par", "relay_switch"):
        connection.execute(f"DELETE FROM {table}")  # noqa: S608
    connection.executemany(
        "INSERT INTO relay_setting VALUES(?, ?)", [(name, data[name]) for name in ("regate", "office")]
    )
    connection.executemany(
        "INSERT INTO relay_principal VALUES(?, ?)",
        [(row["carrier"], row["principal"]) for row in data["principals"]],
    )
    connection.executemany(
        "INSERT INTO relay_par VALUES(?, ?)", [(row["product"], row["quantity"]) for row in data["par"]]
    )
    # A desk that was set up before there were switches chose none.
    connection.executemany(
        "INSERT INTO relay_switch VALUES(?, ?)",
        [(row["operation"], row["on"]) for row in data.get("operations", ())],
    )
    places_set(connection, posted)


def places_set(connection: Connection, posted: Posted) -> None:
    """Keep the list of places; a desk that never had one has none."""
    connection.execute("DELETE FROM relay_place")
    connection.executemany(
        "INSERT INTO relay_place VALUES(?, ?)", list(enumerate(posted.data.get("places", ()), start=1))
    )


def switched(connection: Connection, posted: Posted) -> None:
    """Keep what the shop offers from now on."""
    connection.execute(
        "INSERT INTO relay_switch VALUES(?, ?) ON CONFLICT(operation) DO UPDATE SET enabled = excluded.enabled",
        (posted.data["operation"], posted.data["on"]),
    )


def tariff_imported(connection: Connection, posted: Posted) -> None:
    """Write the dated prices; a row of the same band and first day takes the place of the old one."""
    names = ("product", "label", "zone", "max_g", "cents", "vat_code", "valid_from", "valid_to", "source")
    connection.executemany(
        "INSERT INTO relay_tariff VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT(product, zone, COALESCE(max_g, 0), valid_from) DO UPDATE SET label = excluded.label,"
        " cents = excluded.cents, vat_code = excluded.vat_code, valid_to = excluded.valid_to,"
        " source = excluded.source, confidence = excluded.confidence, coverage = excluded.coverage",
        [
            (*(row[name] for name in names), row["confidence"], row.get("coverage", "full"))
            for row in posted.data["rows"]
        ],
    )


def holding_set(connection: Connection, posted: Posted) -> None:
    """Write the holding periods."""
    connection.executemany(
        "INSERT INTO relay_holding VALUES(?, ?, ?, ?) ON CONFLICT(carrier, valid_from)"
        " DO UPDATE SET days = excluded.days, valid_to = excluded.valid_to",
        [(row["carrier"], row["days"], row["valid_from"], row["valid_to"]) for row in posted.data["rows"]],
    )


def products_set(connection: Connection, posted: Posted) -> None:
    """Describe products; those not named stay as they are."""
    connection.executemany(
        "INSERT INTO relay_product(product, family, stamp, tracked, label, scheme, options, operation)"
        " VALUES(?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT(product) DO UPDATE SET family = excluded.family,"
        " stamp = excluded.stamp, tracked = excluded.tracked, label = excluded.label,"
        " scheme = excluded.scheme, options = excluded.options, operation = excluded.operation",
        [
            (
                *(row[name] for name in ("product", "family", "stamp", "tracked")),
                row.get("label", ""),
                row.get("scheme"),
                " ".join(row.get("options", ())),
                row.get("operation"),
            )
            for row in posted.data["rows"]
        ],
    )


def mandate_recorded(connection: Connection, posted: Posted) -> None:
    """Keep a company's mandate; its names are personal records."""
    data = posted.data
    connection.execute(
        "INSERT INTO relay_mandate VALUES(?, ?, ?, ?, NULL)",
        (data["mandate"], data["company"], data["holder"], data["valid_until"]),
    )


def mandate_ended(connection: Connection, posted: Posted) -> None:
    """Keep that a company's mandate holds no more."""
    connection.execute(
        "UPDATE relay_mandate SET ended_day = ? WHERE mandate = ?",
        (posted.data["ended_day"], posted.data["mandate"]),
    )


def received(connection: Connection, posted: Posted) -> None:
    """Begin a stay."""
    data = posted.data
    connection.execute(
        "INSERT INTO relay_custody(custody, principal, carrier, tracking, shelf, state, party, arrived_day,"
        " presented_day, deadline_day, last_useful_slot, received_seq, signature)"
        " VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            data["custody"],
            posted.aud,
            data["carrier"],
            data["tracking"],
            data["shelf"],
            states.HELD,
            data["party"],
            data["arrived_day"],
            data["presented_day"],
            data["deadline_day"],
            data["last_useful_slot"],
            posted.seq,
            data.get("signature", False),
        ),
    )


def moved(connection: Connection, posted: Posted) -> None:
    """Put an item on another shelf."""
    _change(connection, posted.data["custody"], shelf=posted.data["shelf"])


def reminded(connection: Connection, posted: Posted) -> None:
    """Keep the day of the last reminder."""
    _change(connection, posted.data["custody"], reminded_day=posted.data["reminded_day"])


def incident_noted(connection: Connection, posted: Posted) -> None:
    """Bring an item into the state that follows from an incident."""
    data = posted.data
    incidents.noted(connection, posted)
    if data["state"] in states.ENDED:
        _end_custody(connection, posted, data["custody"], data["state"])
        return
    before = {} if data["before"] is None else {"before": data["before"]}
    _change(connection, data["custody"], state=data["state"], **before)


def slots_moved(connection: Connection, posted: Posted) -> None:
    """Write the last useful slots that new opening hours gave."""
    for row in posted.data["rows"]:
        _change(connection, row["custody"], last_useful_slot=row["last_useful_slot"])


def handed_over(connection: Connection, posted: Posted) -> None:
    """End a stay: its addressee or a proxy has the item."""
    _end_custody(connection, posted, posted.data["custody"], states.HANDED_OVER)


def refused(connection: Connection, posted: Posted) -> None:
    """Keep that nobody here wants the item; it stays until the postman has it."""
    _change(connection, posted.data["custody"], state=states.REFUSED)


def reversed_(connection: Connection, posted: Posted) -> None:
    """Bring an item back into the state it had before an act that was taken back, or cancel a slip."""
    data = posted.data
    incidents.withdrawn(connection, posted)
    if data["of"] == "relay.slip_prepared":
        _cancel_slip(connection, data["slip"])
    elif data["of"] == "relay.reminded":
        _change(connection, data["custody"], reminded_day=data["reminded_day"])
    elif data["state"] in states.ENDED:
        _end_custody(connection, posted, data["custody"], data["state"])
    else:
        _reopen_custody(connection, data)


def deposited(connection: Connection, posted: Posted) -> None:
    """Let a deposit wait for the postman."""
    data = posted.data
    if "corrects" in data:
        _withdraw(connection, posted)
        return
    connection.execute(
        "INSERT INTO relay_outgoing VALUES(?, ?, ?, ?, ?, NULL, ?, NULL, NULL)",
        (posted.seq, posted.aud, data["kind"], data["count"], data["tracking"], posted.day),
    )


def franked(connection: Connection, posted: Posted) -> None:
    """Let a franked item wait for the postman; stamps that are stuck on it leave the stock."""
    data = posted.data
    for row in data.get("stamps", ()):
        _move_stock(connection, row["product"], -row["quantity"])
    if "corrects" in data:
        if data["withdrawn"]:
            _withdraw(connection, posted)
        return
    if not data["pieces"]:
        return
    connection.execute(
        "INSERT INTO relay_outgoing VALUES(?, ?, 'franked', 1, ?, ?, ?, NULL, NULL)",
        (posted.seq, posted.aud, data["tracking"], data["product"], posted.day),
    )


def slip_prepared(connection: Connection, posted: Posted) -> None:
    """Put what the postman will take on a slip."""
    data = posted.data
    _make_slip(connection, posted, slips.PREPARED)
    for item in data["items"]:
        if data["what"] == slips.RETURNS:
            _change(connection, item["custody"], slip=data["slip"])
        else:
            connection.execute(
                "UPDATE relay_outgoing SET slip = ? WHERE seq = ?", (data["slip"], item["seq"])
            )


def handed_to_postman(connection: Connection, posted: Posted) -> None:
    """Let what is on a slip leave with the postman."""
    data = posted.data
    signed = connection.execute(
        "UPDATE relay_slip SET state = ?, seq = ?, day = ? WHERE number = ?",
        (slips.SIGNED, posted.seq, posted.day, data["slip"]),
    )
    if not signed.rowcount:
        _make_slip(connection, posted, slips.SIGNED)
    for item in data["items"]:
        if data["what"] == slips.RETURNS:
            _end_custody(connection, posted, item["custody"], states.RETURNED)
        else:
            connection.execute(
                "UPDATE relay_outgoing SET slip = ?, left_day = ? WHERE seq = ?",
                (data["slip"], posted.day, item["seq"]),
            )


def taken_back(connection: Connection, posted: Posted) -> None:
    """Let what stayed behind wait again."""
    data = posted.data
    if data["what"] == slips.RETURNS:
        _reopen_custody(connection, data)
    elif data["withdrawn"]:
        connection.execute("DELETE FROM relay_outgoing WHERE seq = ?", (data["entry"],))
    else:
        connection.execute(
            "UPDATE relay_outgoing SET slip = NULL, left_day = NULL WHERE seq = ?", (data["entry"],)
        )


def stock_received(connection: Connection, posted: Posted) -> None:
    """Add pieces to the stock."""
    _move_stock(connection, posted.data["product"], posted.data["quantity"])


def stock_left(connection: Connection, posted: Posted) -> None:
    """Take pieces out of the stock that were sold or spoilt."""
    _move_stock(connection, posted.data["product"], -posted.data["quantity"])


def stock_counted(connection: Connection, posted: Posted) -> None:
    """Bring the stock to what was counted."""
    _move_stock(connection, posted.data["product"], posted.data["gap"])


def _move_stock(connection: Connection, product: str, quantity: int) -> None:
    connection.execute(
        "INSERT INTO relay_stock VALUES(?, ?) ON CONFLICT(product) DO UPDATE SET quantity = quantity + excluded.quantity",
        (product, quantity),
    )


def day_reported(connection: Connection, posted: Posted) -> None:
    """Keep the totals since the beginning."""
    connection.execute(
        "INSERT INTO relay_perpetual VALUES(?, ?, ?) ON CONFLICT(principal)"
        " DO UPDATE SET cents = excluded.cents, abs_cents = excluded.abs_cents",
        (posted.aud, posted.data["perpetual_cents"], posted.data["perpetual_abs_cents"]),
    )


def _make_slip(connection: Connection, posted: Posted, state: str) -> None:
    number = posted.data["slip"]
    connection.execute(
        "INSERT INTO relay_slip(number, seq, day, what, state) VALUES(?, ?, ?, ?, ?)",
        (number, posted.seq, posted.day, posted.data["what"], state),
    )
    use_number(connection, number)


def _end_custody(connection: Connection, posted: Posted, custody: str, state: str) -> None:
    _change(connection, custody, state=state, slip=None, closed_seq=posted.seq, closed_day=posted.day)


def _reopen_custody(connection: Connection, data: Data) -> None:
    more = {"last_useful_slot": data["last_useful_slot"]} if "last_useful_slot" in data else {}
    if data.get("before") is not None:
        more["before"] = data["before"]
    _change(connection, data["custody"], state=data["state"], closed_seq=None, closed_day=None, **more)


def _change(connection: Connection, custody: str, **columns: object) -> None:
    """Write some columns of a stay."""
    changed = ", ".join(f"{name} = ?" for name in columns)
    connection.execute(
        f"UPDATE relay_custody SET {changed} WHERE custody = ?",  # noqa: S608
        (*columns.values(), custody),
    )


def _withdraw(connection: Connection, posted: Posted) -> None:
    connection.execute("DELETE FROM relay_outgoing WHERE seq = ?", (posted.data["corrects"],))


def _cancel_slip(connection: Connection, number: str) -> None:
    """Let what was on a slip wait again; the slip's number stays used."""
    connection.execute("UPDATE relay_slip SET state = ? WHERE number = ?", (slips.CANCELLED, number))
    connection.execute("UPDATE relay_custody SET slip = NULL WHERE slip = ?", (number,))
    connection.execute("UPDATE relay_outgoing SET slip = NULL WHERE slip = ?", (number,))
