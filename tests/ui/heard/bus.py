"""A real accessibility bus, as a desktop starts it for a screen reader: nothing of Qt is used here.

D-Bus starts launcher and registry by itself when they are first asked for.
"""

import os
import subprocess
from pathlib import Path
from typing import Self

from jeepney import DBusAddress, Properties, new_method_call
from jeepney.io.blocking import open_dbus_connection

PROGRAMS = ("dbus-daemon", "/usr/libexec/at-spi-bus-launcher")

_BUS = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus")
_STATUS = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Status")


class AccessBus:
    """Session bus of our own with an accessibility bus beside it; a context manager.

    Attributes:
        environment: What a program that is to be read needs in its environment.
        address: Of the accessibility bus.
    """

    def __init__(self, folder: Path, display: str) -> None:
        """Say where its sockets lie, and on which X server its programs are."""
        self.environment = {"XDG_RUNTIME_DIR": str(folder), "DISPLAY": display}
        self.address = ""
        self._bus: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        reads, writes = os.pipe()
        with os.fdopen(reads) as told:
            self._bus = subprocess.Popen(
                ["dbus-daemon", "--session", "--nofork", f"--print-address={writes}"],
                pass_fds=[writes],
                env={**os.environ, **self.environment},
                stderr=subprocess.DEVNULL,
            )
            os.close(writes)
            session = told.readline().strip()
        assert session, "dbus-daemon did not start"
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = session
        with open_dbus_connection(session) as asking:
            self.address = asking.send_and_get_reply(new_method_call(_BUS, "GetAddress")).body[0]
            for name in ("IsEnabled", "ScreenReaderEnabled"):
                # As a screen reader does: programs that run hear it, others find it so.
                asking.send_and_get_reply(Properties(_STATUS).set(name, "b", True))
        return self

    def __exit__(self, *_: object) -> None:
        if self._bus is not None:
            # Launcher and registry end with the bus that started them.
            self._bus.terminate()
            self._bus.wait(5)
