"""Printers that the system knows, from its own lists: recorded machines, and the queues of a real printing system elsewhere."""

import os
from pathlib import Path

import pytest

from concierge_desk.domain.printer_address import FoundPrinter, is_printer_place
from concierge_desk.printing.lines.found import found_printers


@pytest.fixture(autouse=True)
def no_queues(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CUPS_SERVER", str(tmp_path / "nothing"))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "machine"


def plugged(root: Path, port: str, **said: str) -> Path:
    """A device on USB, with what it says of itself."""
    device = root / "sys" / "devices" / "usb1" / port
    device.mkdir(parents=True)
    for name, value in {"idVendor": "04b8", "idProduct": "0e15", **said}.items():
        (device / name).write_text(f"{value}\n", "utf-8")
    return device


def interface(root: Path, device: Path, kind: str = "07", protocol: str = "02") -> Path:
    made = device / f"{device.name}:1.0"
    made.mkdir()
    (made / "bInterfaceClass").write_text(f"{kind}\n")
    (made / "bInterfaceProtocol").write_text(f"{protocol}\n")
    listed = root / "sys" / "bus" / "usb" / "devices"
    listed.mkdir(parents=True, exist_ok=True)
    (listed / made.name).symlink_to(made)
    return made


def driven(root: Path, made: Path, node: str = "lp0") -> None:
    """The kernel's own driver has it."""
    (made / "usbmisc" / node).mkdir(parents=True)
    of_class = root / "sys" / "class" / "usbmisc" / node
    of_class.mkdir(parents=True)
    (of_class / "device").symlink_to(made)
    (root / "dev" / "usb").mkdir(parents=True, exist_ok=True)
    (root / "dev" / "usb" / node).touch()


def adapter(root: Path, device: Path, link: str, port: str = "ttyUSB0") -> None:
    """A serial port on it."""
    made = device / f"{device.name}:1.0" / port
    made.mkdir(parents=True)
    (root / "sys" / "class" / "tty" / port).mkdir(parents=True)
    (root / "sys" / "class" / "tty" / port / "device").symlink_to(made)
    by_id = root / "dev" / "serial" / "by-id"
    by_id.mkdir(parents=True, exist_ok=True)
    (root / "dev" / port).touch()
    (by_id / link).symlink_to(os.path.relpath(root / "dev" / port, by_id))


def test_nothing_is_found_where_nothing_is(root: Path) -> None:
    assert found_printers(root) == ()


@pytest.mark.parametrize(
    ("maker", "model", "name"),
    [
        ("EPSON", "TM-T20", "EPSON TM-T20"),
        ("EPSON", "EPSON TM-T20", "EPSON TM-T20"),
        ("", "POS58 Printer", "POS58 Printer"),
        ("Bad\x07", "one", ""),
        ("", "", ""),
    ],
)
def test_a_printer_that_the_kernel_drives_is_called_as_it_calls_itself(
    root: Path, maker: str, model: str, name: str
) -> None:
    device = plugged(root, "1-1", manufacturer=maker, product=model)
    driven(root, interface(root, device))
    assert found_printers(root) == (FoundPrinter("device:/dev/usb/lp0", name),)


def test_one_that_no_driver_has_is_found_by_its_numbers(root: Path) -> None:
    interface(root, plugged(root, "1-1", product="TM-T20"))
    interface(root, plugged(root, "1-2", product="A stick"), kind="08")
    interface(root, plugged(root, "1-3", product="An office printer, over IPP"), protocol="04")
    assert found_printers(root) == (FoundPrinter("usb:04b8:0e15", "TM-T20"),)


def test_a_serial_port_is_called_by_what_hangs_on_it(root: Path) -> None:
    adapter(
        root, plugged(root, "1-4", manufacturer="Prolific", product="Controller"), "usb-Prolific_C-if00-port0"
    )
    assert found_printers(root) == (
        FoundPrinter("serial:/dev/serial/by-id/usb-Prolific_C-if00-port0", "Prolific Controller"),
    )


def test_a_serial_port_of_which_the_kernel_says_nothing_is_called_by_its_link(root: Path) -> None:
    by_id = root / "dev" / "serial" / "by-id"
    by_id.mkdir(parents=True)
    (by_id / "usb-FTDI_FT232R_A60-if00-port0").symlink_to("../../ttyUSB7")
    (by_id / "usb-two\nlines").symlink_to("../../ttyUSB8")
    assert found_printers(root) == (
        FoundPrinter("serial:/dev/serial/by-id/usb-FTDI_FT232R_A60-if00-port0", "FTDI FT232R A60"),
    )


def test_what_this_pc_finds_can_be_kept() -> None:
    assert all(is_printer_place(one.place) for one in found_printers())
