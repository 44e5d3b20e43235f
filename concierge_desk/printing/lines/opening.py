"""Opening of a line to wherever a printer is; each kind is loaded by the first printer of that kind.

Source: decision 0060.
"""

from typing import assert_never

from concierge_desk.domain.printer_address import (
    DeviceNode,
    PrinterAddress,
    PrinterPlace,
    RawQueue,
    SerialPort,
    TrialFile,
    UsbPrinter,
)
from concierge_desk.printing.lines.line import Line

# ruff: noqa: PLC0415  (a shop has one kind of printer)


def open_line(place: PrinterPlace) -> Line:
    """Open a line to a printer.

    Raises:
        EnvironmentFailure: ``printer.off`` and whatever else keeps it from being reached: ``printer.not_allowed``,
            ``printer.in_use``, ``printer.not_here``, ``printer.no_library``, ``printer.no_file``,
            ``printer.no_queue``, ``printer.queue_stopped``, ``printer.no_queues``.
    """
    match place:
        case PrinterAddress():
            from concierge_desk.printing.lines.network import NetworkLine

            return NetworkLine(place)
        case SerialPort():
            from concierge_desk.printing.lines.serial_port import SerialLine

            return SerialLine(place)
        case DeviceNode():
            from concierge_desk.printing.lines.device import DeviceLine

            return DeviceLine(place)
        case UsbPrinter():
            from concierge_desk.printing.lines.usb_printer import UsbLine

            return UsbLine(place)
        case RawQueue():
            from concierge_desk.printing.lines.raw_queue import QueueLine

            return QueueLine(place)
        case TrialFile():
            from concierge_desk.printing.lines.trial_file import FileLine

            return FileLine(place)
    assert_never(place)
