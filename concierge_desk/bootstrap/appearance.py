"""Look of a window and who is at the counter: asked for at its start, or kept by this PC.

Source: docs/contract.md, "The window"; decision 0020.
"""

from dataclasses import dataclass, replace

from concierge_desk.bootstrap.preferences_file import PreferencesFile
from concierge_desk.desk.options import Options
from concierge_desk.paths import DataFolder
from concierge_desk.ui.kit.preferences import Preferences, ThisPc


@dataclass(frozen=True, slots=True)
class Look:
    """Look of a window, and who is at the counter.

    Attributes:
        lang: Language of what is shown.
        theme: Name of the theme for this once; what was kept on this PC by default.
        scale: Size of the text for this once, 1 is as designed; what was kept on this PC by default.
        operator: Code of whoever is at the counter; the first of the settings by default.
    """

    lang: str
    theme: str | None = None
    scale: float | None = None
    operator: str | None = None


def this_pc_of(options: Options, look: Look) -> ThisPc:
    """Return how the window looks, sounds and hears: as was kept by now."""
    preferences = PreferencesFile(DataFolder(options.data).preferences)
    return ThisPc(wanted(preferences.kept, look), preferences.keep, preferences.unread)


def wanted(kept: Preferences, look: Look) -> Preferences:
    """Return what holds for this once: what is asked for wins over what was kept."""
    return replace(kept, theme=look.theme or kept.theme, scale=look.scale or kept.scale)
