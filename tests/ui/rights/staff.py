"""Who is at the counter of a window, and what the one who is responsible types or has scanned."""

from collections.abc import Iterator
from contextlib import contextmanager

from tests.counter.desks import Play
from tests.counter.rights.four import FOUR

CODE, WRONG = "9027x", "5550x"
BADGE = "BADGE-7730-1184"


def sits(play: Play, role: str) -> None:
    """Let whoever has a role be at the counter of this process."""
    play.counter.sources.presence.code = FOUR[role]


@contextmanager
def before_anybody_came(play: Play) -> Iterator[None]:
    """Let the first of the settings do what was done before."""
    presence = play.counter.sources.presence
    here, presence.code = presence.code, None
    try:
        yield
    finally:
        presence.code = here
