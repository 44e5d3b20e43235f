"""Reading of payloads for the books, no further than a check needs: a million entries are read in one go.

Source: docs/contract.md, "Payload"; decision 0053.
"""

import json
import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any, Final, NamedTuple, TypeAlias, TypeVar

from concierge_desk.domain.charge import THOUSAND, bears_tax
from concierge_desk.domain.vat import vat_included
from concierge_desk.store.sound_entries import AT, Row

Data: TypeAlias = Mapping[str, Any]

_BEGINS: Final = b'"line":{"'
_ENDS: Final = b'"vat_code":"'
_TRANSFERS: Final = b',"transfers":['
_MOST = 2048
_scan = json.JSONDecoder().raw_decode


class Noted(NamedTuple):
    """An entry as far as the day is added up from it: see `counter.till.totals.AddedUp`."""

    seq: int
    kind: str
    data: Data


class Line(NamedTuple):
    """A line as it stands in an entry, by itself.

    Attributes:
        told: All of it.
        cents: Tax included.
        group: Fund, regime and rate.
        ht_cents: Without tax.
        vat_cents: The tax.
        holds: Whether it adds up in itself.
        stored: Its tax was stored before: it is not reckoned with its group.
        known: Its place among the lines that are known, from 1; 0 where it is none of them.
    """

    told: Data
    cents: int
    group: tuple[str, str, int]
    ht_cents: int
    vat_cents: int
    holds: bool
    stored: bool
    known: int


class Charged(NamedTuple):
    """A charged entry: its line, and where it stands on which ticket."""

    seq: int
    line: Line
    n: int
    ticket: str


def data_of(payload: bytes) -> Data:
    """Return the data of a payload.

    Raises:
        TypeError, ValueError: When the bytes are no payload.
    """
    text = payload.decode()
    # The instant and the operator stand before it, and neither holds a quote.
    found, _end = _scan(text, text.index('"data":') + 7)
    if not isinstance(found, dict):
        raise TypeError("no data")
    return found


def places_in(payload: bytes, name: str) -> Iterable[int]:
    """Return the entries that a field names, wherever it stands."""
    return map(int, re.findall(rb'"%b":([0-9]+)[,}]' % name.encode(), payload))


def text_in(payload: bytes, name: str) -> str | None:
    """Return the text of a field; None where there is none.

    Raises:
        TypeError, ValueError: When the bytes are no payload.
    """
    key = b'"%b":"' % name.encode()
    at = payload.find(key) + len(key)
    ends = payload.find(b'"', at)
    text = payload[at:ends]
    # Once, and without a sign that is written in another way: then it needs no decoding.
    if at < len(key) or b"\\" in text or key in payload[ends:]:
        found = data_of(payload).get(name)
        return found if isinstance(found, str | None) else ""
    return text.decode()


def has_line(payload: bytes) -> bool:
    """Say whether a payload may be that of a charged entry."""
    return _BEGINS in payload


class Settled(NamedTuple):
    """A ticket that gives nothing back, as far as it is written where the counter writes it.

    Attributes:
        ticket: Its number.
        lines: The numbers of its lines, as they are written.
        money: What is due, its payments and its totals, as they are written.
        told: The same, decoded.
    """

    ticket: str
    lines: bytes
    money: bytes
    told: Data


