"""The way to the window: a display, a folder; at the first start a practice shop, and the way to a real one.

Nothing of the desk is loaded here: the window is painted first, and opens it then (`bootstrap.opening`).

Source: docs/contract.md, "The window", "Set-up and code rules".
"""

import gc
import os
import sys
from collections.abc import Callable, Mapping
from contextlib import ExitStack, suppress
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from concierge_desk import process
from concierge_desk.bootstrap.appearance import Look, in_chosen_language, this_pc_of, wanted
from concierge_desk.bootstrap.second_start import WindowSeat, is_answered
from concierge_desk.bootstrap.window_library import library_failure
from concierge_desk.desk.options import Options, has_store
from concierge_desk.domain.errors import EnvironmentFailure
from concierge_desk.i18n import N_, translate
from concierge_desk.pages import PAGES
from concierge_desk.paths import PRACTICE, DataFolder, real_home
from concierge_desk.signing.passphrase import PassphraseSource, exposure_of, is_asked_for
from concierge_desk.ui.kit import speech
from concierge_desk.ui.kit.preferences import Preferences, ThisPc
from concierge_desk.ui.presenter.asked_phrase import AskedPhrase
from concierge_desk.ui.presenter.handover import OtherShop, SetUp

if TYPE_CHECKING:
    from concierge_desk.bootstrap.first_start import Begun
    from concierge_desk.bootstrap.handover import After
    from concierge_desk.frame.pages import WindowDesk
    from concierge_desk.ui.presenter.handover import Ended, HandoverNews

LIBRARIES = (
    "libEGL.so.1",
    "libxcb-cursor.so.0",
    "libxkbcommon-x11.so.0",
    "libxcb-icccm.so.4",
    "libxcb-image.so.0",
    "libxcb-keysyms.so.1",
    "libxcb-render-util.so.0",
)
"""What Qt takes from the system to draw on an X display: without one of them it ends without a word of ours."""


def has_display(environment: Mapping[str, str] = os.environ) -> bool:
    """Say whether somebody can see a window here."""
    if not sys.platform.startswith("linux"):
        return True
    return bool(environment.get("WAYLAND_DISPLAY")) or _answers(environment.get("DISPLAY", ""))


def require_display(environment: Mapping[str, str] = os.environ) -> None:
    """Let nobody open a window where there is none to be seen, or Qt would end the program itself.

    Raises:
        EnvironmentFailure: ``window.no_display``, ``window.library``.
    """
    if environment.get("QT_QPA_PLATFORM"):
        # Whoever names a platform knows what it draws on.
        return
    if not has_display(environment):
        raise EnvironmentFailure("window.no_display")
    if sys.platform.startswith("linux") and not environment.get("WAYLAND_DISPLAY"):
        for name in LIBRARIES:
            _require_library(name)


def desk_there(options: Options) -> Options | None:
    """Return how the window's desk is opened: the one of the folder, else the practice shop below it; None without either.

    Raises:
        EnvironmentFailure: The folder may not be looked into.
    """
    practice = replace(options, data=options.data / PRACTICE)
    return next((one for one in (options, practice) if has_store(DataFolder(one.data))), None)


def is_open_already(options: Options, *, known: bool = False) -> bool:
    """Bring the window of a desk to the front where one is open; say whether it is.

    Args:
        options: How the desk would be opened.
        known: Something said that one is open.

    Raises:
        EnvironmentFailure: ``window.open_already``: one is open, and does not answer.
    """
    return is_answered(DataFolder(options.data), wait=known)


def run_window(options: Options, look: Look, begun: "Begun | None" = None) -> int:
    """Show the window of a desk until it is closed, and return its exit status.

    Others go on using the desk meanwhile: the window holds what every process holds. Where the desk cannot be
    opened, the window is gone by the time it is told. An exercise may be left for a real shop that is set up.

    Args:
        options: How the desk is opened.
        look: How the window looks.
        begun: What a first start made of it just now; None where it was there before.

    Raises:
        EnvironmentFailure: ``window.library``, ``window.open_already``; no store, no key, another process at work.
        IntegrityFailure: The store is damaged.
        Refused: ``clock.real``, ``operator.unknown``.
    """
    asked = options
    while True:
        ended = _until_closed(options, look, begun)
        if isinstance(ended.going, SetUp):
            # Once in the life of a shop.
            from concierge_desk.bootstrap.first_start import set_up  # noqa: PLC0415

            begun = set_up(replace(options, data=real_home(options.data)), look)
            options = options if begun is None else begun.options
        elif isinstance(ended.going, OtherShop):
            from concierge_desk.bootstrap.shop_beside import beside  # noqa: PLC0415  (hardly any window is left for it)

            found = beside(ended.going, replace(asked, data=options.data), look)
            if found is None:
                return ended.status
            options, begun = found
        else:
            return ended.status


