"""What the system has to bring: for Python, for the window, for the tests; by apt where we are root.

Elsewhere the one line to type is said. Nothing else keeps such a list.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from provisioning.terminal import SetUpError, say

WINDOW = "window"
TESTS = "tests"
ROOT_TESTS = "tests as root"
"""Only root mounts the disks that are filled to the brim, or can only be read."""


def kernel_knows_fat() -> bool:
    """Tell whether FAT is mounted without a driver of its own."""
    with suppress(OSError):  # not every system has modules
        subprocess.run(["modprobe", "-q", "vfat"], capture_output=True, check=False)
    try:
        return "vfat" in Path("/proc/filesystems").read_text(encoding="ascii").split()
    except OSError:
        return False


def never() -> bool:
    """Tell that a part is needed everywhere."""
    return False


@dataclass(frozen=True, slots=True)
class Part:
    """A library or a command of the system, and the Debian package it comes with."""

    name: str
    package: str
    purpose: str
    needless: Callable[[], bool] = never

    def is_there(self) -> bool:
        """Tell whether the system has it, or needs none."""
        found = can_load(self.name) if ".so" in self.name else shutil.which(self.name) is not None
        return found or self.needless()


PARTS = (
    Part("libEGL.so.1", "libegl1", WINDOW),
    Part("libGL.so.1", "libgl1", WINDOW),
    Part("libX11-xcb.so.1", "libx11-xcb1", WINDOW),
    Part("libdbus-1.so.3", "libdbus-1-3", WINDOW),
    Part("libfontconfig.so.1", "libfontconfig1", WINDOW),
    Part("libfreetype.so.6", "libfreetype6", WINDOW),
    Part("libglib-2.0.so.0", "libglib2.0-0", WINDOW),
    Part("libwayland-client.so.0", "libwayland-client0", WINDOW),
    Part("libwayland-cursor.so.0", "libwayland-cursor0", WINDOW),
    Part("libxcb-cursor.so.0", "libxcb-cursor0", WINDOW),
    Part("libxcb-icccm.so.4", "libxcb-icccm4", WINDOW),
    Part("libxcb-image.so.0", "libxcb-image0", WINDOW),
    Part("libxcb-keysyms.so.1", "libxcb-keysyms1", WINDOW),
    Part("libxcb-randr.so.0", "libxcb-randr0", WINDOW),
    Part("libxcb-render-util.so.0", "libxcb-render-util0", WINDOW),
    Part("libxcb-shape.so.0", "libxcb-shape0", WINDOW),
    Part("libxcb-xkb.so.1", "libxcb-xkb1", WINDOW),
    Part("libxkbcommon-x11.so.0", "libxkbcommon-x11-0", WINDOW),
    Part("libxkbcommon.so.0", "libxkbcommon0", WINDOW),
    Part("faketime", "faketime", TESTS),  # days played under another date than the PC's
    Part("age", "age", TESTS),  # another program, which opens our backups
    Part("openssl", "openssl", TESTS),  # another one, which checks what we sign
    Part("chromium-headless-shell", "chromium-headless-shell", TESTS),  # a browser, for the page that does
    Part("strace", "strace", TESTS),  # strikes a process at the n-th operation on a file
    Part("Xvfb", "xvfb", TESTS),  # a display nobody sees, for the window
    Part("openbox", "openbox", TESTS),  # frames around windows, as on a PC
    Part("xdotool", "xdotool", TESTS),  # a scanner's and a person's keys on it
    Part("setxkbmap", "x11-xkb-utils", TESTS),  # on a French keyboard too
    Part("dbus-daemon", "dbus-daemon", TESTS),  # a session of one's own, and on it
    Part("/usr/libexec/at-spi-bus-launcher", "at-spi2-core", TESTS),  # the bus that screen readers listen to
    Part("cupsd", "cups-daemon", TESTS),  # a printing system of one's own, started by the test,
    Part("lpadmin", "cups-client", TESTS),  # its commands,
    Part("/usr/lib/cups/filter/pdftopdf", "cups-filters", TESTS),  # and what a sheet goes through
    # A printer whose paper is a file, which only root's cupsd may call, and what keeps the words of a page on their way there.
    Part("/usr/lib/cups/backend/cups-pdf", "printer-driver-cups-pdf", ROOT_TESTS),
    Part("pdftocairo", "poppler-utils", ROOT_TESTS),
    Part("soffice", "libreoffice-calc-nogui", TESTS),  # a spreadsheet, as the receiver of our files has it
    Part("/usr/sbin/sshd", "openssh-server", TESTS),  # another program, which takes what we deliver
    Part("ssh-keygen", "openssh-client", TESTS),  # the keys it knows us by
    Part("mount", "mount", ROOT_TESTS),
    Part("mkfs.ext4", "e2fsprogs", ROOT_TESTS),
    Part("mkfs.vfat", "dosfstools", ROOT_TESTS),  # a stick,
    Part("fusefat", "fusefat", ROOT_TESTS, kernel_knows_fat),  # and where the kernel knows none, a driver
    Part("setpriv", "util-linux", ROOT_TESTS),
)
"""Every part of the system that the window or the tests ask for."""


def base_python() -> str:
    """Return the Python that environments are made with, even when this one runs inside one."""
    return getattr(sys, "_base_executable", None) or sys.executable


def is_root() -> bool:
    """Tell whether packages may be installed, disks mounted."""
    return getattr(os, "geteuid", lambda: 1)() == 0


def can_load(name: str) -> bool:
    """Tell whether the system has a library."""
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def has_display() -> bool:
    """Tell whether a window may be shown here."""
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def missing(purposes: Collection[str]) -> list[Part]:
    """Return the parts that the system still has to bring; none elsewhere than on Linux."""
    if not sys.platform.startswith("linux"):
        return []
    return [part for part in PARTS if part.purpose in purposes and not part.is_there()]


def apt_command(packages: Collection[str]) -> list[str]:
    """Return the command that installs packages, to be run as root."""
    return ["apt-get", "install", "-y", "--no-install-recommends", *packages]


def apt(command: list[str]) -> None:
    """Install packages quietly, as root; whoever calls looks whether it helped."""
    quiet = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    for step in (["apt-get", "update", "-qq"], command):
        subprocess.run(step, env=quiet, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=False)


def typed(parts: Collection[Part]) -> str:
    """Return the one line that brings parts, or their names where there is no apt."""
    if shutil.which("apt-get") is None:
        return f"installez {', '.join(part.name for part in parts)}"
    line = " ".join(apt_command(_packages(parts)))
    return f"tapez : {line}" if is_root() else f"tapez : sudo {line}"


def bring(purposes: Collection[str]) -> list[Part]:
    """Install what is missing where that may be done; return what still is."""
    parts = missing(purposes)
    if not parts or not is_root() or shutil.which("apt-get") is None:
        return parts
    say(f"Installation de ce qui est demandé au système ({', '.join(_packages(parts))})…")
    apt(apt_command(_packages(parts)))
    # A package that this system does not know keeps all the others away.
    for part in missing(purposes):
        apt(apt_command([part.package]))
    return missing(purposes)


def _packages(parts: Collection[Part]) -> list[str]:
    return list(dict.fromkeys(part.package for part in parts))


def provide_libraries() -> None:
    """Make sure that a window can be drawn.

    Raises:
        SetUpError: When it is for the reader to do.
    """
    left = bring((WINDOW,))
    if left:
        raise SetUpError(
            f"Il manque des bibliothèques du système à la fenêtre ; {typed(left)}\nPuis relancez la même commande."
        )


def provide_for_tests() -> list[Part]:
    """Bring all that the tests ask of the system; return what is left, each test then says that it was not tried.

    Raises:
        SetUpError: When no window can be drawn, for most tests need one.
    """
    left = bring((WINDOW, TESTS, ROOT_TESTS) if is_root() else (WINDOW, TESTS))
    if not left:
        return left
    names = ", ".join(part.name for part in left)
    if any(part.purpose == WINDOW for part in left):
        raise SetUpError(f"Il manque au système : {names} ; {typed(left)}\nPuis relancez la même commande.")
    say(f"Il manque au système : {names}. Ce qui en a besoin ne sera pas essayé ; {typed(left)}")
    return left


def can_make_venv() -> bool:
    """Tell whether this Python has `venv` and `ensurepip` (Debian ships them apart)."""
    probe = (
        "import importlib.util as u, sys; sys.exit(not (u.find_spec('venv') and u.find_spec('ensurepip')))"
    )
    return subprocess.run([base_python(), "-c", probe], check=False).returncode == 0


def venv_command() -> list[str]:
    """Return the command that installs what Debian leaves out of Python, to be run as root."""
    minor = ".".join(str(part) for part in sys.version_info[:2])
    return apt_command(["python3-venv", f"python{minor}-venv"])


def provide_venv() -> None:
    """Make sure that environments can be made: by apt where we are root, else by saying what to type.

    Raises:
        SetUpError: When it is for the reader to do.
    """
    if can_make_venv():
        return
    command = venv_command()
    if shutil.which("apt-get") is None:
        raise SetUpError(
            "Ce Python n'a pas les modules venv et ensurepip : "
            "installez un Python complet (https://www.python.org/downloads/), puis relancez la même commande."
        )
    line = " ".join(command)
    if not is_root():
        raise SetUpError(f"Il manque python3-venv ; tapez : sudo {line}\nPuis relancez la même commande.")
    say("Installation de python3-venv…")
    apt(command)
    if not can_make_venv():
        raise SetUpError(f"python3-venv n'a pas pu être installé ; regardez ce que répond : {line}")
