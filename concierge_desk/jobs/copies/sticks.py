"""The sticks of a window's desk: found, told from others by the copies on them, written, released.

Source: docs/contract.md, "Sticks"; decisions 0021, 0024.
"""

from concierge_desk.desk.desk import Desk
from concierge_desk.domain.errors import EnvironmentFailure
from concierge_desk.media.system import System
from concierge_desk.media.volumes import Volume, removable_volumes
from concierge_desk.paths import STICK_FOLDER
from concierge_desk.ui.presenter.long_job import HowFar, Stopping
from concierge_desk.ui.presenter.sticks_face import CopyMade, Stick


class Sticks:
    """The sticks that are plugged in, as pages see them."""

    def __init__(self, desk: Desk, operator: str | None, system: System | None = None) -> None:
        """Look at the sticks of a machine.

        Args:
            desk: The open desk; it outlives this.
            operator: Code of whoever makes copies.
            system: The machine whose sticks are found; the one the program runs on by default.
        """
        self._desk = desk
        self._operator = operator
        self._system = system

    def plugged(self) -> tuple[Stick, ...]:
        """Return the sticks that are plugged in."""
        return tuple(self._stick(volume) for volume in removable_volumes(self._system))

    def back_up(self, stick: Stick, passphrase: str | None, step: HowFar, stopping: Stopping) -> CopyMade:
        """Make a copy on a stick: see `SticksFace.back_up`."""
        # What makes copies is not loaded before one is made.
        from concierge_desk.jobs.copies.backup import back_up, folder_on, target_of  # noqa: PLC0415
        from concierge_desk.media.ejection import eject  # noqa: PLC0415  (as above)
        from concierge_desk.store.copies import Watch  # noqa: PLC0415

        found = next(
            (volume for volume in removable_volumes(self._system) if volume.mount == stick.mount), None
        )
        if found is None:
            raise EnvironmentFailure("media.vanished")
        watch = Watch(step, stopping)
        target = target_of(self._desk, folder_on(found, self._system), self._system)
        made = back_up(self._desk, target, passphrase, self._desk.present(self._operator), watch)
        try:
            eject(found)
            released = True
        except EnvironmentFailure:
            # The copy lies there and was read back: how to pull the stick out is all that is left to say.
            released = False
        unread = tuple(dict.fromkeys(path.name for path in made.unread))
        return CopyMade(released, made.faults, unread, made.left_out)

    def _stick(self, volume: Volume) -> Stick:
        copies = (volume.mount / STICK_FOLDER).glob(f"{self._desk.identity.desk}-[0-9]*.zip")
        try:
            known = any(copies)
        except OSError:
            # Pulled out without a word.
            known = False
        return Stick(volume.mount, volume.label, known)
