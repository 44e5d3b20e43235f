"""Waiting for the trial page of a printer of rolls, wherever in the window it was asked for."""

from collections.abc import Callable

from concierge_desk.pages.preferences.trial_view import TrialQuestion

_TRIES = 8


def until_asked(
    trial: TrialQuestion, until: Callable[[Callable[[], bool]], object], once_more: Callable[[], object]
) -> int:
    """Wait for the first question; on a busy machine a printer may fall silent, and the page is printed once more.

    Args:
        trial: The question.
        until: Waits until something is so.
        once_more: Has the page printed again, by keys or by the mouse.

    Returns:
        How often it was printed.
    """
    for tries in range(1, _TRIES + 1):
        until(lambda: trial._answers.isVisible() or "silent" in trial._told.text())
        if trial._answers.isVisible():
            return tries
        once_more()
    raise AssertionError(trial._told.text())
