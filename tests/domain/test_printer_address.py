"""Where a printer is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concierge_desk.domain.printer_address import (
    MOST_ADDRESS,
    PrinterAddress,
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
