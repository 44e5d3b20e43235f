"""Icon of a shop on the desktop and in the menu, and its start with the PC: files as desktops of Linux read them.

Source: https://specifications.freedesktop.org/desktop-entry-spec/latest/;
https://specifications.freedesktop.org/autostart-spec/latest/; decision 0073.
"""

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from concierge_desk import paths
from concierge_desk.counter.shop_steps import IconStand
from concierge_desk.desk.files import whole_file
from concierge_desk.domain.errors import EnvironmentFailure

_PICTURE = "desktop/concierge-desk.svg"
_RUNS = 0o700
"""A desktop starts nothing that its owner may not run."""

_QUOTED = frozenset(" \t\n\"'\\><~|&;$*?#()`")
_ESCAPED = '"`$\\'


@dataclass(frozen=True, slots=True)
class IconShop:
    """Shop that an icon opens.

    Attributes:
        code: Of its desk.
        name: What stands below the icon.
        folder: Its data folder.
    """

    code: str
    name: str
    folder: Path


def is_known() -> bool:
    """Say whether this system's desktops read such files."""
    return sys.platform.startswith("linux")


def look(shop: IconShop) -> IconStand:
    """Return what there is of a shop on this PC."""
    if not is_known():
        return IconStand(known=False)
    menu, desktop = _places(shop)
    return IconStand(menu.is_file() and desktop.is_file(), _start(shop).is_file())


def make(shop: IconShop) -> None:
    """Put the icon on the desktop and into the menu.

    Raises:
        EnvironmentFailure: ``file.cannot_write``.
    """
    _put(paths.icons_folder() / f"{paths.APPLICATION}.svg", paths.resource(_PICTURE))
    for place in _places(shop):
        _put(place, _entry(shop), runs=True)


def take_away(shop: IconShop) -> None:
    """Take the icon away again.

    Raises:
        EnvironmentFailure: ``file.cannot_write``.
    """
    for place in _places(shop):
        _remove(place)


def start_with_pc(shop: IconShop, *, starts: bool) -> None:
    """Let the shop be opened when the PC starts, or no more.

    Raises:
        EnvironmentFailure: ``file.cannot_write``.
    """
    if starts:
        _put(paths.icons_folder() / f"{paths.APPLICATION}.svg", paths.resource(_PICTURE))
        _put(_start(shop), _entry(shop))
    else:
        _remove(_start(shop))


def started_by() -> tuple[list[str], Path | None]:
    """Return what starts this program as it was started now, and the folder it is started in; None for any.

    A built program starts itself, an installed one its script; else Python starts it, in the folder of the checkout.
    """
    if getattr(sys, "frozen", False):
        return [str(Path(sys.executable).resolve())], None
    script = Path(sys.argv[0])
    if script.name == paths.APPLICATION and script.is_file() and os.access(script, os.X_OK):
        return [str(script.absolute())], None
    # Not resolved: a Python of its own is a link, and is found by the place of the link.
    return [str(Path(sys.executable).absolute()), "-m", "concierge_desk"], Path(paths.__file__).parents[1]


def _entry(shop: IconShop) -> bytes:
    command, folder = started_by()
    words = [*command, "--data", str(shop.folder)]
    lines = [
        "[Desktop Entry]",
        "Type=Application",
        "Version=1.0",
        f"Name={_text(shop.name)}",
        "Comment=Concierge Desk",
        f"Exec={_line(words)}",
        *([f"Path={_text(str(folder))}"] if folder is not None else []),
        f"Icon={_text(str(paths.icons_folder() / f'{paths.APPLICATION}.svg'))}",
        "Terminal=false",
        "Categories=Office;",
        "StartupNotify=true",
    ]
    return ("\n".join(lines) + "\n").encode()


def _line(words: Sequence[str]) -> str:
    """Return words as ``Exec`` takes them: quoted where they have to be, then escaped as any text of the file."""
    return _text(" ".join(_quoted(word.replace("%", "%%")) for word in words))


def _quoted(word: str) -> str:
    if word and not _QUOTED & set(word):
        return word
    return '"' + "".join(f"\\{sign}" if sign in _ESCAPED else sign for sign in word) + '"'


def _text(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\n", "\\n")


def _places(shop: IconShop) -> tuple[Path, Path]:
    name = _name(shop)
    return paths.applications_folder() / name, paths.desktop_folder() / name


def _start(shop: IconShop) -> Path:
    return paths.autostart_folder() / _name(shop)


def _name(shop: IconShop) -> str:
    return f"{paths.APPLICATION}-{shop.code.lower()}.desktop"


def _put(place: Path, data: bytes, *, runs: bool = False) -> None:
    with whole_file(place) as whole:
        whole.write(data)
    if runs:
        try:
            place.chmod(_RUNS)
        except OSError as error:
            raise EnvironmentFailure("file.cannot_write", file=str(place)) from error


def _remove(place: Path) -> None:
    try:
        place.unlink(missing_ok=True)
    except OSError as error:
        raise EnvironmentFailure("file.cannot_write", file=str(place)) from error
