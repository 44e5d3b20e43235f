"""Moves of a nature's tables: each entry moves them, from itself and these tables only."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from concierge_desk.domain.journal import Data, Posted
from concierge_desk.mechanisms.entrusted.model import facts
from concierge_desk.mechanisms.entrusted.model.pay import after_payment
from concierge_desk.mechanisms.entrusted.tables.looks import piece_of
from concierge_desk.mechanisms.entrusted.tables.names import Tables
from concierge_desk.store.connection import Connection
from concierge_desk.store.rows import write_row, write_rows
from concierge_desk.store.schema import Apply, no_projection
from concierge_desk.store.till import use_number


@dataclass(frozen=True, slots=True)
class _Moves:
    """How entries move the tables of a nature."""

    tables: Tables

    def kinds_set(self, connection: Connection, posted: Posted) -> None:
        """Write kinds; one of the same first day takes the place of the old one."""
        rows = [
            {**row, "label": row["label_fr"], "tags": " ".join(row["tags"])} for row in posted.data["rows"]
        ]
        columns = "kind valid_from label tags bareme_cents"
        write_rows(connection, f"{self.tables.code}_kind", columns, rows, key="kind, valid_from")

    def prices_set(self, connection: Connection, posted: Posted) -> None:
        """Write prices; one of the same first day takes the place of the old one."""
        whose = posted.data["partner"] or ""
        rows = [
            {**{f"{who}_cents": row[who] for who in _PRICES}, **row, "partner": whose}
            for row in posted.data["rows"]
        ]
        columns = "kind work quality partner valid_from public_cents member_cents partner_cents"
        key = "kind, work, quality, partner, valid_from"
        write_rows(connection, f"{self.tables.code}_price", columns, rows, key=key)

    def rounds_set(self, connection: Connection, posted: Posted) -> None:
        """Write when a partner comes."""
        data = posted.data
        row = {
            "partner": data["partner"] or "",
            "valid_from": data["valid_from"],
            "rounds": " ".join(f"{one['weekday']}:{one['half_day']}" for one in data["rounds"]),
            "lead_days": " ".join(f"{name}:{days}" for name, days in sorted(data["lead_days"].items())),
        }
        write_row(connection, f"{self.tables.code}_round", row, key="partner, valid_from")

    def taken_in(self, connection: Connection, posted: Posted) -> None:
        """Begin an order and its pieces."""
        data = posted.data
        order = {
            name: data[name] for name in ("day", "party", "partner", "quality", "member", "promised_slot")
        }
        write_row(
            connection, f"{self.tables.code}_order", {"number": data["order"], "seq": posted.seq, **order}
        )
        use_number(connection, data["order"])
        slots = {
            "paper_slot": data["promised_slot"],
            "reckoned_slot": data["reckoned_slot"],
            "due_slot": data["promised_slot"],
        }
        shared = {
            **{name: data[name] for name in ("partner", "quality", "begun")},
            "number": data["order"],
            "taken_day": data["day"],
            "state": facts.TAKEN_IN,
            "last_seq": posted.seq,
            **slots,
            "place": data["place"],
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
        write_rows(connection, self.tables.piece, _NEW, rows)

    def quoted(self, connection: Connection, posted: Posted) -> None:
        """Keep the price that was told."""
        for row in posted.data["pieces"]:
            told = {name: row[name] for name in ("quote_cents", "partner_cents")}
            self._change(connection, posted, row["piece"], quote=facts.OPEN, **told)

    def quote_answered(self, connection: Connection, posted: Posted) -> None:
        """Let a price hold, or a piece be given back."""
        for row in posted.data["pieces"]:
            self._change(connection, posted, row["piece"], **_told(row, "quote", "cents", "state", "void"))

    def made_ready(self, connection: Connection, posted: Posted) -> None:
        """Lay pieces on their place."""
        told = {"state": facts.READY, "place": posted.data["place"], "ready_day": posted.data["day"]}
        for row in posted.data["pieces"]:
            self._change(connection, posted, row["piece"], **told)

    def redone(self, connection: Connection, posted: Posted) -> None:
        """Begin the next treatment of a piece."""
        data, slot = posted.data, posted.data["promised_slot"]
        none = dict.fromkeys(_OF_A_ROUND)
        told = {
            "state": facts.TAKEN_IN,
            "round": data["round"],
            "begun": data["begun"],
            "place": data["place"],
        }
        slots = {"paper_slot": slot, "reckoned_slot": slot, "due_slot": slot}
        self._change(connection, posted, data["piece"], **none, **told, **slots)

    def withdrawn(self, connection: Connection, posted: Posted) -> None:
        """Let pieces wait to be given back."""
        for row in posted.data["pieces"]:
            told = {"state": facts.TO_GIVE_BACK, "void": facts.WITHDRAWN}
            self._change(connection, posted, row["piece"], **told)

    def disputed(self, connection: Connection, posted: Posted) -> None:
        """Keep that something is wrong with a piece: its partner's price waits."""
        told = {"dispute": facts.OPEN, "withheld_cents": posted.data["withheld_cents"]}
        self._change(connection, posted, posted.data["piece"], **told)
        self._owe(connection, posted, posted.data, "disputed")

    def dispute_settled(self, connection: Connection, posted: Posted) -> None:
        """Keep how a dispute ended."""
        data = posted.data
        told = {"dispute": data["outcome"], "withheld_cents": data["withheld_cents"]}
        more = {"compensated_cents": data["cents"]} if "cents" in data else {}
        self._change(connection, posted, data["piece"], **told, **more)
        self._owe(connection, posted, data, "settled")

    def paid(self, connection: Connection, posted: Posted) -> None:
        """Keep what was paid, or given back; where a piece stands is another matter."""
        known = piece_of(connection, self.tables, posted.data["piece"])
        if known is not None:
            after = after_payment(known, posted.data["cents"])
            told = {"paid_cents": after.paid_cents, "reduced_cents": after.reduced_cents}
            self._update(connection, known.piece, told)

    def collected(self, connection: Connection, posted: Posted) -> None:
        """Let pieces go."""
        for row in posted.data["pieces"]:
            told = {"state": facts.COLLECTED, "collected_day": posted.data["day"]}
            self._change(connection, posted, row["piece"], **told)

    def moved(self, connection: Connection, posted: Posted) -> None:
        """Put a piece on another place."""
        self._change(connection, posted, posted.data["piece"], place=posted.data["place"])

    def reminded(self, connection: Connection, posted: Posted) -> None:
        """Keep that somebody was told, and at which level."""
        told = {"reminded_day": posted.data["day"], "reminded_level": posted.data["level"]}
        self._change(connection, posted, posted.data["piece"], **told)

    def incident_noted(self, connection: Connection, posted: Posted) -> None:
        """Bring a piece into the state that follows from an incident."""
        data, state = posted.data, posted.data["state"]
        if state == data["from_state"]:
            self._change(connection, posted, data["piece"])
        else:
            before = data["from_state"] if state in (facts.NOT_FOUND, facts.LOST) else None
            void = {"void": facts.LOST} if state == facts.LOST else {}
            self._change(connection, posted, data["piece"], state=state, before=before, **void)

    def slip_prepared(self, connection: Connection, posted: Posted) -> None:
        """Put pieces on a slip."""
        self._slip(connection, posted, facts.PREPARED)
        for row in posted.data["pieces"]:
            self._change(connection, posted, row["piece"], slip=posted.data["slip"], on_slip=1)

    def sent(self, connection: Connection, posted: Posted) -> None:
        """Let what is on a slip leave."""
        data = posted.data
        self._slip(connection, posted, facts.SIGNED)
        told = {"state": facts.SENT, "slip": data["slip"], "on_slip": 0, "sent_day": data["day"]}
        for row in data["pieces"]:
            self._change(connection, posted, row["piece"], **told, back_slot=data["back_slot"])

    def received_back(self, connection: Connection, posted: Posted) -> None:
        """Take pieces back, or miss them; each treatment that came back is due to its partner."""
        for row in posted.data["pieces"]:
            if row["state"] == facts.MISSING:
                self._change(connection, posted, row["piece"], state=facts.MISSING, before=facts.SENT)
                continue
            told = {name: row[name] for name in ("state", "void", "withheld_cents")}
            day = posted.data["day"]
            self._change(connection, posted, row["piece"], **told, before=None, slip=None, back_day=day)
            self._owe(connection, posted, row, row["outcome"])

    def taken_back(self, connection: Connection, posted: Posted) -> None:
        """Let a piece wait again that never left."""
        none = dict.fromkeys(("before", "slip", "sent_day", "back_slot"))
        self._change(connection, posted, posted.data["piece"], state=facts.TAKEN_IN, **none)
        fewer = self.tables.named("UPDATE {N}_slip SET pieces = pieces - 1 WHERE slip = ?")
        connection.execute(fewer, (posted.data["slip"],))

    def dues_moved(self, connection: Connection, posted: Posted) -> None:
        """Write by when pieces are ready under new hours."""
        for row in posted.data["rows"]:
            self._update(connection, row["piece"], {"due_slot": row["due_slot"]})

    def reversed_(self, connection: Connection, posted: Posted) -> None:
        """Let pieces stand as they stood, a slip be cancelled, and be due what was due."""
        data = posted.data
        if "slip" in data:
            self._slip_state(connection, data["slip"], facts.CANCELLED)
        for row in data["pieces"]:
            told = {name: value for name, value in row.items() if name != "piece"}
            self._change(connection, posted, row["piece"], **{"last_seq": posted.seq, **told})
        back = self.tables.named(
            "INSERT INTO {N}_due SELECT ?, piece, partner, round, ?, 'undone_' || why, -cents FROM {N}_due WHERE seq = ?"
        )
        connection.execute(back, (posted.seq, posted.day, data["corrects"]))

    def _slip(self, connection: Connection, posted: Posted, state: str) -> None:
        data = posted.data
        row = {
            "slip": data["slip"],
            "seq": posted.seq,
            "day": posted.day,
            "partner": data["partner"],
            "state": state,
        }
        more = {"back_slot": data["back_slot"], "pieces": len(data["pieces"])}
        write_row(connection, f"{self.tables.code}_slip", {**row, **more}, key="slip")
        use_number(connection, data["slip"])

    def _slip_state(self, connection: Connection, slip: str, state: str) -> None:
        connection.execute(self.tables.named("UPDATE {N}_slip SET state = ? WHERE slip = ?"), (state, slip))

    def _owe(self, connection: Connection, posted: Posted, row: Data, why: str) -> None:
        """Write what is due to a partner from a day on, or no more; of what the shop does itself nothing is."""
        known = piece_of(connection, self.tables, row["piece"])
        if known is None or known.partner is None:
            return
        due = {
            "seq": posted.seq,
            "piece": known.piece,
            "partner": known.partner,
            "round": known.round,
            "day": posted.data.get("day", posted.day),
            "why": why,
            "cents": row["due_cents"],
        }
        write_row(connection, f"{self.tables.code}_due", due)

    def _change(self, connection: Connection, posted: Posted, piece: str, **columns: Any) -> None:
        """Write some columns of a piece that an act moved."""
        told = {"last_seq": posted.seq, **columns}
        if "state" in told:
            ended = told["state"] in facts.GONE
            told["ended_day"] = (told.get("collected_day") or posted.day) if ended else None
        self._update(connection, piece, told)

    def _update(self, connection: Connection, piece: str, columns: Mapping[str, Any]) -> None:
        changed = ", ".join(f"{name} = ?" for name in columns)
        sql = f"UPDATE {self.tables.piece} SET {changed} WHERE piece = ?"  # noqa: S608
        connection.execute(sql, (*columns.values(), piece))