def _until_closed(options: Options, look: Look, begun: "Begun | None") -> "Ended":
    """Show the windows of a desk, one after another, until it is left."""
    try:
        # Everything else of the program runs where there is no Qt.
        from concierge_desk.frame.program import show_window  # noqa: PLC0415
    except ImportError as error:
        raise library_failure(error) from error
    look = in_chosen_language(options, look)
    speech.use(look.lang)
    after = None if begun is None else begun.after
    with WindowSeat() as seat:
        asked = _phrase_of(options, seat)
        if asked is not None:
            if begun is not None and begun.words:
                asked.give(begun.words)
            options = replace(options, passphrase=PassphraseSource(prompt=asked.take))
        while True:
            with ExitStack() as held:
                opening = partial(_opened, options, look, held, seat, after)
                ended = show_window(
                    PAGES, opening, this_pc=this_pc_of(options, look), data=options.data, asked=asked
                )
            if ended.going is None or isinstance(ended.going, SetUp | OtherShop):
                return ended
            # Hardly any window goes on to another desk.
            from concierge_desk.bootstrap.handover import go_on  # noqa: PLC0415

            # Whatever of the window before it is left goes now.
            gc.unfreeze()
            gc.collect()
            after = go_on(ended.going, ended.page, options, look)


def run_copy(options: Options, look: Look, at_hand: Callable[[], str | None] = lambda: None) -> int:
    """Show the window of a backup that is only looked at, and return its exit status.

    Args:
        options: ``data`` is the backup, the passphrase is its own: asked for while the terminal is looked at.
        look: How the window looks.
        at_hand: Gives the public key of the desk at hand, to compare.

    Raises:
        EnvironmentFailure: ``window.library``, ``keys.passphrase_*``; what is wrong with the backup.
        IntegrityFailure: The backup is damaged.
    """
    from concierge_desk.jobs.copies.inspection import opener_of  # noqa: PLC0415  (most windows are the desk's)

    words = opener_of(options.passphrase)
    try:
        from concierge_desk.bootstrap.handover import CopyAt, show_copy  # noqa: PLC0415  (Qt, as below)
    except ImportError as error:
        raise library_failure(error) from error
    speech.use(look.lang)
    typed = replace(options, passphrase=PassphraseSource(prompt=lambda: words))
    copy = CopyAt(options.data, at_hand=at_hand())
    return show_copy(copy, typed, look, ThisPc(wanted(Preferences(), look)))


def _opened(
    options: Options, look: Look, held: ExitStack, seat: WindowSeat, after: "After | None"
) -> "WindowDesk":
    # She sees where to type before a line of the desk is read.
    from concierge_desk.bootstrap.opening import open_face  # noqa: PLC0415

    # The seat is held from the first desk to the last: no other window comes in between.
    found = open_face(options, look, held, seat, first=after is None)
    # What is loaded stays; what comes and goes is collected by the window.
    gc.freeze()
    process.give_back()
    if after is None:
        return replace(found, news=_warning(options, look.lang))
    return replace(found, news=after.news, page=after.page)


def _warning(options: Options, lang: str) -> "HandoverNews | None":
    """Return what is to be said of where the words of the key lie; None where they lie nowhere."""
    file = options.passphrase.file
    code = "" if file is None else exposure_of(file, options.data)
    if not code:
        return None
    from concierge_desk.desk import catalogue  # noqa: PLC0415  (first the window, as above)
    from concierge_desk.ui.presenter.handover import HandoverNews  # noqa: PLC0415

    title = translate(N_("The words of the key lie open"), lang)
    return HandoverNews(title, (catalogue.sentence(code, {}, lang), str(file)), "warning")


def show_gallery(look: Look) -> int:
    """Show every component of the window in every state, and return the exit status.

    Raises:
        EnvironmentFailure: ``window.library``.
    """
    try:
        from concierge_desk.ui.kit import gallery  # noqa: PLC0415  (as above)
    except ImportError as error:
        raise library_failure(error) from error
    shown = wanted(Preferences(), look)
    return gallery.show_gallery(theme=shown.theme, scale=shown.scale)


def _phrase_of(options: Options, seat: WindowSeat) -> AskedPhrase | None:
    """Return the words that the window asks for; None where the key needs none, or a file says them.

    Args:
        options: How the desk is opened.
        seat: The window's: taken while she types, so that no other window asks for the same.
    """
    folder = DataFolder(options.data)
    if options.passphrase.file is not None or not is_asked_for(folder.keys):
        return None

    def prepare() -> None:
        seat.take(folder)
        # What opens the desk is loaded by the time she has typed.
        from concierge_desk.bootstrap import opening  # noqa: F401, PLC0415

    return AskedPhrase(prepare)


def _answers(display: str) -> bool:
    """Say whether an X display is there: a name that is left over from elsewhere is none."""
    host, _, place = display.rpartition(":")
    if not place or host not in ("", "unix"):
        return bool(place)
    import socket  # noqa: PLC0415  (only an X display of this PC is asked)

    path = f"/tmp/.X11-unix/X{place.partition('.')[0]}"
    for address in (path, f"\0{path}"):
        with suppress(OSError), socket.socket(socket.AF_UNIX) as asked:
            asked.connect(address)
            return True
    return False


def _require_library(name: str) -> None:
    import ctypes  # noqa: PLC0415  (no library is asked for where Qt draws without X)

    try:
        ctypes.CDLL(name)
    except OSError as error:
        raise EnvironmentFailure("window.library", library=name) from error
