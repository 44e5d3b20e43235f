"""Box of the system with one sentence in it, for where no window of ours can be shown: the library for it is missing.

Source: decision 0057.
"""

import os
import sys
from collections.abc import Sequence

_TITLE = "Concierge Desk"
_MOST_SECONDS = 24 * 3600


def show(text: str) -> bool:
    """Show a sentence until it was read, and say whether anything of the system could."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415

        return bool(ctypes.windll.user32.MessageBoxW(None, text, _TITLE, 0x30))
    # Hardly any start fails, and of those hardly any here.
    import shutil  # noqa: PLC0415
    import subprocess  # noqa: PLC0415

    for command in commands(text):
        if shutil.which(command[0]) is None:
            continue
        try:
            subprocess.run(
                command,
                check=False,
                timeout=_MOST_SECONDS,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        except (OSError, subprocess.TimeoutExpired):
            continue
        return True
    return False


def commands(text: str, platform: str = sys.platform) -> Sequence[Sequence[str]]:
    """Return what shows a sentence on a system, the best first; it stays until it was read, but for the last one."""
    if platform == "darwin":
        script = "on run said\ndisplay alert item 1 of said message item 2 of said\nend run"
        return (("osascript", "-e", script, _TITLE, text),)
    return (
        ("zenity", "--warning", "--no-markup", "--title", _TITLE, "--width", "480", "--text", text),
        ("kdialog", "--title", _TITLE, "--sorry", text),
        ("xmessage", "-center", "-title", _TITLE, _folded(text)),
        ("notify-send", "--urgency", "critical", _TITLE, text),
    )


def _folded(text: str, signs: int = 72) -> str:
    """Return a text in lines: the oldest of the boxes folds none."""
    import textwrap  # noqa: PLC0415

    return os.linesep.join(textwrap.wrap(text, signs))
