"""The settings as their page sees them: cards by section, and what is played of them; no Qt, no store.

Every call may wait for the disk: it is made on the tasks' threads, never on the window's.

Source: decision 0065.
"""

from typing import Protocol

from concierge_desk.counter.cards.sections import SettingsSection
from concierge_desk.ui.presenter.port import Asks


class SettingsFace(Asks, Protocol):
    """Face of the desk to the page of the settings: all that the page may ask of it."""

    def sections(self) -> tuple[SettingsSection, ...]:
        """Return what can be set up now, section by section."""
