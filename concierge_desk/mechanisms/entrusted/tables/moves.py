"""Moves of a nature's tables: each entry moves them, from itself and these tables only."""

from collections.abc import Callable, Mapping
from typing import Final

from concierge_desk.domain.journal import Data, Posted
from concierge_desk.domain.journal import facts as facts_of
from concierge_desk.mechanisms.entrusted.model import facts
from concierge_desk.mechanisms.entrusted.model.pay import after_payment
from concierge_desk.mechanisms.entrusted.model.steps import STEPS
from concierge_desk.mechanisms.entrusted.tables.looks import piece_of, slips_of
from concierge_desk.store.connection import Connection
from concierge_desk.store.rows import update_row, write_row, write_rows
from concierge_desk.store.till import use_number


def kinds_set(code: str, connection: Connection, posted: Posted) -> None:
    """Write kinds; one of the same first day takes the place of the old one."""
    rows = [
        {**row, "label": row["label_fr"], **{name: " ".join(row[name]) for name in ("tags", "works")}}
        for row in posted.data["rows"]
    ]
    columns = "kind valid_from label tags bareme_cents works"
    write_rows(connection, f"{code}_kind", columns, rows, key="kind, valid_from")


def prices_set(code: str, connection: Connection, posted: Posted) -> None:
    """Write prices; one of the same first day takes the place of the old one."""
    whose = posted.data["partner"] or ""
    rows = [
        {**{f"{who}_cents": row[who] for who in _PRICES}, **row, "partner": whose}
        for row in posted.data["rows"]
    ]
    columns = "kind work quality partner valid_from public_cents member_cents partner_cents"
    key = "kind, work, quality, partner, valid_from"
    write_rows(connection, f"{code}_price", columns, rows, key=key)


def rounds_set(code: str, connection: Connection, posted: Posted) -> None:
    """Write when a partner comes."""
    data = posted.data
    row = {
        "partner": data["partner"] or "",
        "valid_from": data["valid_from"],
        "rounds": " ".join(f"{one['weekday']}:{one['half_day']}" for one in data["rounds"]),
        "lead_days": " ".join(f"{name}:{days}" for name, days in sorted(data["lead_days"].items())),
    }
    write_row(connection, f"{code}_round", row, key="partner, valid_from")


def taken_in(code: str, connection: Connection, posted: Posted) -> None:
    """Begin an order and its pieces."""
    data = posted.data
    order = {name: data[name] for name in ("day", "party", "partner", "quality", "member", "promised_slot")}
    write_row(connection, f"{code}_order", {"number": data["order"], "seq": posted.seq, **order})
    use_number(connection, data["order"])
    shared = {
        **{name: data[name] for name in ("partner", "quality", "begun", "place", "reckoned_slot")},
        **dict.fromkeys(("paper_slot", "due_slot", "told_slot"), data["promised_slot"]),
        "number": data["order"],
        "taken_day": data["day"],
        "state": facts.TAKEN_IN,
        "last_seq": posted.seq,
    }
    rows = [
        {
            **shared,
            **piece,
            "tag": piece["code"],
            "n": n,
            "accessories": " ".join(piece["accessories"]),
            "reserves": " ".join(map(_reserve, piece["reserves"])),
        }
        for n, piece in enumerate(data["pieces"], start=1)
    ]
    write_rows(connection, f"{code}_piece", _NEW, rows)


def stepped(code: str, connection: Connection, posted: Posted) -> None:
    """Let pieces stand as an act says; of a treatment and of a dispute a partner is due something, or no more."""
    for row in posted.data["pieces"]:
        _change(code, connection, posted, row)
        if "due_cents" in row:
            _owe(code, connection, posted, row)


def paid(code: str, connection: Connection, posted: Posted) -> None:
    """Keep what was paid, or given back; where a piece stands is another matter."""
    known = piece_of(connection, code, posted.data["piece"])
    if known is not None:
        after = after_payment(known, posted.data["cents"])
        told = {"paid_cents": after.paid_cents, "reduced_cents": after.reduced_cents}
        update_row(connection, f"{code}_piece", "piece", known.piece, told)


