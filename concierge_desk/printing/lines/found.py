"""Printers of rolls that the system knows: on USB, on serial ports, in raw queues; each with a name for people.

Nothing is opened and no printer is asked: the kernel's own lists are read, and the system's printing is asked once.

Source: https://docs.kernel.org/admin-guide/sysfs-rules.html;
https://www.freedesktop.org/software/systemd/man/latest/udev.html (links by-id); decision 0060.
"""

import re
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from concierge_desk.domain.errors import EnvironmentFailure
from concierge_desk.domain.printer_address import FoundPrinter, is_printer_place
from concierge_desk.printing.lines.raw_queue import called

_PRINTER_CLASS = "07"
_ROLLS = frozenset({"01", "02", "03"})
"""Protocols of a printer that takes bytes as they come; what speaks IPP over USB does not."""

_LINK = re.compile(r"usb-(?P<name>.+?)(?:-if\d+)?(?:-port\d+)?")
_QUEUE = re.compile(r"printer (\S+) (?:is|now|disabled) ")
_HAS_DRIVER, _DESCRIPTION = "\tInterface: ", "\tDescription: "


def found_printers(root: Path = Path("/")) -> tuple[FoundPrinter, ...]:
    """Return what is found, what hangs on USB first; what cannot be read is not there.

    Args:
        root: Where ``sys`` and ``dev`` are found.
    """
    found = (*_devices(root), *_undriven(root), *_serial_ports(root), *_queues())
    return tuple(one for one in found if is_printer_place(one.place))


def _devices(root: Path) -> Iterator[FoundPrinter]:
    """Yield printers that the kernel's own driver of USB has."""
    for node in _listed(root / "dev" / "usb", "lp*"):
        interface = root / "sys" / "class" / "usbmisc" / node.name / "device"
        yield FoundPrinter(f"device:/dev/usb/{node.name}", _usb_name(interface.resolve().parent))


def _undriven(root: Path) -> Iterator[FoundPrinter]:
    """Yield printers on USB that no driver has."""
    for interface in _listed(root / "sys" / "bus" / "usb" / "devices", "*:*"):
        kind = (_read(interface / "bInterfaceClass"), _read(interface / "bInterfaceProtocol"))
        if kind[0] == _PRINTER_CLASS and kind[1] in _ROLLS and not (interface / "usbmisc").exists():
            device = interface.resolve().parent
            place = f"usb:{_read(device / 'idVendor')}:{_read(device / 'idProduct')}"
            yield FoundPrinter(place, _usb_name(device))


def _serial_ports(root: Path) -> Iterator[FoundPrinter]:
    """Yield serial ports by what hangs on them: its link stays the same, whichever socket it is in."""
    if sys.platform == "win32":  # pragma: no cover: not tried
        from serial.tools.list_ports import comports  # noqa: PLC0415  (knows other systems)

        yield from (FoundPrinter(f"serial:{port.device}", port.description) for port in comports())
        return
    for link in _listed(root / "dev" / "serial" / "by-id", "*"):
        port = root / "sys" / "class" / "tty" / link.resolve().name / "device"
        above = next((one for one in port.resolve().parents if (one / "idVendor").exists()), None)
        told = _LINK.fullmatch(link.name)
        written = told["name"].replace("_", " ") if told else link.name
        yield FoundPrinter(f"serial:/dev/serial/by-id/{link.name}", (above and _usb_name(above)) or written)


def _queues() -> Iterator[FoundPrinter]:
    """Yield queues without a driver; what has one draws pages, and would print our commands as letters."""
    if sys.platform == "win32":  # pragma: no cover: not tried
        return
    try:
        told = called("lpstat", "-l", "-p").stdout.decode("utf-8", "replace")
    except EnvironmentFailure:
        return
    for block in re.split(r"(?m)^(?=printer )", told):
        named = _QUEUE.match(block)
        lines = block.splitlines()
        if named is None or any(line.startswith(_HAS_DRIVER) for line in lines):
            continue
        described = next((line for line in lines if line.startswith(_DESCRIPTION)), "")
        yield FoundPrinter(f"queue:{named[1]}", described.removeprefix(_DESCRIPTION).strip() or named[1])


def _usb_name(device: Path) -> str:
    """Return what a device on USB says of itself: who made it, and what it is; said twice, it is said once."""
    maker, model = _read(device / "manufacturer"), _read(device / "product")
    name = model if model.lower().startswith(maker.lower()) else f"{maker} {model}"
    return name.strip() if name.isprintable() else ""


def _read(path: Path) -> str:
    """Return the one line of a file of the kernel; nothing where it cannot be read."""
    with suppress(OSError):
        return path.read_text("utf-8", "replace").strip()
    return ""


def _listed(folder: Path, pattern: str) -> list[Path]:
    try:
        return sorted(folder.glob(pattern))
    except OSError:
        return []
