"""Choice of what is to be made: two answers, each with its number."""

from PySide6.QtCore import Signal

from concierge_desk.frame.first_start.state import FirstState
from concierge_desk.frame.first_start.steps.kind import KINDS
from concierge_desk.frame.first_start.views.numbered_view import NumberedView
from concierge_desk.ui.kit.choice_list import ChoiceList
from concierge_desk.ui.kit.layouts import ColumnLayout
from concierge_desk.ui.kit.speech import say

_CODES = [code for code, _label, _detail in KINDS]


class ChoiceView(NumberedView):
    """What is to be made.

    Attributes:
        chose: One was chosen: its code.
    """

    chose = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.put(ChoiceList([(say(label), say(detail)) for _code, label, detail in KINDS]))
        self.list.chosen.connect(lambda place: self.chose.emit(_CODES[place]))
        ColumnLayout(self).put(self.list)

    def show_state(self, state: FirstState) -> None:
        """Show what is chosen."""
        kind = state.answers.kind
        self.list.select(_CODES.index(kind) if kind else -1)
