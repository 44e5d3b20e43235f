"""Address of a printer on the network: a name or a number, and a port where it is not the usual one.

Source: decision 0025.
"""

import re
from dataclasses import dataclass

PORT = 9100
"""Where printers listen for what they print as it comes (RAW, JetDirect)."""

MOST_ADDRESS = 100

_ADDRESS = re.compile(
    r"(?P<host>[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:.]+\])(?::(?P<port>\d{1,5}))?"
)
_NUMBER = re.compile(r"(?:0x[0-9a-f]*|[0-9]+)(?:\.(?:0x[0-9a-f]*|[0-9]+))*")
_OWN_NAMES = (".local", ".lan", ".internal", ".home.arpa")
_MOST_PORT = 65_535


@dataclass(frozen=True, slots=True)
class PrinterAddress:
    """A host and its port."""

    host: str
    port: int = PORT


def printer_address(text: str) -> PrinterAddress:
    """Return the address that a text such as ``192.168.1.50`` or ``printer:9100`` names.

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


def is_printer_address(text: str) -> bool:
    """Say whether a text names where a printer is."""
    try:
        printer_address(text)
    except ValueError:
        return False
    return True
