"""The way from the command line to the window, and to the gallery of its components.

Source: docs/contract.md, "The window".
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, TypeVar

import click

from concierge_desk.bootstrap import window
from concierge_desk.bootstrap.appearance import Look
from concierge_desk.cli import mishap
from concierge_desk.cli.frame import Invocation, global_options, guarded, start_log
from concierge_desk.desk.options import Options, has_store
from concierge_desk.domain.errors import DeskError, EnvironmentFailure
from concierge_desk.i18n import N_
from concierge_desk.paths import DataFolder
from concierge_desk.ui.kit.preferences import LARGEST_SCALE
from concierge_desk.ui.kit.tokens import THEMES

F = TypeVar("F", bound=Callable[..., Any])

_IN_FRONT = N_("The window of this desk was open already: it is in front now.")

_OPTIONS = (
    click.option(
        "--theme",
        type=click.Choice(tuple(THEMES)),
        help="Couleurs de la fenêtre, pour cette fois ; sinon celles choisies dans la fenêtre.",
    ),
    click.option(
        "--scale",
        type=click.FloatRange(1, LARGEST_SCALE),
        help="Taille du texte, pour cette fois ; 2 est le double ; sinon celle choisie dans la fenêtre.",
    ),
)


def look_options(function: F) -> F:
    """Accept how the window looks."""
    for option in reversed(_OPTIONS):
        function = option(function)
    return function


@guarded
def open_window(*, frame: Invocation, theme: str | None, scale: float | None) -> None:
    """Open the window of the desk, of a practice shop where none was set up yet; of a backup that is only looked at.

    Raises:
        SystemExit: With the window's status.
    """
    if frame.read_only:
        window.require_display()
        look = Look(frame.lang, theme, scale, frame.operator)
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
    look = Look(frame.lang, theme, scale, frame.operator)
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
    """Run the window of a desk, and say where the practice shop lies if it is one."""
    if has_store(DataFolder(asked.data)) and window.is_open_already(asked):
        frame.write(frame.say(_IN_FRONT))
        return 0
    window.require_display()
    options = window.desk_or_practice(asked)
    start_log(DataFolder(options.data).logs)
    if options is not asked:
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
        return window.run_window(options, look)
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


@click.command(add_help_option=False)
@look_options
@global_options
def alone(frame: Invocation, theme: str | None, scale: float | None) -> None:
    """Open the window, with nothing loaded that only words need."""
    open_window(frame=frame, theme=theme, scale=scale)


def is_alone(arguments: Sequence[str]) -> bool:
    """Say whether nothing is asked for but the window; help, words and what is wrong are the command line's."""
    try:
        alone.make_context(None, list(arguments))
    except click.ClickException:
        return False
    return True


@click.command()
@look_options
@global_options
@guarded
def gallery(frame: Invocation, theme: str | None, scale: float | None) -> None:
    """Montrer chaque élément de la fenêtre dans chacun de ses états."""
    window.require_display()
    raise SystemExit(window.show_gallery(Look(frame.lang, theme, scale)))
