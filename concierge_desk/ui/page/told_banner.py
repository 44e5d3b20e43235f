"""Banner of what a page told last."""

from concierge_desk.ui.kit.banner import Banner
from concierge_desk.ui.presenter.told import Message


class ToldBanner(Banner):
    """What was told last; it takes no room while nothing was."""

    def __init__(self) -> None:
        super().__init__()
        self.hide()

    def show_told(self, told: Message | None) -> None:
        """Show what was told last, None for nothing."""
        self.setVisible(told is not None)
        if told is not None:
            self.tell(told.text, told.tone)
