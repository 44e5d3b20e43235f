"""A printing system of one's own: a real cupsd with its own settings, spool and port; no service of this PC is touched.

Source: https://www.cups.org/doc/man-cupsd.html, https://www.cups.org/doc/man-cups-files.conf.html
"""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.not_tried import NOT_TRIED

PAPER_IN_FILES = ("/usr/lib/cups/backend/cups-pdf", "pdftocairo", "unshare", "mount")
"""What a queue of cups-pdf needs beside, and root: its backend is called by nobody else."""

NEEDED = ("cupsd", "lpadmin", "lp", "lpstat", "/usr/lib/cups/filter/pdftopdf")

_SETTINGS = """
Listen 127.0.0.1:{port}
Browsing No
WebInterface No
DefaultAuthType None
LogLevel warn
<Location />
  Order allow,deny
  Allow all
</Location>
<Location /admin>
  Order allow,deny
  Allow all
</Location>
<Policy default>
  <Limit All>
    Order deny,allow
  </Limit>
</Policy>
"""

_PLACES = """
ServerRoot {root}/conf
RequestRoot {root}/spool
TempDir {root}/spool/tmp
CacheDir {root}/cache
StateDir {root}/state
AccessLog {root}/access.log
ErrorLog {root}/error.log
PageLog {root}/page.log
FileDevice Yes
{user}
"""

_CUPS_PDF_DRIVER = "/usr/share/ppd/cups-pdf/CUPS-PDF_noopt.ppd"
_CUPS_PDF = """
Out {root}/pdf
AnonDirName {root}/pdf
Spool {root}/pdf-spool
Log {root}/pdf-log
Grp lp
Label 2
UserUMask 0022
"""
_IN_ITS_PLACE = 'mount --bind "$0" /etc/cups/cups-pdf.conf && exec "$@"'
"""Its backend reads this file alone: it stands there for this cupsd and what it calls, and for nobody else."""

_SIZES = {"A4": (595, 842), "A5": (420, 595), "A6": (297, 420)}
_MARGIN = 12


@dataclass
class PrintServer:
    """A printing system that is running.

    Attributes:
        root: Where it keeps everything.
        address: As `CUPS_SERVER` has it.
    """

    root: Path
    address: str

    def add(self, name: str, *, default: bool = False) -> None:
        """Add a queue whose paper is a file: our pages go through the system's filters, and what a printer would get lies there."""
        out = self.paper(name)
        out.write_bytes(b"")
        # The filters run as nobody in particular.
        out.chmod(0o666)
        ppd = self.root / "sheets.ppd"
        ppd.write_text(_ppd(), encoding="ascii")
        self._admin("lpadmin", "-p", name, "-E", "-v", f"file://{out}", "-P", str(ppd))
        if default:
            self._admin("lpadmin", "-d", name)

    def add_cups_pdf(self, name: str, *, default: bool = False) -> None:
        """Add a queue of printer-driver-cups-pdf: its own driver, its own backend; skips, loudly, where it cannot be had."""
        missing = [one for one in PAPER_IN_FILES if shutil.which(one) is None]
        if missing or os.geteuid() != 0:
            pytest.skip(
                f"{NOT_TRIED}: a queue of cups-pdf needs root and {', '.join(missing or PAPER_IN_FILES)}"
            )
        # Another way to PostScript leaves the words of a page behind.
        words = "pdftops-renderer-default=pdftocairo"
        self._admin("lpadmin", "-p", name, "-E", "-v", "cups-pdf:/", "-P", _CUPS_PDF_DRIVER, "-o", words)
        if default:
            self._admin("lpadmin", "-d", name)

    def papers(self) -> list[bytes]:
        """Return what came out of the queues of cups-pdf, the first one first, once nothing is held."""
        self.came_out_all()
        found = sorted((self.root / "pdf").glob("*.pdf"), key=lambda one: one.stat().st_mtime_ns)
        return [one.read_bytes() for one in found]

    def remove(self, name: str) -> None:
        self._admin("lpadmin", "-x", name)

    def stop(self, name: str, why: str = "") -> None:
        """Let a queue hold what it takes."""
        self._admin("cupsdisable", *(("-r", why) if why else ()), name)

    def go_on(self, name: str) -> None:
        self._admin("cupsenable", name)

    def refuse(self, name: str) -> None:
        """Let a queue take nothing."""
        self._admin("cupsreject", name)

    def accept(self, name: str) -> None:
        self._admin("cupsaccept", name)

    def paper(self, name: str) -> Path:
        """Where the last paper of a queue lies."""
        return self.root / f"{name}.pdf"

    def came_out(self, name: str) -> bytes:
        """Return the last paper of a queue, once all that it holds is out."""
        self.came_out_all()
        return self.paper(name).read_bytes()

    def came_out_all(self) -> None:
        """Wait until nothing is held."""
        end = time.monotonic() + 60
        while self.held():
            assert time.monotonic() < end, (self.root / "error.log").read_text("utf-8", "replace")[-3000:]
            time.sleep(0.05)

    def held(self) -> list[str]:
        """The jobs that wait."""
        return [line.split()[0] for line in self._admin("lpstat", "-W", "not-completed", "-o").splitlines()]

    def _admin(self, *words: str) -> str:
        spoken = os.environ | {"CUPS_SERVER": self.address, "LC_ALL": "C"}
        done = subprocess.run(words, env=spoken, capture_output=True, text=True, timeout=60, check=False)
        assert done.returncode == 0, (words, done.stderr)
        return done.stdout


