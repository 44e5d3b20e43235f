"""Who is at the counter of a window, and what the one who is responsible types or has scanned."""

from collections.abc import Iterator
from contextlib import contextmanager

from tests.counter.desks import Play
from tests.counter.rights.four import FOUR
from tests.ui.window.keyboard import WindowKeys
from tests.ui.window.lock.hands import state_of

CODE, WRONG = "9027x", "5550x"
BADGE = "BADGE-7730-1184"


def sits(play: Play, role: str) -> None:
    """Let whoever has a role be at the counter of this process."""
    play.counter.sources.presence.code = FOUR[role]


def comes(keys: WindowKeys, role: str, code: str | None = None) -> None:
    """Let whoever has a role come to the counter at the lock: by the key before their name, and by a code if they have one."""
    state = state_of(keys.window)
    assert state.mode == "locked" and keys.window.lock.covers
    place = next(place for place, one in enumerate(state.people) if one.code == FOUR[role])
    keys.press(f"f{place + 1}")
    if code is not None:
        keys.type(code)
        keys.press("enter")
    assert not keys.window.lock.covers, state_of(keys.window)


@contextmanager
def before_anybody_came(play: Play) -> Iterator[None]:
    """Let the first of the settings do what was done before."""
    presence = play.counter.sources.presence
    here, presence.code = presence.code, None
    try:
        yield
    finally:
        presence.code = here
