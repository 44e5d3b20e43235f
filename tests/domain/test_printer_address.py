"""Where a printer is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concierge_desk.domain.printer_address import (
    MOST_ADDRESS,
    PrinterAddress,
    is_at_hand,
    is_printer_address,
    printer_address,
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
    assert is_printer_address(text)


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
    assert not is_printer_address(text)
    with pytest.raises(ValueError, match="address"):
        printer_address(text)


@given(st.text())
def test_whatever_is_typed_is_one_or_is_none(text: str) -> None:
    if is_printer_address(text):
        found = printer_address(text)
        assert found.host and 0 < found.port < 65_536


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