@contextmanager
def print_server() -> Iterator[PrintServer]:
    """Start a printing system, and end it."""
    missing = [name for name in NEEDED if shutil.which(name) is None]
    if missing:
        pytest.skip(f"{NOT_TRIED}: a real printing system needs {', '.join(missing)}")
    with tempfile.TemporaryDirectory(prefix="concierge-cups-") as folder, _process(Path(folder)) as server:
        yield server


@contextmanager
def _process(root: Path) -> Iterator[PrintServer]:
    # Filters run as another user where we are root: they walk through here, which they cannot below pytest's own folder.
    root.chmod(0o755)
    for name in ("conf/ppd", "spool/tmp", "cache", "state"):
        (root / name).mkdir(parents=True)
    port = _free_port()
    conf, places = root / "conf/cupsd.conf", root / "conf/cups-files.conf"
    conf.write_text(_SETTINGS.format(port=port), encoding="utf-8")
    user = "User lp\nGroup lp" if os.geteuid() == 0 else ""
    places.write_text(_PLACES.format(root=root, user=user), encoding="utf-8")
    with (root / "said").open("wb") as said:
        running = subprocess.Popen(
            [*_with_own_papers(root), "cupsd", "-f", "-c", str(conf), "-s", str(places)],
            stdout=said,
            stderr=said,
            stdin=subprocess.DEVNULL,
        )
    try:
        _wait_for(port, running, root)
        yield PrintServer(root, f"127.0.0.1:{port}")
    finally:
        running.terminate()
        running.wait(30)


def _with_own_papers(root: Path) -> list[str]:
    """Return what goes ahead of cupsd, so that cups-pdf puts its papers below a folder."""
    if os.geteuid() != 0 or any(shutil.which(one) is None for one in PAPER_IN_FILES):
        return []
    for name in ("pdf", "pdf-spool", "pdf-log"):
        (root / name).mkdir(mode=0o777)
    (root / "cups-pdf.conf").write_text(_CUPS_PDF.format(root=root), "ascii")
    return ["unshare", "-m", "sh", "-c", _IN_ITS_PLACE, str(root / "cups-pdf.conf")]


def _wait_for(port: int, running: "subprocess.Popen[bytes]", root: Path) -> None:
    end = time.monotonic() + 60
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            if running.poll() is not None or time.monotonic() > end:
                said = (root / "said").read_text("utf-8", "replace")
                pytest.skip(f"{NOT_TRIED}: the printing system does not start here: {said[-300:]}")
            time.sleep(0.05)
        else:
            return


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _ppd() -> str:
    """What a printer of sheets says of itself: A4, A5, A6, and that it takes PDF."""

    def option(name: str) -> list[str]:
        sizes = [
            f'*{name} {size}/{size}: "<</PageSize[{w} {h}]>>setpagedevice"' for size, (w, h) in _SIZES.items()
        ]
        order = f"*OrderDependency: 10 AnySetup *{name}"
        return [f"*OpenUI *{name}: PickOne", order, f"*Default{name}: A4", *sizes, f"*CloseUI: *{name}"]

    areas = [
        f'*ImageableArea {size}/{size}: "{_MARGIN} {_MARGIN} {w - _MARGIN} {h - _MARGIN}"'
        for size, (w, h) in _SIZES.items()
    ]
    sides = [f'*PaperDimension {size}/{size}: "{w} {h}"' for size, (w, h) in _SIZES.items()]
    return "\n".join(
        [
            '*PPD-Adobe: "4.3"',
            '*FormatVersion: "4.3"',
            '*FileVersion: "1.0"',
            "*LanguageVersion: English",
            "*LanguageEncoding: ISOLatin1",
            '*PCFileName: "SHEETS.PPD"',
            '*Manufacturer: "Tests"',
            '*Product: "(Sheets)"',
            '*ModelName: "Sheets"',
            '*ShortNickName: "Sheets"',
            '*NickName: "Sheets"',
            '*PSVersion: "(3010.000) 0"',
            '*LanguageLevel: "3"',
            "*ColorDevice: True",
            "*DefaultColorSpace: RGB",
            "*FileSystem: False",
            '*cupsFilter2: "application/vnd.cups-pdf application/pdf 0 -"',
            *option("PageSize"),
            *option("PageRegion"),
            "*DefaultImageableArea: A4",
            *areas,
            "*DefaultPaperDimension: A4",
            *sides,
            "",
        ]
    )
