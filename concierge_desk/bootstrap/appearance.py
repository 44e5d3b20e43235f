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
        lang: Language of what is shown, where none was chosen at this PC, or it was asked for.
        theme: Name of the theme for this once; what was kept on this PC by default.
        scale: Size of the text for this once, 1 is as designed; what was kept on this PC by default.
        operator: Code of whoever is at the counter; the first of the settings by default.
        lang_asked: The language was asked for: it wins over the one that was chosen.
    """

    lang: str
    theme: str | None = None
    scale: float | None = None
    operator: str | None = None
    lang_asked: bool = False


def this_pc_of(options: Options, look: Look) -> ThisPc:
    """Return how the window looks, sounds and hears: as was kept by now."""
    preferences = PreferencesFile(DataFolder(options.data).preferences)
    return ThisPc(wanted(preferences.kept, look), preferences.keep, preferences.unread)


def in_chosen_language(options: Options, look: Look) -> Look:
    """Return how a window looks in the language that was chosen at this PC, but where another was asked for."""
    chosen = PreferencesFile(DataFolder(options.data).preferences).kept.lang
    return replace(look, lang=chosen) if chosen and not look.lang_asked else look


def wanted(kept: Preferences, look: Look) -> Preferences:
    """Return what holds for this once: what is asked for wins over what was kept."""
    return replace(kept, theme=look.theme or kept.theme, scale=look.scale or kept.scale)