def slip_prepared(code: str, connection: Connection, posted: Posted) -> None:
    """Put pieces on a slip."""
    slips_of(code).prepared(connection, posted)
    _listed(code, connection, posted)


def sent(code: str, connection: Connection, posted: Posted) -> None:
    """Let what is on a slip leave."""
    slips_of(code).signed(connection, posted)
    _listed(code, connection, posted)


def taken_back(code: str, connection: Connection, posted: Posted) -> None:
    """Let a piece wait again that never left."""
    _count_off(code, connection, posted.data["slip"], 1)
    stepped(code, connection, posted)


def _count_off(code: str, connection: Connection, slip: str, pieces: int) -> None:
    fewer = f"UPDATE {code}_slip SET pieces = pieces - ? WHERE number = ?"  # noqa: S608
    connection.execute(fewer, (pieces, slip))


def dues_moved(code: str, connection: Connection, posted: Posted) -> None:
    """Write by when pieces are ready under new hours."""
    for row in posted.data["rows"]:
        update_row(connection, f"{code}_piece", "piece", row["piece"], {"due_slot": row["due_slot"]})


def reversed_(code: str, connection: Connection, posted: Posted) -> None:
    """Let pieces stand as they stood, a slip be cancelled, and be due what was due."""
    data = posted.data
    if "slip" in data:
        slips_of(code).cancelled(connection, data["slip"])
    for row in data["pieces"]:
        _change(code, connection, posted, row)
        if data["of"] == f"{code}.taken_back":
            _count_off(code, connection, row["now"]["slip"], -1)
    undone = "SELECT ?, piece, partner, round, ?, 'undone_' || why, -cents"
    back = f"INSERT INTO {code}_due {undone} FROM {code}_due WHERE seq = ?"
    connection.execute(back, (posted.seq, posted.day, data["corrects"]))


def _listed(code: str, connection: Connection, posted: Posted) -> None:
    """Let pieces stand as their slip says, and keep how many are on it."""
    count = {"pieces": len(posted.data["pieces"])}
    update_row(connection, f"{code}_slip", "number", posted.data["slip"], count)
    stepped(code, connection, posted)


def _owe(code: str, connection: Connection, posted: Posted, row: Data) -> None:
    """Write what is due to a partner from a day on, or no more; of what the shop does itself nothing is."""
    known = piece_of(connection, code, row["piece"])
    if known is not None and known.partner is not None:
        due = {**facts_of(known, "piece", "partner", "round"), "seq": posted.seq, "cents": row["due_cents"]}
        why = row.get("outcome") or posted.kind.partition(".")[2]
        day = row["now"].get("back_day", posted.day)
        write_row(connection, f"{code}_due", {**due, "why": why, "day": day})


def _change(code: str, connection: Connection, posted: Posted, row: Data) -> None:
    """Write the columns of a piece that an act moved."""
    told = {"last_seq": posted.seq, **row["now"]}
    if "state" in told:
        ended = told["state"] in facts.GONE
        told["ended_day"] = (told.get("collected_day") or posted.day) if ended else None
    update_row(connection, f"{code}_piece", "piece", row["piece"], told)


_PRICES = ("public", "member", "partner")
_NEW = (
    "piece tag number n partner kind label work quality colour fabric accessories reserves declared_cents age_years"
    " value_cents cents partner_cents state place begun paper_slot reckoned_slot due_slot told_slot taken_day brand note fnuci"
    " last_seq"
)


def _reserve(told: Data) -> str:
    """Return a reserve as a row keeps it: ``stain:front``, or ``stain``."""
    return ":".join(told[name] for name in ("reserve", "position") if told[name] is not None)


MOVES: Final[Mapping[str, Callable[[str, Connection, Posted], None]]] = {
    **dict.fromkeys(STEPS, stepped),
    "kinds_set": kinds_set,
    "prices_set": prices_set,
    "rounds_set": rounds_set,
    "taken_in": taken_in,
    "paid": paid,
    "slip_prepared": slip_prepared,
    "sent": sent,
    "taken_back": taken_back,
    "dues_moved": dues_moved,
    "reversed": reversed_,
}
"""By kind, how its entries move the tables."""
