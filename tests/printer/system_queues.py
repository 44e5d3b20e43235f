"""A printing system of our own: a real cupsd on a socket of its own, with raw queues whose papers end in files."""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.not_tried import NOT_TRIED

PROGRAMS = ("cupsd", "lpadmin")
"""With the second come lp, lpstat, cupsdisable and the others."""

_OWN_BIN = Path("/usr/lib/cups")
_FILES = """
ServerRoot {root}/server
RequestRoot {root}/spool
CacheDir {root}/cache
StateDir {root}/state
TempDir {root}/tmp
ServerBin {root}/bin
AccessLog {root}/access.log
ErrorLog {root}/error.log
PageLog {root}/page.log
"""
_BACKEND = """#!/bin/sh
# Called without a word it is asked what it finds; else its sixth word is the file of a job.
test $# -ge 6 || exit 0
cat "$6" >> "${DEVICE_URI#roll:}"
"""
"""What brings a job to its printer: here to the end of a file, and nowhere where that cannot be written."""
_SYSTEM_GROUPS = "User lp\nGroup lp\nSystemGroup root\n"
_DAEMON = """
LogLevel warn
Listen {root}/socket
Browsing No
WebInterface No
DefaultAuthType None
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  <Limit All>
    Order deny,allow
    Allow all
  </Limit>
</Policy>
"""


@dataclass
class SystemQueues:
    """Queues of a printing system.

    Attributes:
        root: Its folder; short, since the name of a socket has to be.
    """

    root: Path
    _daemon: subprocess.Popen[bytes] | None = None

    @property
    def server(self) -> str:
        """What ``CUPS_SERVER`` says."""
        return str(self.root / "socket")

    @property
    def number(self) -> int:
        """Of its process."""
        assert self._daemon is not None
        return self._daemon.pid

    def start(self) -> None:
        """Begin, or go on with the queues that there were."""
        log = self.root / "daemon.log"
        with log.open("ab") as out:
            self._daemon = subprocess.Popen(
                ["cupsd", "-f", "-c", str(self.root / "cupsd.conf"), "-s", str(self.root / "files.conf")],
                stdout=out,
                stderr=out,
            )
        end = time.monotonic() + 20
        while "is running" not in self.call("lpstat", "-r"):
            if self._daemon.poll() is not None or time.monotonic() > end:
                self.stop()
                pytest.skip(
                    f"{NOT_TRIED}: cupsd does not start here: {log.read_text('utf-8', 'replace')[:300]}"
                )
            time.sleep(0.05)

    def stop(self) -> None:
        """End at once; jobs that wait stay."""
        if self._daemon is not None:
            self._daemon.kill()
            self._daemon.wait(10)
            self._daemon = None
        with suppress(OSError):
            (self.root / "socket").unlink()

    def call(self, *words: str) -> str:
        """Run a command of it."""
        done = subprocess.run(
            words,
            capture_output=True,
            check=False,
            env=os.environ | {"CUPS_SERVER": self.server, "LC_ALL": "C"},
            timeout=30,
        )
        return done.stdout.decode()

    def add(self, name: str, *more: str) -> Path:
        """Make a raw queue, and return the file that its jobs end in."""
        ends = self.root / f"out-{name}"
        ends.write_bytes(b"")
        ends.chmod(0o666)
        self.call("lpadmin", "-p", name, "-E", "-v", f"roll:{ends}", "-m", "raw", *more)
        return ends


@contextmanager
def system_queues() -> Iterator[SystemQueues]:
    """Lend a printing system; skips, loudly, where there is none to be had."""
    missing = [name for name in PROGRAMS if shutil.which(name) is None]
    if missing:
        pytest.skip(f"{NOT_TRIED}: a printing system of our own needs {', '.join(missing)}")
    # Whoever prints is not who tests, and has to come to it.
    root = Path(tempfile.mkdtemp(prefix="cups-"))
    root.chmod(0o755)
    for name in ("server", "spool", "cache", "state", "tmp"):
        (root / name).mkdir()
    (root / "bin" / "backend").mkdir(parents=True)
    # What cupsd starts its backends with is its own.
    (root / "bin" / "daemon").symlink_to(_OWN_BIN / "daemon")
    backend = root / "bin" / "backend" / "roll"
    backend.write_text(_BACKEND, "ascii")
    backend.chmod(0o755)
    own = _SYSTEM_GROUPS if os.geteuid() == 0 else ""
    (root / "files.conf").write_text(_FILES.format(root=root) + own, "utf-8")
    (root / "cupsd.conf").write_text(_DAEMON.format(root=root), "utf-8")
    lent = SystemQueues(root)
    try:
        lent.start()
        yield lent
    finally:
        lent.stop()
        shutil.rmtree(root, ignore_errors=True)
