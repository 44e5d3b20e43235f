"""A node of the kernel's own driver of printers (``/dev/usb/lp0``): no machine without such a printer has one."""

from pathlib import Path

import pytest

from concierge_desk.domain.printer_address import DeviceNode
from concierge_desk.printing.lines.device import DeviceLine
from tests.not_tried import NOT_TRIED

NODES = Path("/dev/usb")


def test_a_printer_on_usb_by_its_node() -> None:
    """What a terminal of the kernel does (`test_wires.py`) is near to it; that it is the same, only a printer says."""
    nodes = sorted(NODES.glob("lp*")) if NODES.is_dir() else []
    if not nodes:
        pytest.skip(f"{NOT_TRIED}: a printer on USB that the kernel knows ({NODES}/lp0)")
    line = DeviceLine(DeviceNode(str(nodes[0])))
    line.end()
    line.close()
