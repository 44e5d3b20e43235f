"""Way from a practice shop to a real one: exact lines for a terminal of this PC.

Source: docs/contract.md, "Recovery sheet", "Words".
"""

from concierge_desk.desk.terminal import line, program
from concierge_desk.i18n import N_, translate
from concierge_desk.paths import DataFolder, resource_file
from concierge_desk.ui.presenter.status import RealShop

_OTHER = "reel"
"""Ending of a folder beside that of a practice shop that was set up where a real one would stand."""
_EXAMPLE = "sites/ampere.toml"


def way_to_real_shop(folder: DataFolder, lang: str) -> RealShop:
    """Return what is typed to set up a real shop.

    Args:
        folder: Where the practice shop lies.
        lang: Language of the names that stand for her own files.
    """
    home = folder.home
    if home == folder.root:
        home = home.with_name(f"{home.name}-{_OTHER}")
    site, sheet = (translate(name, lang) for name in (N_("my-place.toml"), N_("recovery-sheet.pdf")))
    desk = [*program(), "--data", str(home.absolute())]
    lines = (
        [*desk, "init", "--site", site],
        [*desk, "backup", "--to", "usb"],
        [*desk, "recovery-sheet", "--to", sheet],
        desk,
    )
    return RealShop(str(resource_file(_EXAMPLE)), tuple(map(line, lines)))
