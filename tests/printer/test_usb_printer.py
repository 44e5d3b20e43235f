"""A printer on USB by libusb: no hardware is here, so a back end of pyusb stands in for the bus, with a real printer behind it.

What is tried is how pyusb is asked; that a wire answers so was not.
"""

import array
import errno
import queue
from collections.abc import Iterator
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pytest
import usb.backend
import usb.core

from concierge_desk.domain.errors import EnvironmentFailure
from concierge_desk.domain.printer_address import UsbPrinter
from concierge_desk.printing.lines import usb_printer
from concierge_desk.printing.roll_printer import Health, connected
from tests.printer.roll_printer import RollPrinter
from tests.printer.test_network import PAPER

PLACE = UsbPrinter(0x04B8, 0x0E15)
OUT, IN = 0x01, 0x82


@dataclass
class Bus(usb.backend.IBackend):  # type: ignore[misc]  # a library without types
    """A bus with one printer.

    Attributes:
        printer: What is at its end.
        plugged: It is there.
        refuses: What the system says to whoever takes it.
        driven: The kernel's driver has it.
        one_way: It has no pipe to answer by.
    """

    printer: RollPrinter
    plugged: bool = True
    refuses: int = 0
    driven: bool = True
    one_way: bool = False
    claimed: list[int] = field(default_factory=list)
    _said: "queue.Queue[bytes]" = field(default_factory=queue.Queue)

    def sendall(self, data: bytes) -> None:
        self._said.put(data)

    def enumerate_devices(self) -> Iterator[str]:
        yield from ["printer"] if self.plugged else []

    def get_device_descriptor(self, dev: Any) -> Any:
        names = (
            "bDeviceClass",
            "bDeviceSubClass",
            "bDeviceProtocol",
            "iManufacturer",
            "iProduct",
            "iSerialNumber",
        )
        return SimpleNamespace(
            **dict.fromkeys(names, 0),
            bLength=18, bDescriptorType=1, bcdUSB=0x200, bMaxPacketSize0=64, bcdDevice=1,
            idVendor=PLACE.vendor, idProduct=PLACE.product, bNumConfigurations=1,
            address=1, bus=1, port_number=1, port_numbers=(1,), speed=3,
        )  # fmt: skip

    def get_configuration_descriptor(self, dev: Any, config: int) -> Any:
        return SimpleNamespace(
            bLength=9, bDescriptorType=2, wTotalLength=32, bNumInterfaces=2, bConfigurationValue=1,
            iConfiguration=0, bmAttributes=0x80, bMaxPower=50, extra_descriptors=b"",
        )  # fmt: skip

    def get_interface_descriptor(self, dev: Any, intf: int, alt: int, config: int) -> Any:
        if alt or intf > 1:
            raise IndexError
        return SimpleNamespace(
            bLength=9, bDescriptorType=4, bInterfaceNumber=intf, bAlternateSetting=0,
            bNumEndpoints=(0 if intf == 0 else 1 if self.one_way else 2), bInterfaceClass=(3 if intf == 0 else 7),
            bInterfaceSubClass=1, bInterfaceProtocol=2, iInterface=0, extra_descriptors=b"",
        )  # fmt: skip

    def get_endpoint_descriptor(self, dev: Any, ep: int, intf: int, alt: int, config: int) -> Any:
        return SimpleNamespace(
            bLength=7, bDescriptorType=5, bEndpointAddress=(OUT, IN)[ep], bmAttributes=2, wMaxPacketSize=64,
            bInterval=0, bRefresh=0, bSynchAddress=0, extra_descriptors=b"",
        )  # fmt: skip

    def open_device(self, dev: Any) -> str:
        if self.refuses in {errno.EACCES}:
            raise usb.core.USBError("refused", errno=self.refuses)
        return "handle"

    def close_device(self, dev_handle: Any) -> None:
        pass

    def get_configuration(self, dev_handle: Any) -> int:
        return 1

    def claim_interface(self, dev_handle: Any, intf: int) -> None:
        if self.refuses:
            raise usb.core.USBError("refused", errno=self.refuses)
        self.claimed.append(intf)

    def release_interface(self, dev_handle: Any, intf: int) -> None:
        self.claimed.remove(intf)

    def is_kernel_driver_active(self, dev_handle: Any, intf: int) -> bool:
        return self.driven

    def detach_kernel_driver(self, dev_handle: Any, intf: int) -> None:
        self.driven = False

    def attach_kernel_driver(self, dev_handle: Any, intf: int) -> None:
        self.driven = True

    def bulk_write(self, dev_handle: Any, ep: int, intf: int, data: Any, timeout: int) -> int:
        if not self.plugged:
            raise usb.core.USBError("gone", errno=errno.ENODEV)
        if self.printer.hangs:
            raise usb.core.USBTimeoutError("late", errno=errno.ETIMEDOUT)
        took = bytes(data)[:64]
        self.printer._held += self.printer._answer(took, self)  # type: ignore[arg-type]  # an end that has no number
        self.printer._print(self)  # type: ignore[arg-type]  # as above
        return len(took)

    def bulk_read(self, dev_handle: Any, ep: int, intf: int, buff: Any, timeout: int) -> int:
        if not self.plugged:
            raise usb.core.USBError("gone", errno=errno.ENODEV)
        try:
            said = self._said.get(timeout=timeout / 1000)
        except queue.Empty:
            raise usb.core.USBTimeoutError("late", errno=errno.ETIMEDOUT) from None
        buff[: len(said)] = array.array("B", said)
        return len(said)


