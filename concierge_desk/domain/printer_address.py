"""Address of a printer of rolls: on the network a name or a number with its port, on this PC a kind and where it is.

Source: decisions 0025, 0060.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

PORT = 9100
"""Where printers listen for what they print as it comes (RAW, JetDirect)."""

MOST_ADDRESS = 100

_ADDRESS = re.compile(
    r"(?P<host>[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:.]+\])(?::(?P<port>\d{1,5}))?"
)
_NUMBER = re.compile(r"(?:0x[0-9a-f]*|[0-9]+)(?:\.(?:0x[0-9a-f]*|[0-9]+))*")
_OWN_NAMES = (".local", ".lan", ".internal", ".home.arpa")
_MOST_PORT = 65_535

LETTERS = ("auto", "raster", "cp1252", "cp858", "iso8859-15", "cp850")
"""How letters go out: the usual page, all of them as pictures, or a code page by its name."""

ROLL_WIDTHS = (0, 58, 80)
"""Millimetres of a roll; 0 for the shop's own."""

MOST_PLACE = 300
"""Signs of the longest place that is taken: names of devices are long."""

BAUD = 9_600
"""Speed of a serial port where none is said: what such printers are delivered with."""

_BAUDS = frozenset({1_200, 2_400, 4_800, 9_600, 19_200, 38_400, 57_600, 115_200})
_SERIAL = re.compile(r"(?P<port>/[^@]+|COM[1-9]\d{0,2})(?:@(?P<baud>\d{4,6}))?")
_USB = re.compile(r"(?P<vendor>[0-9A-Fa-f]{4}):(?P<product>[0-9A-Fa-f]{4})")
_QUEUE = re.compile(r"(?!-)[^\s/#@'\"\\\0-\x1f\x7f]{1,127}")
"""As CUPS takes a name (lpadmin), without what would be an option, or of another PC."""


@dataclass(frozen=True, slots=True)
class PrinterAddress:
    """A host and its port."""

    host: str
    port: int = PORT


@dataclass(frozen=True, slots=True)
class SerialPort:
    """A serial port of this PC, and its speed in baud."""

    port: str
    baud: int = BAUD


@dataclass(frozen=True, slots=True)
class DeviceNode:
    """A device of the system that takes bytes as they come: ``/dev/usb/lp0``."""

    path: str


@dataclass(frozen=True, slots=True)
class UsbPrinter:
    """A printer on USB that the system has no driver for, by the numbers of its maker and its model."""

    vendor: int
    product: int


@dataclass(frozen=True, slots=True)
class RawQueue:
    """A queue of the system, whose driver leaves what it is sent as it is."""

    name: str


@dataclass(frozen=True, slots=True)
class TrialFile:
    """A file that papers are put behind one another in, for trial."""

    path: str


PrinterPlace: TypeAlias = PrinterAddress | SerialPort | DeviceNode | UsbPrinter | RawQueue | TrialFile


@dataclass(frozen=True, slots=True)
class FoundPrinter:
    """A printer that the system knows.

    Attributes:
        place: As it is kept: ``device:/dev/usb/lp0``.
        name: As people call it; empty where nobody knows.
    """

    place: str
    name: str = ""


def printer_address(text: str) -> PrinterAddress:
    """Return the address of the network that a text such as ``192.168.1.50`` or ``printer:9100`` names.

    Raises:
        ValueError: It names none.
    """
    found = _ADDRESS.fullmatch(text) if len(text) <= MOST_ADDRESS else None
    port = PORT if found is None or found["port"] is None else int(found["port"])
    if found is None or not 0 < port <= _MOST_PORT:
        raise ValueError("not the address of a printer")
    return PrinterAddress(found["host"].strip("[]"), port)


def is_at_hand(address: PrinterAddress) -> bool:
    """Say whether an address can only be one of the shop's own network, or of this PC.

    Papers go out in clear, a customer's name among them: what is anywhere else is asked for once more. A name
    without a dot is of the own network, one that is a number written otherwise (``134744072``) is not.

    Source: https://www.rfc-editor.org/rfc/rfc6890 (address blocks), https://www.rfc-editor.org/rfc/rfc6762 (.local),
    https://www.rfc-editor.org/rfc/rfc8375 (.home.arpa).
    """
    # Nobody asks before an address is typed.
    from ipaddress import IPv6Address, ip_address  # noqa: PLC0415

    host = address.host.lower()
    try:
        found = ip_address(host)
    except ValueError:
        return _NUMBER.fullmatch(host) is None and ("." not in host or host.endswith(_OWN_NAMES))
    if isinstance(found, IPv6Address) and found.ipv4_mapped is not None:
        found = found.ipv4_mapped
    return found.is_private or found.is_link_local


def printer_place(text: str) -> PrinterPlace:
    """Return the place that a text names: ``192.168.1.50``, ``printer:9100``, ``device:/dev/usb/lp0``, ``queue:TICKETS``.

    What is an address of the network is one, as it was before there were kinds: ``queue:9100`` too.

    Raises:
        ValueError: It names none.
    """
    kind, colon, where = text.partition(":")
    if not colon or kind not in _KINDS or where.isdecimal():
        return printer_address(text)
    if len(text) <= MOST_PLACE and (place := _KINDS[kind](where)) is not None:
        return place
    raise ValueError("not the address of a printer")


def kind_of(text: str) -> str:
    """Return the kind that a text begins with: ``serial``, ``device``, ``usb``, ``queue``, ``file``; empty for an address."""
    kind, colon, where = text.partition(":")
    return kind if colon and kind in _KINDS and not where.isdecimal() else ""


def name_in(text: str) -> str:
    """Return what names a printer to people where nothing else is known: the address itself, or what its kind is said of."""
    return text.partition(":")[2] if kind_of(text) else text


def is_printer_place(text: str) -> bool:
    """Say whether a text names where a printer is."""
    try:
        printer_place(text)
    except ValueError:
        return False
    return True


def stays_here(place: PrinterPlace) -> bool:
    """Say whether what is sent to a place stays in the shop."""
    return not isinstance(place, PrinterAddress) or is_at_hand(place)


def _is_path(text: str) -> bool:
    """Say whether a text is a whole path, without a step back, and of no folder."""
    top, *steps = text.split("/")
    return text.isprintable() and not top and bool(steps) and not {"", ".", ".."} & set(steps)


def _serial(where: str) -> SerialPort | None:
    found = _SERIAL.fullmatch(where)
    if found is None or not (found["port"].startswith("COM") or _is_path(found["port"])):
        return None
    baud = BAUD if found["baud"] is None else int(found["baud"])
    return SerialPort(found["port"], baud) if baud in _BAUDS else None


def _device(where: str) -> DeviceNode | None:
    return DeviceNode(where) if _is_path(where) else None


def _usb(where: str) -> UsbPrinter | None:
    found = _USB.fullmatch(where)
    return None if found is None else UsbPrinter(int(found["vendor"], 16), int(found["product"], 16))


def _queue(where: str) -> RawQueue | None:
    return RawQueue(where) if _QUEUE.fullmatch(where) else None


def _file(where: str) -> TrialFile | None:
    return TrialFile(where) if _is_path(where) else None


_KINDS: dict[str, Callable[[str], PrinterPlace | None]] = {
    "serial": _serial,
    "device": _device,
    "usb": _usb,
    "queue": _queue,
    "file": _file,
}
