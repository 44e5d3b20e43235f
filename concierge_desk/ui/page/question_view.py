"""View of the question that stands: large type, its options by number, the key that answers."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QPushButton, QWidget

from concierge_desk.counter.cards.offers import LISTED, Ask, Option
from concierge_desk.i18n import N_
from concierge_desk.ui.kit import theme
from concierge_desk.ui.kit.banner import Banner
from concierge_desk.ui.kit.button import ActionButton, SizedByRow
from concierge_desk.ui.kit.choice_list import ChoiceList
from concierge_desk.ui.kit.flow import Flow
from concierge_desk.ui.kit.keys import cap
from concierge_desk.ui.kit.layouts import ColumnLayout, GridLayout, Room, RowLayout
from concierge_desk.ui.kit.screen_reader.accessible import as_answer
from concierge_desk.ui.kit.shapes import draw_box, draw_option, painter_of
from concierge_desk.ui.kit.speech import say
from concierge_desk.ui.kit.step_bar import StepBar
from concierge_desk.ui.kit.widgets import ask_height, emptied, holder
from concierge_desk.ui.kit.words import Words
from concierge_desk.ui.page.answer_words import answer_words, counted
from concierge_desk.ui.presenter.answers import FIGURES, Unread, picked, ticked
from concierge_desk.ui.presenter.asking import Asking

_HOW = {
    "choice": N_("Type the number of a line."),
    "text": N_("Type it in the line above."),
    "who": N_(
        "Scan the card, or type the name in the line above, with a telephone number where there is one."
    ),
    "grams": N_("Weigh it, type the grams in the line above."),
    "count": N_("Type how many in the line above."),
    "day": N_("Type the date in the line above, such as 24/11."),
    "moment": N_("Type the time in the line above, such as 10:40; of another day 24/11 10:40."),
    "cents": N_("Type the euros in the line above, such as 12,50."),
    "ticks": N_("All that are ticked count. Type the numbers of the others, with a space between them."),
    "picks": N_("Type the numbers of what is meant, with a space between them."),
}
_FIGURES = N_("Type the numbers of what is meant, one after the other.")
_SCANNED = N_("Scan each one, or type its number.")


_ONE_COLUMN = 3
_BESIDE = 6
"""More options of a list that several are picked from stand in two columns."""
"""More options than these stand in two columns where room is short, more bands of weight always."""


class _Band(SizedByRow, QPushButton):
    """One band of weight: up to how much, and its price."""

    heard_as = as_answer

    def __init__(self, option: Option) -> None:
        super().__init__()
        self._words, self._price = Words(option.label, "text"), Words(option.detail, "strong")
        self._row = RowLayout(self, margin=(1.5, 0.5), gap=1.5)
        self._row.put(self._words, self._price, grows=self._words)
        for part in (self._words, self._price):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        ask_height(self)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(f"{option.label}, {option.detail}")
        theme.on_change(self)

    def mark(self, on: bool) -> None:
        """Mark it, not by colour alone."""
        self.setChecked(on)
        for part in (self._words, self._price):
            part.dye("on_accent_soft" if on else "ink")
        self.setAccessibleDescription("←" if on else "")

    def fit(self) -> None:
        """Take the height of the theme."""
        self.setMinimumHeight(theme.current().target)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  (Qt's name)
        """Draw its box; the marked one has the accent's edge."""
        with painter_of(self) as painter:
            draw_option(painter, self)


