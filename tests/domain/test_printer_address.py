"""Where a printer of rolls is: on the network as ever, or on this PC."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concierge_desk.domain.printer_address import (
    MOST_ADDRESS,
    MOST_PLACE,
    DeviceNode,
    PrinterAddress,
    PrinterPlace,
    RawQueue,
    SerialPort,
    TrialFile,
    UsbPrinter,
    is_at_hand,
    is_printer_place,
    kind_of,
    name_in,
    printer_address,
    printer_place,
    stays_here,
)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("192.168.1.50", PrinterAddress("192.168.1.50", 9100)),
        ("192.168.1.50:9101", PrinterAddress("192.168.1.50", 9101)),
        ("imprimante", PrinterAddress("imprimante", 9100)),
        ("TM-T20.local:1", PrinterAddress("TM-T20.local", 1)),
        ("[fe80::1]:9100", PrinterAddress("fe80::1", 9100)),
        ("[::1]", PrinterAddress("::1", 9100)),
        ("p:65535", PrinterAddress("p", 65_535)),
        ("XEROX", PrinterAddress("XEROX")),
        ("x" * MOST_ADDRESS, PrinterAddress("x" * MOST_ADDRESS)),
    ],
)
def test_an_address(text: str, address: PrinterAddress) -> None:
    assert printer_address(text) == address
    assert is_printer_place(text)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            " ",
            "a b",
            ":9100",
            "p:",
            "p:0",
            "p:65536",
            "p:x",
            "p:9100:1",
            "fe80::1",
            "[fe80::1",
            "-p",
            "p-",
        ),
        *("http://p", "p/", "é", "p\n", "x" * (MOST_ADDRESS + 1), "p:999999"),
    ],
)
def test_no_address(text: str) -> None:
    assert not is_printer_place(text)
    with pytest.raises(ValueError, match="address"):
        printer_address(text)


@given(st.text() | st.from_regex(r"(serial|device|usb|queue|file):.*"))
def test_whatever_is_typed_is_one_or_is_none(text: str) -> None:
    if is_printer_place(text):
        found = printer_place(text)
        if isinstance(found, PrinterAddress):
            assert found.host and 0 < found.port < 65_536
            assert printer_address(text) == found, "what was one stays one"
        else:
            assert kind_of(text) and len(text) <= MOST_PLACE


@pytest.mark.parametrize(
    "text",
    [
        *("192.168.1.50", "192.168.1.50:9101", "10.0.0.7", "172.16.0.1", "172.31.255.254", "169.254.3.4"),
        *(
            "127.0.0.1",
            "localhost",
            "imprimante",
            "TM-T20.local:1",
            "TM.LOCAL",
            "epson.lan",
            "epson.home.arpa",
        ),
        *("epson.internal", "[fe80::1]:9100", "[::1]", "[fd12::1]", "[::ffff:192.168.1.50]", "0xerox"),
    ],
)
def test_a_printer_of_the_shop(text: str) -> None:
    assert is_at_hand(printer_address(text))


@pytest.mark.parametrize(
    "text",
    [
        *(
            "8.8.8.8",
            "8.8.8.8:9100",
            "172.32.0.1",
            "100.64.0.1",
            "[2001:4860:4860::8888]",
            "[::ffff:8.8.8.8]",
        ),
        *("impression.example.com", "local.example", "local.com", "a.locale", "imprimante.fr:9100"),
        # The system reads these as numbers of the network, too.
        *("134744072", "0x08080808", "010.8.8.8", "8.2056", "192.168.1.050"),
    ],
)
def test_a_printer_anywhere_else(text: str) -> None:
    assert not is_at_hand(printer_address(text))


@pytest.mark.parametrize(
    ("text", "place", "kind", "name"),
    [
        ("192.168.1.50", PrinterAddress("192.168.1.50"), "", "192.168.1.50"),
        ("printer:9101", PrinterAddress("printer", 9101), "", "printer:9101"),
        ("serial:/dev/ttyUSB0@9600", SerialPort("/dev/ttyUSB0", 9_600), "serial", "/dev/ttyUSB0@9600"),
        ("serial:/dev/ttyS0", SerialPort("/dev/ttyS0", 9_600), "serial", "/dev/ttyS0"),
        ("serial:/dev/a b@115200", SerialPort("/dev/a b", 115_200), "serial", "/dev/a b@115200"),
        ("serial:COM3@19200", SerialPort("COM3", 19_200), "serial", "COM3@19200"),
        ("device:/dev/usb/lp0", DeviceNode("/dev/usb/lp0"), "device", "/dev/usb/lp0"),
        ("usb:04b8:0E15", UsbPrinter(0x04B8, 0x0E15), "usb", "04b8:0E15"),
        ("usb:0416:5011", UsbPrinter(0x0416, 0x5011), "usb", "0416:5011"),
        ("queue:TICKETS", RawQueue("TICKETS"), "queue", "TICKETS"),
        ("queue:Guichet_1-é", RawQueue("Guichet_1-é"), "queue", "Guichet_1-é"),
        ("file:/home/léa/mes papiers.bin", TrialFile("/home/léa/mes papiers.bin"), "file", "/home/léa/mes papiers.bin"),
        # What was an address before there were kinds is one.
        *((f"{kind}:9100", PrinterAddress(kind), "", f"{kind}:9100") for kind in ("serial", "device", "usb", "queue", "file")),
        ("file", PrinterAddress("file"), "", "file"),
    ],
)  # fmt: skip
def test_a_place(text: str, place: PrinterPlace, kind: str, name: str) -> None:
    assert printer_place(text) == place
    assert is_printer_place(text)
    assert kind_of(text) == kind and name_in(text) == name


@pytest.mark.parametrize(
    "text",
    [
        *(
            "serial:",
            "serial:ttyUSB0",
            "serial:/dev/x@",
            "serial:/dev/x@9601",
            "serial:/dev/x@9600 ",
            "serial:COM0",
        ),
        *(
            "serial:/dev/x@9600@9600",
            "serial:/dev/../etc/x",
            "serial:/dev/x\n",
            "serial:@9600",
            "serial:/dev/@9600",
        ),
        *(
            "device:",
            "device:lp0",
            "device:/",
            "device:/dev/",
            "device://dev/lp0",
            "device:/dev/./lp0",
            "device:/a\0b",
        ),
        *("usb:", "usb:4b8:0e15", "usb:04b8-0e15", "usb:04b8:0e15:1", "usb:04g8:0e15", "usb:04b8"),
        *(
            "queue:",
            "queue:-o",
            "queue:a b",
            "queue:a/b",
            "queue:a@there",
            "queue:a#b",
            "queue:'a'",
            "queue:a\n",
        ),
        *("queue:" + "x" * 128, "file:", "file:x", "file:/x/../y", "file:/" + "x" * MOST_PLACE, "usb:999999"),
        *("SERIAL:/dev/ttyS0", "other:/dev/ttyS0", " file:/x", ""),
    ],
)
def test_no_place(text: str) -> None:
    assert not is_printer_place(text)
    with pytest.raises(ValueError, match="address"):
        printer_place(text)


@pytest.mark.parametrize(
    ("text", "stays"),
    [("device:/dev/usb/lp0", True), ("192.168.1.50", True), ("8.8.8.8", False), ("queue:A", True)],
)
def test_what_hangs_on_this_pc_stays_in_the_shop(text: str, stays: bool) -> None:
    assert stays_here(printer_place(text)) == stays
