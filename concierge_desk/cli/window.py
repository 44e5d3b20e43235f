"""The way from the command line to the window, with nothing loaded that only words need.

Source: docs/contract.md, "The window".
"""

import sys
from collections.abc import Callable, Collection, Sequence
from functools import partial
from getopt import GetoptError, getopt
from pathlib import Path
from typing import Any

from concierge_desk.bootstrap import window
from concierge_desk.bootstrap.appearance import Look
from concierge_desk.cli import mishap
from concierge_desk.cli.frame import Invocation, guarded, start_log
from concierge_desk.desk.options import Options, has_store
from concierge_desk.domain.errors import DeskError, EnvironmentFailure
from concierge_desk.i18n import DEFAULT, LANGUAGES, N_
from concierge_desk.paths import DataFolder
from concierge_desk.ui.kit.preferences import LARGEST_SCALE
from concierge_desk.ui.kit.tokens import THEMES

_IN_FRONT = N_("The window of this desk was open already: it is in front now.")


@guarded
def open_window(*, frame: Invocation, theme: str | None, scale: float | None) -> None:
    """Open the window of the desk, of a practice shop where none was set up yet; of a backup that is only looked at.

    Raises:
        SystemExit: With the window's status.
    """
    if frame.read_only:
        window.require_display()
        look = Look(frame.lang, theme, scale, frame.operator, lang_asked=frame.lang_asked)
        raise SystemExit(window.run_copy(frame.options, look, lambda: _key_at_hand(frame)))
    show(frame, frame.options, theme, scale)


def _key_at_hand(frame: Invocation) -> str | None:
    from concierge_desk.jobs.copies.backup_key import key_at_hand  # noqa: PLC0415  (most windows are the desk's)

    return key_at_hand(frame.options_at_hand)


def show(frame: Invocation, options: Options, theme: str | None, scale: float | None) -> None:
    """Show the window; whatever keeps it from opening is told in a window of its own, where somebody may see it.

    Raises:
        EnvironmentFailure: ``window.*``, or the desk cannot be opened.
        SystemExit: With the window's status.
    """
    look = Look(frame.lang, theme, scale, frame.operator, lang_asked=frame.lang_asked)
    mishap.show_too(partial(_show_mishap, frame, options, look))
    while True:
        try:
            raise SystemExit(_run(frame, options, look))
        except DeskError as failure:
            # A machine that asks is told as it asks.
            again = None if frame.json else _again(failure, options, look)
            if again is None:
                raise
            options = again


def _run(frame: Invocation, asked: Options, look: Look) -> int:
    """Run the window of a desk, after a first start where there is none, and say where the practice shop lies."""
    if has_store(DataFolder(asked.data)) and window.is_open_already(asked):
        frame.write(frame.say(_IN_FRONT))
        return 0
    window.require_display()
    found = window.desk_there(asked)
    begun = None
    if found is None:
        # Once in the life of a shop.
        from concierge_desk.bootstrap.first_start import set_up  # noqa: PLC0415

        begun = set_up(asked, look)
        if begun is None:
            return 0
        found = begun.options
    options = found
    start_log(DataFolder(options.data).logs)
    if options.data != asked.data:
        if window.is_open_already(options):
            frame.write(frame.say(_IN_FRONT))
            return 0
        frame.write(
            frame.say(
                "This is a practice shop: nothing in it is real. For your own:"
                " concierge-desk --data {folder} init --site FILE.toml",
                folder=asked.data,
            )
        )
    try:
        return window.run_window(options, look, begun)
    except EnvironmentFailure as failure:
        # Two were started at once: the other one is about to answer.
        if failure.code != "window.open_already" or not window.is_open_already(options, known=True):
            raise
    frame.write(frame.say(_IN_FRONT))
    return 0


def _again(failure: DeskError, options: Options, look: Look) -> Options | None:
    # Hardly any start fails.
    from concierge_desk.bootstrap import stopped  # noqa: PLC0415

    return stopped.is_told(failure, options, look)


def _show_mishap(frame: Invocation, options: Options, look: Look, sentence: str) -> None:
    from concierge_desk.bootstrap import stopped  # noqa: PLC0415  (as above)

    if not frame.json:
        stopped.tell_unexpected(sentence, options, look)


def _one_of(these: Collection[str], word: str) -> str:
    if word not in these:
        raise ValueError(word)
    return word


def _scale(word: str) -> float:
    if not 1 <= float(word) <= LARGEST_SCALE:
        raise ValueError(word)
    return float(word)


_JSON = "json"
_TAKES: dict[str, Callable[[str], Any]] = {
    "data": Path,
    "operator": str,
    "lang": partial(_one_of, LANGUAGES),
    "key-passphrase-file": Path,
    "theme": partial(_one_of, THEMES),
    "scale": _scale,
}
_EXPANDED = frozenset("~$%*?[")
"""What the command line makes something else of where no shell did: on Windows."""


def _asked(arguments: Sequence[str]) -> dict[str, Any] | None:
    """Return what a start says of the window; None where it says anything else, or says it wrong."""
    if sys.platform == "win32" and _EXPANDED.intersection("".join(arguments)):
        return None
    # No name is shortened, as everywhere in the command line.
    begun = {word[2:].partition("=")[0] for word in arguments if word.startswith("--")}
    if not begun <= {*_TAKES, _JSON}:
        return None
    try:
        options, words = getopt(list(arguments), "", [*(f"{name}=" for name in _TAKES), _JSON])
        asked = {name: _TAKES.get(name, bool)(value) for name, value in ((o[2:], v) for o, v in options)}
    except (GetoptError, ValueError):
        return None
    return None if words else asked


def open_alone(arguments: Sequence[str]) -> None:
    """Open the window where nothing is asked for but that; help, words and what is wrong are the command line's.

    Its library is as large as all of the counter, and would stay for as long as the window is open.

    Raises:
        SystemExit: With the window's status.
    """
    asked = _asked(arguments)
    if asked is None:
        return
    frame = Invocation(
        data=asked.get("data"),
        operator=asked.get("operator"),
        lang=asked.get("lang", DEFAULT),
        lang_asked="lang" in asked,
        passphrase_file=asked.get("key-passphrase-file"),
        json=_JSON in asked,
    )
    try:
        open_window(frame=frame, theme=asked.get("theme"), scale=asked.get("scale"))
    except KeyboardInterrupt as stopped:
        sys.stderr.write("\nAborted!\n")
        raise SystemExit(1) from stopped