class Ladder(QWidget):
    """The bands of weight and their prices; the one the weight falls into is marked.

    Attributes:
        chosen: A band was pressed, by place.
    """

    chosen = Signal(int)

    def __init__(self, ask: Ask) -> None:
        super().__init__()
        self._most = [option.value for option in ask.options]
        self._marked = -1
        self.bands = [_Band(option) for option in ask.options]
        grid = GridLayout(self, across=0.5, down=0.5)
        # Read down, then across: a band and the next heavier one stay below each other.
        rows = -(-len(self.bands) // (2 if len(self.bands) > _ONE_COLUMN else 1))
        for place, band in enumerate(self.bands):
            column, row = divmod(place, rows)
            grid.setColumnStretch(column, 1)
            grid.addWidget(band, row, column)
            band.clicked.connect(lambda _checked=False, place=place: self._press(place))
        self.setAccessibleName(say("Prices by weight"))

    @property
    def marked(self) -> int:
        """Place of the band that is marked, -1 while none is."""
        return self._marked

    def band(self) -> QWidget | None:
        """Return the band that is marked, None while none is."""
        return self.bands[self._marked] if self._marked >= 0 else None

    def weigh(self, typed: str) -> None:
        """Mark the band of a typed weight: the first that takes it."""
        grams = int(typed) if typed.isascii() and typed.isdigit() else 0
        fits = (place for place, most in enumerate(self._most) if grams and grams <= most)
        self._mark(next(fits, -1))

    def _press(self, place: int) -> None:
        # A press checks or unchecks what is pressed: it is the one that is chosen, however often.
        self._mark(place)
        self.chosen.emit(place)

    def _mark(self, place: int) -> None:
        self._marked = place
        for at, band in enumerate(self.bands):
            band.mark(at == place)


class AskingPanel(QWidget):
    """Asks what an act still needs.

    Attributes:
        pressed: A button of it was pressed: the name of its key.
        opted: An option or a band of weight was pressed, by place.
        typed: A key of the keypad was pressed: its sign.
        worded: A line that is ticked or not was pressed: its number, as a word of the scan line.
    """

    pressed = Signal(str)
    opted = Signal(int)
    typed = Signal(str)
    worded = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._asked: tuple[Any, ...] | None = None
        self._narrow = False
        self._asking: Asking | None = None
        self._key = "enter"
        self._usual = -1
        self._ticks = False
        self._ladder: Ladder | None = None
        self._choices: ChoiceList | None = None
        self._act = Words("", "small", "muted")
        self._steps = ColumnLayout()
        self._steps_held = holder(self._steps)
        self._question = Words("", "heading")
        self._answers = ColumnLayout()
        self._how = Words("", "small", "muted")
        self._complaint = Banner("", "bad")
        self._confirm = ActionButton("", (), "primary")
        self._nothing = ActionButton(say("Keep nothing"), (cap("minus"),), "plain")
        self._back = ActionButton(say("Back"), (cap("escape"),), "plain")
        self._column = ColumnLayout(self, margin=2, gap=1)
        buttons = Flow(down=Room(px=8)).put(self._confirm, self._nothing, self._back)
        self._held = holder(self._answers)
        self._column.put(self._act, self._steps_held, self._question, self._complaint, self._held)
        self._column.put(self._how, holder(buttons))
        # The keyboard has its keys: the space bar after a Tab must hand nothing over.
        self._confirm.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._nothing.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._nothing.clicked.connect(lambda: self.pressed.emit("minus"))
        self._back.clicked.connect(lambda: self.pressed.emit("escape"))
        self._confirm.clicked.connect(lambda: self.pressed.emit(self._key))
        ask_height(self)

    @property
    def ladder(self) -> Ladder | None:
        """The ladder of bands, where a weight is asked for."""
        return self._ladder

    def marked(self) -> QWidget | None:
        """Return the band or the option that is marked, for whoever scrolls; None while none is."""
        if self._ladder is not None:
            return self._ladder.band()
        return None if self._choices is None else self._choices.widget(self._choices.selected())

    def show_asking(self, asking: Asking, typed: str) -> None:
        """Show the question that stands, what was answered before it, and why an answer was not taken."""
        ask = asking.ask
        if ask is None:
            return
        told = asking.complaint or asking.note
        self._complaint.setVisible(bool(told))
        if told != self._complaint.text():
            self._complaint.tell(told, "bad" if asking.complaint else "warning")
        # The answers too: what was typed may be hidden meanwhile.
        shown = (asking.act, asking.answers)
        if shown != self._asked:
            self._asked = shown
            self._show_question(asking, ask)
        self.show_typed(typed)

    def show_typed(self, typed: str) -> None:
        """Mark what the typed number means, before it is confirmed."""
        if self._ladder is not None:
            self._ladder.weigh(typed)
        if self._choices is not None:
            if self._ticks:
                self._show_ticks(typed)
                return
            number = int(typed) - 1 if typed.isascii() and typed.isdigit() else -1
            self._choices.select(number if typed else self._usual)

    def _show_ticks(self, typed: str) -> None:
        """Tick what was typed, or all but that; what cannot be read changes nothing."""
        ask = self._asking.ask if self._asking is not None else None
        if self._choices is None or ask is None:
            return
        try:
            if ask.kind == "picks":
                places = picked(ask, typed)
                self._choices.tick(places)
                self._how.setText(counted(ask, places) or self._how_to(ask))
            else:
                on = ticked(typed, self._choices.count())
                self._choices.tick([place for place, stays in enumerate(on) if stays])
        except Unread:
            return

    def fold(self, narrow: bool) -> None:
        """Say the same in less room, so that the answers are seen without scrolling."""
        self._narrow = narrow
        self._question.dress("title" if narrow else "heading", "ink")
        if self._choices is not None:
            self._choices.set_columns(self._columns(self._choices))
        self._show_steps()
        self._show_how()
        self._column.set_margin((2, 1 if narrow else 2))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  (Qt's name)
        """Draw the sheet, its edge the accent's: here is the one thing to do."""
        tokens = theme.current()
        with painter_of(self) as painter:
            draw_box(
                painter,
                self.rect(),
                tokens.card,
                radius=tokens.radius,
                edge=(tokens.accent, 2 * tokens.border),
            )

    def _show_question(self, asking: Asking, ask: Ask) -> None:
        self._asking = asking
        self._show_steps()
        self._question.setText(ask.question)
        self.setAccessibleName(ask.question)
        emptied(self._answers)
        self._ladder = self._choices = None
        self._usual, self._ticks = -1, ask.kind in LISTED
        if ask.kind == "grams" and ask.options:
            self._ladder = Ladder(ask)
            self._ladder.chosen.connect(self.opted)
            self._answers.addWidget(self._ladder)
        elif ask.kind in {"choice", *LISTED}:
            self._show_choices(ask)
        elif ask.kind in {"count", "cents", "grams"}:
            self._show_keypad()
        self._held.setVisible(self._answers.count() > 0)
        self._show_key(ask)
        self._how.setText(self._how_to(ask))
        self._show_how()

    def _show_choices(self, ask: Ask) -> None:
        values = [option.value for option in ask.options]
        if ask.proposal in values:
            self._usual = values.index(ask.proposal)
        choices = ChoiceList([(option.label, option.detail) for option in ask.options], self._usual)
        choices.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        if self._ticks:
            choices.chosen.connect(lambda place: self.worded.emit(str(place + 1)))
        else:
            choices.chosen.connect(self.opted)
        choices.setAccessibleName(ask.question)
        choices.set_columns(self._columns(choices))
        self._choices = choices
        self._answers.addWidget(choices)

    def _show_keypad(self) -> None:
        from concierge_desk.ui.kit.fields.keypad import Keypad  # noqa: PLC0415  (made with the first question for a number)

        keypad = Keypad()
        keypad.typed.connect(self.typed)
        self._answers.addWidget(keypad, 0, Qt.AlignmentFlag.AlignLeft)

    def _columns(self, choices: ChoiceList) -> int:
        """Return in how many columns options are seen with the button below them."""
        most = _BESIDE if self._ticks else FIGURES - 1
        return (
            2
            if choices.count() > most or (self._narrow and choices.count() > _ONE_COLUMN and not self._ticks)
            else 1
        )

    def _show_key(self, ask: Ask) -> None:
        self._key = "slash" if ask.seen else "enter"
        words = N_("Confirm")
        if not ask.seen and ask.proposal is None and ask.optional and ask.kind != "ticks":
            words = N_("Confirm, or leave out")
        self._nothing.setVisible(ask.clears)
        self._confirm.set_label(say(words))
        self._confirm.set_keys((cap(self._key),))

    def _how_to(self, ask: Ask) -> str:
        if self._usual >= 0:
            return say("Type a number, or {key} for the marked line.", key=cap(self._key))
        if ask.kind not in ("choice", "ticks") and ask.proposal is not None:
            proposed = answer_words(ask, ask.proposal)
            if ask.clears:
                source = N_("{proposed} is known: {keeps} keeps it, {clears} keeps nothing; or type another.")
                return say(source, proposed=proposed, keeps=cap(self._key), clears=cap("minus"))
            return say("{proposed} is proposed: confirm it, or type another.", proposed=proposed)
        if ask.kind == "picks" and (ask.gathers or len(ask.options) <= FIGURES):
            return say(_SCANNED if ask.gathers else _FIGURES)
        return say(_HOW[ask.kind])

    def _show_how(self) -> None:
        # The keys stand on the options; where room is short they are enough.
        self._how.setVisible(not self._narrow or self._choices is None)

    def _show_steps(self) -> None:
        """Show where one stands: in a bar, or where room is short as `2/4` behind the name of the act."""
        emptied(self._steps)
        asking = self._asking
        if asking is None:
            return
        asks, at = asking.act.asks, len(asking.answers)
        # What is known of who is served stands beside: nothing was asked.
        known = sum(ask.spared and value is None for ask, value in zip(asks, asking.answers, strict=False))
        asks, at, answers = asks[known:], at - known, asking.answers[known:]
        several = len(asks) > 1
        label = " · ".join(part for part in (asking.act.label, self._price(asking)) if part)
        self._act.setText(f"{label} · {at + 1}/{len(asks)}" if several and self._narrow else label)
        self._steps_held.setVisible(several and not self._narrow)
        if several and not self._narrow:
            # A question that is answered stands there as its answer.
            said = [answer_words(ask, value) for ask, value in zip(asks, answers, strict=False)]
            said += [ask.question for ask in asks[at:]]
            self._steps.addWidget(StepBar(said, at, headed=True))

    def _price(self, asking: Asking) -> str:
        """Return what it costs at the weight that was told: it stays in sight while more is asked."""
        for ask, value in zip(asking.act.asks, asking.answers, strict=False):
            if ask.kind == "grams" and value is not None:
                return next((band.detail for band in ask.options if value <= band.value), "")
        return ""
