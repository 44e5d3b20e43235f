"""Labelled field of a form: what is asked for, the line to type in, what helps, what is wrong with it."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from concierge_desk.frame.first_start.step import Asked
from concierge_desk.ui.kit.fields.field import InputField
from concierge_desk.ui.kit.fields.secret_field import SecretField
from concierge_desk.ui.kit.layouts import ColumnLayout
from concierge_desk.ui.kit.speech import say
from concierge_desk.ui.kit.widgets import ask_height, show_text
from concierge_desk.ui.kit.words import Words


class LabelledField(QWidget):
    """A line to type in with its label above it."""

    def __init__(self, asked: Asked) -> None:
        super().__init__()
        self._hint = say(asked.hint) if asked.hint else ""
        self.line = SecretField(lasts=True) if asked.hidden else InputField("")
        self.line.setAccessibleName(say(asked.label))
        self._below = Words("", "small", "muted")
        ColumnLayout(self, gap=0.5).put(Words(say(asked.label), "strong"), self.line, self._below)
        ask_height(self)
        self.say_wrong("")

    def on_answer(self, answered: Callable[[str], None]) -> None:
        """Tell each time what is typed by now."""
        line = self.line
        if isinstance(line, SecretField):
            line.edited.connect(lambda: answered(line.secret()))
        else:
            line.textChanged.connect(answered)

    def say_wrong(self, words: str) -> None:
        """Say what is wrong with it, in the language shown; nothing, and it says what helps."""
        self.line.show_refused(bool(words))
        self._below.dye("bad" if words else "muted")
        show_text(self._below, words or self._hint)
