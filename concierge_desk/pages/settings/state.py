"""State of the page of the settings: one unmoving picture after another.

Source: decision 0065.
"""

from dataclasses import dataclass

from concierge_desk.counter.cards.offers import Offer, OfferedAct
from concierge_desk.counter.cards.sections import SettingsSection
from concierge_desk.ui.presenter.asking import Asking, Undo
from concierge_desk.ui.presenter.told import Message


@dataclass(frozen=True, slots=True)
class SettingsState:
    """Everything the page of the settings shows.

    Attributes:
        sections: What can be set up.
        at: Place of the section that is open.
        selected: Place of the chosen card in it.
        act: Place of the chosen act of that card.
        asking: The act that is being asked for; None where none is.
        undo: What F9 takes back; None where nothing was done here.
        undoable: It still can be.
        kept: Why F9 does not take back what was done last, in a sentence; empty where it does, or nothing was done.
        papers: Those of the act that was done last.
        told: The last sentence.
        busy: The desk is at work.
    """

    sections: tuple[SettingsSection, ...] = ()
    at: int = 0
    selected: int = 0
    act: int = 0
    asking: Asking | None = None
    undo: Undo | None = None
    undoable: bool = False
    kept: str = ""
    papers: tuple[str, ...] = ()
    told: Message | None = None
    busy: bool = False

    @property
    def section(self) -> SettingsSection | None:
        """The section that is open; None where nothing can be set up, or is not read yet."""
        return self.sections[self.at] if self.at < len(self.sections) else None

    @property
    def offers(self) -> tuple[Offer, ...]:
        """Its cards; while an act is asked for, the one it belongs to alone."""
        if self.asking is not None:
            return (self.asking.offer,)
        return () if self.section is None else self.section.offers

    @property
    def offer(self) -> Offer | None:
        """The chosen card; None where there is none."""
        offers = () if self.section is None else self.section.offers
        return offers[self.selected] if self.selected < len(offers) else None

    @property
    def chosen(self) -> OfferedAct | None:
        """The chosen act of the chosen card; None where it has none."""
        offer = self.offer
        return offer.acts[self.act] if offer is not None and self.act < len(offer.acts) else None

    @property
    def did(self) -> bool:
        """Something was done here that F9 takes back, or says of why not."""
        return self.undo is not None or bool(self.kept)
