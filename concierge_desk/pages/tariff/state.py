"""State of the page of the tariffs: one unmoving picture after another.

Source: decision 0068.
"""

from dataclasses import dataclass
from pathlib import Path

from concierge_desk.pages.tariff.face import LookedAtSheet, SheetFile
from concierge_desk.ui.presenter.told import Message


@dataclass(frozen=True, slots=True)
class TariffPageState:
    """Everything the page of the tariffs shows.

    Attributes:
        files: What may be a sheet; None before they were looked for.
        chosen: The file that is chosen; None where there is none.
        sheet: The sheet that was looked at; None before.
        confirming: The same key once more takes in what is unusual, too.
        told: The last sentence.
        busy: The desk is at work.
    """

    files: tuple[SheetFile, ...] | None = None
    chosen: Path | None = None
    sheet: LookedAtSheet | None = None
    confirming: bool = False
    told: Message | None = None
    busy: bool = False
