"""Line to a printer on USB that the system has no driver for: its two pipes, in and out, by libusb.

Source: https://www.usb.org/document-library/printer-device-class-document-11 (interface class 7);
https://github.com/pyusb/pyusb/blob/master/docs/tutorial.rst; decision 0060.
"""

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import usb.core
import usb.util

from concierge_desk.domain.errors import EnvironmentFailure
from concierge_desk.domain.override import override
from concierge_desk.domain.printer_address import UsbPrinter
from concierge_desk.printing.lines.failures import unreached
from concierge_desk.printing.lines.line import SETTLE_SECONDS, STALL_SECONDS, Line

_PRINTER_CLASS = 7
_PIECE_BYTES = 4_096
_MOST_HEARD = 64


class UsbLine(Line):
    """A printer on USB that is held by this program alone."""

    def __init__(self, place: UsbPrinter) -> None:
        """Find a printer, and take it from whatever driver has it.

        Raises:
            EnvironmentFailure: ``printer.off``, ``printer.not_allowed``, ``printer.in_use``, ``printer.no_library``.
        """
        try:
            found: Any = usb.core.find(idVendor=place.vendor, idProduct=place.product)
        except usb.core.NoBackendError as error:
            raise EnvironmentFailure("printer.no_library") from error
        except usb.core.USBError as error:
            raise unreached(error) from error
        if found is None:
            raise EnvironmentFailure("printer.off")
        self._device = found
        self._driven = False
        try:
            self._take()
        except usb.core.USBError as error:
            self.close()
            raise unreached(error) from error
        except EnvironmentFailure:
            self.close()
            raise

    @property
    def hears(self) -> bool:  # type: ignore[override]  # never set
        """Whether it has a pipe that it answers by."""
        return self._in is not None

    @override
    def send(self, data: bytes) -> None:
        left = memoryview(data)
        try:
            while left:
                took = self._out.write(bytes(left[:_PIECE_BYTES]), timeout=round(STALL_SECONDS * 1000))
                left = left[took:]
        except usb.core.USBError as error:
            raise EnvironmentFailure("printer.cut_off") from error

    @override
    def hear(self, seconds: float) -> bytes | None:
        try:
            # Nought would be without end.
            said = self._in.read(_MOST_HEARD, timeout=max(round(seconds * 1000), 1))
        except usb.core.USBTimeoutError:
            return None
        except usb.core.USBError as error:
            raise EnvironmentFailure("printer.cut_off") from error
        return bytes(said) or None

    @override
    def flush(self) -> None:
        """Each piece was taken before the next one was sent."""

    @override
    def close(self) -> None:
        with suppress(usb.core.USBError):
            usb.util.release_interface(self._device, self._number)
        if self._driven:
            with suppress(usb.core.USBError, NotImplementedError):
                self._device.attach_kernel_driver(self._number)
        usb.util.dispose_resources(self._device)

    _number = 0
    _in: Any = None
    _out: Any = None

    def _take(self) -> None:
        """Claim what prints, and forget what was said to somebody else.

        Raises:
            usb.core.USBError: It may not be, or another program has it.
            EnvironmentFailure: ``printer.off``: nothing of it prints.
        """
        for interface in _interfaces(self._device):
            self._out = _pipe(interface, usb.util.ENDPOINT_OUT)
            self._in = _pipe(interface, usb.util.ENDPOINT_IN)
            if self._out is not None:
                self._number = interface.bInterfaceNumber
                break
        else:
            raise EnvironmentFailure("printer.off")
        with suppress(NotImplementedError):
            if self._device.is_kernel_driver_active(self._number):
                self._device.detach_kernel_driver(self._number)
                self._driven = True
        usb.util.claim_interface(self._device, self._number)
        while self.hears and self.hear(SETTLE_SECONDS):
            pass


def _interfaces(device: Any) -> Iterator[Any]:
    """Yield what a device is made of: what says that it prints comes first, some say nothing."""
    try:
        configuration = device.get_active_configuration()
    except usb.core.USBError:
        device.set_configuration()
        configuration = device.get_active_configuration()
    yield from sorted(configuration, key=lambda interface: interface.bInterfaceClass != _PRINTER_CLASS)


def _pipe(interface: Any, direction: int) -> Any:
    """Return the pipe of an interface that goes one way, in bulk; None where it has none."""

    def fits(pipe: Any) -> bool:
        ways = usb.util.endpoint_direction(pipe.bEndpointAddress), usb.util.endpoint_type(pipe.bmAttributes)
        return bool(ways == (direction, usb.util.ENDPOINT_TYPE_BULK))

    return usb.util.find_descriptor(interface, custom_match=fits)