class Repeated:
    """Lines and payments that come again and again: the same coffee, paid in the same way, is decoded once."""

    def __init__(self) -> None:
        """Begin without any."""
        self._lines: dict[bytes, Line] = {}
        self._money: dict[bytes, Data] = {}
        self._places = 0

    def charged(self, seq: int, payload: bytes) -> Charged | None:
        """Return a charged entry; None for one that has no line.

        Raises:
            LookupError, TypeError, ValueError: When it is none of the counter's.
        """
        # Keys are sorted: the last of a line is the code of its tax, and both its place and its ticket come after it.
        begins = payload.index(_BEGINS) + len(_BEGINS) - 2
        ends = payload.find(b'"}', payload.find(_ENDS, begins)) + 2
        n = payload.find(b',"n":', ends) + 5
        ticket = payload.find(b'"ticket":"', n) + 10
        told = payload[begins:ends]
        line = self._lines.get(told)
        if line is not None:
            place = int(payload[n : payload.index(b",", n)])
            return Charged(seq, line, place, payload[ticket : payload.index(b'"', ticket)].decode())
        data = data_of(payload)
        if "line" not in data:
            return None
        if _loaded(told) != data["line"]:
            # Not where the counter writes it: it is read as it is.
            return Charged(seq, line_of(data["line"]), data["n"], data["ticket"])
        self._places += 1
        line = _kept(self._lines)[told] = line_of(data["line"], self._places)
        return Charged(seq, line, data["n"], data["ticket"])

    def settled(self, payload: bytes) -> Settled | None:
        """Return a ticket; None for one that gives something back, or is not written as nearly all of them are.

        Raises:
            ValueError: When the bytes are no payload.
        """
        # Keys are sorted, and none of the others may stand between these.
        due = payload.find(b'"due_cents":')
        lines = payload.find(b',"lines":[', due)
        payments = payload.find(b'],"payments":[', lines)
        ticket = payload.find(b'],"ticket":"', payments)
        totals = payload.find(b'","totals":[', ticket)
        ends = payload.find(b"]", totals)
        if -1 in (due, lines, payments, ticket, totals, ends) or payload.find(_TRANSFERS, ends) >= 0:
            return None
        money = b"%b,%b,%b" % (
            payload[due:lines],
            payload[payments + 2 : ticket + 1],
            payload[totals + 2 : ends + 1],
        )
        told = self._money.get(money)
        if told is None:
            data = data_of(payload)
            told = _loaded(b"{%b}" % money)
            if not told or "refunds" in data or any(data[name] != value for name, value in told.items()):
                return None
            _kept(self._money)[money] = told
        return Settled(payload[ticket + 12 : totals].decode(), payload[lines + 10 : payments], money, told)


def _loaded(told: bytes) -> Data | None:
    """Return an object as it is written; None where it is none."""
    try:
        found = json.loads(told)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


_V = TypeVar("_V")


def _kept(known: dict[bytes, _V]) -> dict[bytes, _V]:
    """Return what holds what is known; full, it begins anew."""
    if len(known) >= _MOST:
        known.clear()
    return known


def line_of(told: Data, known: int = 0) -> Line:
    """Return a line with what it says of itself.

    Raises:
        LookupError, TypeError: When it is none of the counter's.
    """
    cents, ht, vat = told["cents"], told["ht_cents"], told["vat_cents"]
    group = (told["fund"], told["regime"], told["rate"])
    stored = "stored_vat" in told
    holds = ht + vat == cents and not (vat and not bears_tax(told["fund"], told["regime"]))
    holds = holds and (not stored or told["stored_vat"] == vat) and told.get("covers", True) is True
    price = told["unit_cents"] * told["quantity_thousandths"]
    if told["quantity_thousandths"] > 0 and price % THOUSAND == 0:
        holds = holds and price // THOUSAND == cents + told["discount_cents"]
    return Line(told, cents, group, ht, vat, holds, stored, known)


def vat_of(group: tuple[str, str, int], cents: int) -> int:
    """Return the tax in a total of a ticket."""
    return vat_included(cents, group[2]) if bears_tax(group[0], group[1]) else 0


def year_of(row: Row) -> int:
    """Return the year of the business day of an entry, or that of its own date where no day was open."""
    day = row[4]
    return local_of(row).year if day is None else int(day[:4])


def said_in(row: Row) -> Data:
    """Return the data of an entry."""
    return data_of(row[5] or b"")


def local_of(row: Row) -> date:
    """Return the date at which an entry was written, where the shop stands."""
    payload = row[5] or b""
    zone = payload.rfind(b'"tz":"') + 6
    sign = -1 if payload[zone : zone + 1] == b"-" else 1
    offset = timedelta(hours=int(payload[zone + 1 : zone + 3]), minutes=int(payload[zone + 4 : zone + 6]))
    at = datetime.fromisoformat(payload[AT].decode().removesuffix("Z"))
    return (at + sign * offset).date()
