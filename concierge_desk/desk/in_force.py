"""Settings in force: those of the last entry that says what the shop is, read again once another entry came.

A window is open for months, and another process may have written meanwhile: what was read at its opening is only what
held then.

Source: decision 0065.
"""

from concierge_desk.counter.context import Settings
from concierge_desk.domain.errors import IntegrityFailure
from concierge_desk.store import journal, settings
from concierge_desk.store.connection import Connection
from concierge_desk.store.database import Store


class SettingsInForce:
    """The settings of an open store; kept as long as the head of its journal did not move."""

    def __init__(self, store: Store) -> None:
        """Read from a store, when somebody asks."""
        self._store = store
        self._known: tuple[bytes, Settings] | None = None

    def read(self) -> Settings:
        """Return them as they are now.

        Raises:
            EnvironmentFailure: When the file cannot be read.
            IntegrityFailure: ``store.damaged`` when no entry says what the shop is any more.
        """
        return self._store.read(self._in)

    def _in(self, rows: Connection) -> Settings:
        head = journal.head(rows).hash
        known = self._known
        if known is None or known[0] != head:
            # Written whole: whoever asks from another thread meets the one or the other.
            known = self._known = head, settings_of(rows)
        return known[1]


def settings_of(rows: Connection) -> Settings:
    """Return the settings in force: from the entries, for a table may have been touched.

    Raises:
        IntegrityFailure: ``store.damaged`` when no entry says so.
    """
    try:
        return Settings.of(settings.settings_in_force(rows))
    except LookupError as error:
        # A desk is put in place with its first entries: without any it was emptied.
        raise IntegrityFailure("store.damaged") from error