@pytest.fixture
def bus(monkeypatch: pytest.MonkeyPatch) -> Bus:
    made = Bus(RollPrinter())
    found = usb.core.find
    monkeypatch.setattr(usb_printer.usb.core, "find", lambda **asked: found(backend=made, **asked))
    return made


def sent(data: bytes = PAPER) -> None:
    with connected(PLACE) as line:
        line.health()
        line.print(data)


def test_a_paper_comes_out_whole_and_the_driver_has_its_printer_back(bus: Bus) -> None:
    with connected(PLACE) as line:
        assert not bus.driven and bus.claimed == [1], "what prints, not what is beside it"
        assert line.health() == Health()
        line.print(PAPER)
    assert bus.printer.papers == [PAPER]
    assert bus.driven and bus.claimed == []


def test_one_that_no_driver_had_is_given_to_none(bus: Bus) -> None:
    bus.driven = False
    sent()
    assert not bus.driven and bus.printer.papers == [PAPER]


def test_one_that_cannot_answer_is_printed_on(bus: Bus) -> None:
    bus.one_way = True
    with connected(PLACE) as line:
        assert line.health() == Health(answers=False)
        line.print(PAPER)
    assert bus.printer.papers == [PAPER]


def test_what_was_said_to_whoever_had_it_before_is_no_answer(bus: Bus) -> None:
    bus.sendall(b"\x12\x12\x12\x00")
    bus.printer.lines_left = 0
    with connected(PLACE) as line:
        assert line.health() == Health("printer.paper_out")


def test_it_runs_out_in_the_middle(bus: Bus) -> None:
    bus.printer.lines_left = 10
    with pytest.raises(EnvironmentFailure, match=r"printer\.paper_out"):
        sent()
    assert bus.printer.begun == b"line\n" * 10


def test_it_is_pulled_out_in_the_middle(bus: Bus) -> None:
    with connected(PLACE) as line:
        line.health()
        bus.plugged = False
        with pytest.raises(EnvironmentFailure, match=r"printer\.cut_off"):
            line.print(PAPER)
    with pytest.raises(EnvironmentFailure, match=r"printer\.off"):
        sent()


def test_it_takes_nothing_more(bus: Bus) -> None:
    bus.printer.hangs = True
    with pytest.raises(EnvironmentFailure, match=r"printer\.cut_off"):
        sent()


@pytest.mark.parametrize(
    ("refused", "code"), [(errno.EACCES, "printer.not_allowed"), (errno.EBUSY, "printer.in_use")]
)
def test_one_that_may_not_be_taken(bus: Bus, refused: int, code: str) -> None:
    bus.refuses = refused
    with pytest.raises(EnvironmentFailure, match=code.replace(".", r"\.")):
        sent()


def test_a_pc_without_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(**_asked: object) -> object:
        raise usb.core.NoBackendError("No backend available")

    monkeypatch.setattr(usb_printer.usb.core, "find", none)
    with pytest.raises(EnvironmentFailure, match=r"printer\.no_library"):
        sent()