_PRICES = ("public", "member", "partner")
_OF_A_ROUND = (
    "slip",
    "back_slot",
    "sent_day",
    "back_day",
    "ready_day",
    "collected_day",
    "reminded_day",
    "reminded_level",
)
_NEW = (
    "piece tag number n partner kind label work quality colour fabric accessories reserves declared_cents age_years"
    " value_cents cents partner_cents state place begun paper_slot reckoned_slot due_slot taken_day brand note fnuci"
    " last_seq"
)


def _reserve(told: Data) -> str:
    """Return a reserve as a row keeps it: ``stain:front``, or ``stain``."""
    return ":".join(told[name] for name in ("reserve", "position") if told[name] is not None)


def _told(row: Data, *names: str) -> dict[str, Any]:
    return {name: row[name] for name in names if name in row}


def moves_of(code: str) -> Mapping[str, Apply]:
    """Return how each kind of entry of a nature moves its tables."""
    moves = _Moves(Tables(code))
    found: dict[str, Apply] = {
        "kinds_set": moves.kinds_set,
        "prices_set": moves.prices_set,
        "rounds_set": moves.rounds_set,
        "taken_in": moves.taken_in,
        "quoted": moves.quoted,
        "quote_answered": moves.quote_answered,
        "made_ready": moves.made_ready,
        "redone": moves.redone,
        "withdrawn": moves.withdrawn,
        "disputed": moves.disputed,
        "dispute_settled": moves.dispute_settled,
        "paid": moves.paid,
        "collected": moves.collected,
        "moved": moves.moved,
        "reminded": moves.reminded,
        "incident_noted": moves.incident_noted,
        "slip_prepared": moves.slip_prepared,
        "sent": moves.sent,
        "received_back": moves.received_back,
        "taken_back": moves.taken_back,
        "dues_moved": moves.dues_moved,
        "reversed": moves.reversed_,
        "day_reported": no_projection,
    }
    return {f"{code}.{name}": apply for name, apply in found.items()}
