"""What the components do beside being looked at."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, QSize, Qt
from PySide6.QtGui import QColor, QFontDatabase, QFontMetrics
from PySide6.QtWidgets import QApplication, QLabel, QListView, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from concierge_desk.paths import resource_text
from concierge_desk.ui.kit.banner import Banner
from concierge_desk.ui.kit.button import ActionButton
from concierge_desk.ui.kit.card import Card, CardText
from concierge_desk.ui.kit.flow import Beside, Flow
from concierge_desk.ui.kit.fonts import FAMILY, load_fonts, tabular, text_font
from concierge_desk.ui.kit.icons import icon_names, pixmap
from concierge_desk.ui.kit.item_list import Item, ItemList
from concierge_desk.ui.kit.layouts import Room
from concierge_desk.ui.kit.marks import Badge, Chip, Tag
from concierge_desk.ui.kit.progress import Progress
from concierge_desk.ui.kit.step_bar import StepBar
from concierge_desk.ui.kit.theme import apply_theme, current
from concierge_desk.ui.kit.toast import Toast
from concierge_desk.ui.kit.words import AmountLabel, Elided, Words
from concierge_desk.ui.page.figure_list import FigureList
from concierge_desk.ui.presenter.figures import Figure

Show = Callable[..., QWidget]
Dress = Callable[[str, float], None]

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture(autouse=True)
def _light(dress: Dress) -> None:
    dress("light", 1.0)


@pytest.fixture
def shown(qtbot: QtBot) -> Show:
    """Show a widget in a window of its own, at a size."""
    windows = []

    def show(widget: QWidget, width: int = 600, height: int = 400) -> QWidget:
        window = QWidget()
        windows.append(window)
        qtbot.addWidget(window)
        column = QVBoxLayout(window)
        column.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)
        window.resize(width, height)
        with qtbot.waitExposed(window):
            window.show()
        return window

    return show


def test_a_button_is_pressed_by_mouse_and_space_bar_never_by_enter(qtbot: QtBot, shown: Show) -> None:
    button = ActionButton("Remettre", ("/",), "primary")
    pressed = []
    button.clicked.connect(lambda: pressed.append(1))
    shown(button)
    qtbot.mouseClick(button, LEFT)
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert len(pressed) == 2
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        qtbot.keyClick(button, key)
    assert len(pressed) == 2


def test_a_click_leaves_the_keyboard_where_it_is(qtbot: QtBot, shown: Show) -> None:
    button = ActionButton("Remettre")
    shown(button).setFocus()
    qtbot.mouseClick(button, LEFT)
    assert not button.hasFocus()


def test_a_button_says_its_words_and_keys(qtbot: QtBot) -> None:
    button = ActionButton("Montant reçu", ("20", "+"))
    qtbot.addWidget(button)
    assert (button.label(), button.keys(), button.accessibleName()) == (
        "Montant reçu",
        ("20", "+"),
        "Montant reçu",
    )
    button.set_label("Carte")
    button.set_keys(("*",))
    assert (button.label(), button.keys(), button.accessibleName()) == ("Carte", ("*",), "Carte")
    assert button.accessibleDescription() == "*"


def test_a_button_without_words_leaves_them_no_room(shown: Show) -> None:
    button = ActionButton("", ("F1",), "quiet", "help")
    shown(button)
    button.setAccessibleName("Aide")
    worded = ActionButton("Aide", ("F1",), "quiet", "help")
    assert button.sizeHint().width() < worded.sizeHint().width() - current().unit


def test_a_button_grows_rather_than_cut_its_words(qtbot: QtBot) -> None:
    button = ActionButton("Carte d’identité, passeport, permis de conduire ou titre de séjour", ("/",))
    qtbot.addWidget(button)
    assert button.heightForWidth(200) > button.heightForWidth(900) == current().target
    assert button.minimumSizeHint().width() < 250


@pytest.mark.parametrize("kind", ["plain", "primary", "quiet", "danger", "foot"])
def test_a_button_that_cannot_be_pressed_looks_so(qtbot: QtBot, shown: Show, kind: str) -> None:
    button = ActionButton("Rendre", ("↓",), kind, "undo")
    shown(button)
    able = button.grab().toImage()
    button.setEnabled(False)
    assert button.grab().toImage() != able


def test_a_card_is_chosen_by_click_and_space_bar(qtbot: QtBot, shown: Show) -> None:
    act = ActionButton("Rendre")
    card = Card(CardText("Perceuse", "caution 40 €", "C1", "en retard", "bad", "À rendre complète."), [act])
    chosen, acted = [], []
    card.clicked.connect(lambda: chosen.append(1))
    act.clicked.connect(lambda: acted.append(1))
    shown(card)
    qtbot.mouseClick(card, LEFT, pos=QPoint(8, 8))
    qtbot.keyClick(card, Qt.Key.Key_Space)
    qtbot.keyClick(card, Qt.Key.Key_Return)
    qtbot.mouseClick(card, Qt.MouseButton.RightButton, pos=QPoint(8, 8))
    assert len(chosen) == 2
    qtbot.mouseClick(act, LEFT)
    assert (len(chosen), len(acted)) == (2, 1)
    assert card.accessibleName() == "C1, Perceuse, en retard, caution 40 €, À rendre complète."


def test_the_state_of_a_card_is_seen(qtbot: QtBot, shown: Show) -> None:
    looks = []
    for state in ("plain", "selected", "late"):
        card = Card(CardText("Perceuse", place="C1"), state=state)
        shown(card)
        assert card.state() == state
        looks.append(card.grab().toImage())
    assert looks[0] != looks[1] != looks[2] != looks[0]


def test_the_acts_of_a_card_go_below_where_there_is_no_room(qtbot: QtBot, shown: Show) -> None:
    act = ActionButton("Pièce vue, remettre", ("/",), "primary")
    card = Card(CardText("Colissimo 6A 15602 67630 0", "Arrivé hier, avis du 24 novembre"), [act])
    window = shown(card, 900)
    title = next(label for label in card.findChildren(QLabel) if label.text().startswith("Colissimo"))
    assert top_of(act, card) < top_of(title, card) + title.height()
    window.resize(400, 400)
    qtbot.waitUntil(lambda: top_of(act, card) > top_of(title, card) + title.height())


def top_of(widget: QWidget, within: QWidget) -> int:
    return widget.mapTo(within, QPoint(0, 0)).y()


def test_a_sentence_says_its_tone_by_a_picture_too(qtbot: QtBot, shown: Show) -> None:
    banner = Banner("Demandez la pièce.", "warning", ("F1",))
    shown(banner)
    before = banner.findChild(QLabel).pixmap().toImage()
    banner.tell("C’est fait.", "good")
    assert banner.text() == banner.accessibleName() == "C’est fait."
    assert banner.findChild(QLabel).pixmap().toImage() != before


def test_a_chip_changes_shape_with_its_tone(shown: Show) -> None:
    chip = Chip("Clé USB : hier", "good")
    shown(chip)
    dot = next(child for child in chip.children() if child.isWidgetType() and not isinstance(child, QLabel))
    outlines = set()
    for tone in ("good", "warning", "bad"):
        chip.show_state("Clé USB", tone)
        outlines.add(outline(dot, tone))
    assert len(outlines) == 3
    chip.show_state("Amina")
    assert not dot.isVisible() and chip.text() == "Amina" == chip.accessibleName()


def outline(dot: QWidget, tone: str) -> tuple[bool, ...]:
    """Return which points of a mark are drawn, whatever their colour."""
    picture = dot.grab().toImage()
    full, ground = QColor(getattr(current(), tone)), QColor(current().ground)
    return tuple(
        abs(picture.pixelColor(x, y).lightness() - full.lightness())
        < abs(picture.pixelColor(x, y).lightness() - ground.lightness())
        for x in range(picture.width())
        for y in range(picture.height())
    )


def test_a_tag_without_words_and_a_badge_without_number_are_not_there(qtbot: QtBot, shown: Show) -> None:
    holder = QWidget()
    flow = Flow(holder)
    tag, badge = Tag("payé", "good"), Badge(3)
    flow.addWidget(tag)
    flow.addWidget(badge)
    shown(holder)
    assert tag.isVisible() and badge.isVisible()
    tag.show_state("")
    badge.show_count(0)
    assert not tag.isVisible() and not badge.isVisible()
    badge.show_count(1234)
    assert badge.text() == "999+"


def test_a_toast_comes_and_goes(qtbot: QtBot, shown: Show) -> None:
    window = shown(Words("Guichet"))
    toast = Toast(window, stays_ms=30)
    toast.tell("Timbres ajoutés", "good")
    assert toast.isVisible() and toast.text() == "Timbres ajoutés" == toast.accessibleName()
    window.resize(300, 300)
    assert window.rect().contains(toast.geometry())
    qtbot.waitUntil(lambda: not toast.isVisible())


def test_long_work_shows_how_far_it_is_and_is_stopped_once(qtbot: QtBot, shown: Show) -> None:
    work = Progress("Copie sur la clé")
    stopped = []
    work.cancelled.connect(lambda: stopped.append(1))
    shown(work)
    work.show_done(420, 1000)
    assert "42\N{NO-BREAK SPACE}%" in [label.text() for label in work.findChildren(QLabel)]
    work.tell("Relecture")
    work.show_done(0, 0)
    assert not [label for label in work.findChildren(QLabel) if "%" in label.text()]
    stop = work.findChild(ActionButton)
    for _time in range(2):
        qtbot.mouseClick(stop, LEFT)
    assert stopped == [1]
    # The next work is another one.
    work.hide()
    work.show()
    qtbot.mouseClick(stop, LEFT)
    assert stopped == [1, 1]


def test_work_that_cannot_be_stopped_offers_no_button(qtbot: QtBot, shown: Show) -> None:
    work = Progress("Écriture", cancel=False)
    shown(work)
    assert not work.findChild(ActionButton).isVisible()
    work.let_stop(True)
    assert work.findChild(ActionButton).isVisible()


def test_steps_say_where_one_stands(qtbot: QtBot, shown: Show) -> None:
    bar = StepBar(["Compter", "Vérifier", "Clôturer"])
    shown(bar)
    assert bar.accessibleName() == "1/3 Compter"
    bar.go_to(2)
    assert (bar.at(), bar.accessibleName()) == (2, "3/3 Clôturer")
    bar.go_to(3)
    assert bar.accessibleName() == "3/3 Clôturer"


def test_a_step_that_a_heading_names_is_a_number_alone(qtbot: QtBot, shown: Show) -> None:
    bar = StepBar(["Compter", "Vérifier", "Clôturer"], headed=True)
    shown(bar)
    seen = [one.text() for one in bar.findChildren(Words) if one.isVisibleTo(bar)]
    assert seen == ["Vérifier", "Clôturer"]
    assert bar.accessibleName() == "1/3 Compter"
    bar.go_to(1)
    seen = [one.text() for one in bar.findChildren(Words) if one.isVisibleTo(bar)]
    assert seen == ["Compter", "Clôturer"]


ITEMS = [
    Item("Colissimo", "Mme Kessler", "aujourd’hui", "warning", "A3", ref="c-1"),
    Item("Timbre", cents=456, ref="a-1"),
    Item(
        "Perceuse " * 30,
        "M. Diallo " * 30,
        "en retard de 2 jours et 3 heures " * 4,
        "bad",
        "C1",
        123_456_789,
        "o-1",
    ),
]


def test_a_list_is_walked_with_arrows_and_opened_with_the_space_bar(qtbot: QtBot, shown: Show) -> None:
    view = ItemList(ITEMS)
    chosen, opened = [], []
    view.chosen.connect(chosen.append)
    view.opened.connect(opened.append)
    shown(view)
    view.setCurrentIndex(view.model().index(0, 0))
    qtbot.keyClick(view, Qt.Key.Key_Down)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert chosen == ITEMS[:2] and opened == [ITEMS[1]] and view.item() == ITEMS[1]


def test_a_row_that_a_screen_reader_presses_is_chosen_once(shown: Show) -> None:
    """Of a press on a row Qt moves the selection alone, as here."""
    view, told = ItemList(ITEMS), []
    shown(view)
    view.chosen.connect(told.append)
    view.selectionModel().select(view.model().index(1, 0), QItemSelectionModel.SelectionFlag.Select)
    assert view.item() == ITEMS[1] and told == [ITEMS[1]]
    view.setCurrentIndex(view.model().index(0, 0))
    assert view.item() == ITEMS[0] and told == [ITEMS[1], ITEMS[0]]


def test_what_was_chosen_stays_chosen_when_the_list_changes(qtbot: QtBot, shown: Show) -> None:
    view = ItemList(ITEMS)
    shown(view)
    view.setCurrentIndex(view.model().index(1, 0))
    view.show_items([Item("Nouveau", ref="n"), *ITEMS])
    assert view.item() == ITEMS[1]
    view.show_items([])
    assert view.item() is None
    qtbot.keyClick(view, Qt.Key.Key_Space)


def test_rows_that_go_on_look_as_if_all_had_come_at_once(shown: Show) -> None:
    """What was laid out before is kept: neither what is chosen nor a row of it is another one for that."""
    long = [Item(f"Ligne {number} " * (number + 1), "détail", ref=str(number)) for number in range(6)]
    view = ItemList(long[:3])
    shown(view, 500, 700)
    view.show_chosen("2")
    told: list[object] = []
    view.chosen.connect(told.append)
    view.show_items(long)
    fresh = ItemList(long)
    shown(fresh, 500, 700)
    fresh.show_chosen("2")
    assert view.grab().toImage() == fresh.grab().toImage() and told == []


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_rows_after_others_look_as_if_there_had_been_none(shown: Show, dress: Dress, scale: float) -> None:
    view = ItemList([*ITEMS, Item("Une autre", ref="o")])
    shown(view, 500, 700)
    view.grab()
    dress("light", scale)
    view.show_items(ITEMS[::-1])
    fresh = ItemList(ITEMS[::-1])
    shown(fresh, 500, 700)
    for one in (view, fresh):
        one.show_chosen(str(ITEMS[0].ref))
    assert view.grab().toImage() == fresh.grab().toImage()


def test_figures_after_others_look_as_if_there_had_been_none(shown: Show) -> None:
    first = [Figure("Espèces", "12,40 €"), Figure("Carte", "3,00 €", quiet=True), Figure("Chèque", "0,00 €")]
    for then in (first[:1], [*first[:1], Figure("Titre", "1,00 €"), first[2], first[1]], []):
        view, fresh = FigureList(), FigureList()
        view.show_figures(first)
        shown(view, 500, 300).grab()
        view.show_figures(then)
        fresh.show_figures(then)
        shown(fresh, 500, 300)
        QApplication.processEvents()
        assert view.grab().toImage() == fresh.grab().toImage()


def test_a_row_is_read_aloud_with_its_amount(qtbot: QtBot) -> None:
    view = ItemList(ITEMS)
    qtbot.addWidget(view)
    said = view.model().index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Timbre, 4,56\N{NO-BREAK SPACE}€"
    assert view.model().index(0, 0).data(Qt.ItemDataRole.DecorationRole) is None
    assert view.model().rowCount(view.model().index(0, 0)) == 0


def test_titles_stand_above_their_row_and_are_read_with_it(qtbot: QtBot, shown: Show) -> None:
    plain = replace(ITEMS[0], ref="plain")
    headed = replace(plain, ref="headed", heading="A · 2")
    parted = replace(headed, ref="parted", part="Aujourd’hui")
    view = ItemList([plain, headed, parted])
    told = []
    shown(view, 700, 600)
    view.chosen.connect(told.append)
    heights = [view.sizeHintForIndex(view.model().index(row, 0)).height() for row in range(3)]
    assert heights[0] < heights[1] < heights[2]
    said = view.model().index(2, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith("Aujourd’hui, A · 2, A3, Colissimo")
    view.show_chosen("headed")
    assert view.item() == headed and told == []
    view.show_chosen("nowhere")
    assert view.item() is None and told == []
    assert not view.grab().isNull()


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_rows_grow_with_their_texts(qtbot: QtBot, shown: Show, dress: Dress, scale: float) -> None:
    dress("light", scale)
    view = ItemList(ITEMS)
    shown(view, 700, 600)
    heights = [view.sizeHintForIndex(view.model().index(row, 0)).height() for row in range(3)]
    assert heights[2] > 2 * heights[0] >= heights[1] * 2 - 1 or heights[2] > heights[0] >= heights[1]
    assert all(height >= current().target for height in heights)
    assert isinstance(view, QListView) and not view.grab().isNull()


def test_words_wrap_and_long_codes_break(qtbot: QtBot) -> None:
    words = Words("6A" * 60)
    qtbot.addWidget(words)
    assert words.minimumSizeHint().width() < words.sizeHint().width() / 3
    assert words.heightForWidth(200) > words.sizeHint().height()
    assert words.text().replace("\N{ZERO WIDTH SPACE}", "") == "6A" * 60


def test_words_keep_their_look_wherever_they_are_put(shown: Show, qapp: QApplication) -> None:
    words = Words("Mme Kessler", colour="muted")
    words.setVisible(True)
    words.dress("heading", "bad")
    shown(words)
    qapp.processEvents()
    assert words.font().pixelSize() == current().heading and words.font().bold()
    assert words.palette().color(words.foregroundRole()).name() == QColor(current().bad).name()


def test_words_are_never_read_as_markup(qtbot: QtBot) -> None:
    words = Words("<b>Kessler</b> & fils")
    qtbot.addWidget(words)
    assert words.textFormat() is Qt.TextFormat.PlainText and words.text() == "<b>Kessler</b> & fils"


@pytest.mark.parametrize("look", ["amount", "strong", "text", "small"])
def test_an_amount_never_wraps_and_lines_up(qtbot: QtBot, shown: Show, look: str) -> None:
    ones, eights = AmountLabel(111_111_111, look), AmountLabel(888_888_888, look)
    for label in (ones, eights):
        shown(label)
        assert label.minimumSizeHint().width() == label.sizeHint().width()
    advances = {label.fontMetrics().horizontalAdvance(label.text()) for label in (ones, eights)}
    assert len(advances) == 1
    ones.show_cents(None)
    assert ones.text() == "" and ones.cents() is None


def test_a_text_of_one_line_is_whole_in_its_tip(qtbot: QtBot, shown: Show) -> None:
    label = Elided("Un détail qui est bien trop long pour la place qu’il y a ici, et qui continue.")
    shown(label, 200)
    assert label.text().endswith("…") and label.toolTip() == label.whole() == label.accessibleName()
    label.setText("Court")
    assert label.text() == label.whole() == "Court"
    assert label.minimumSizeHint().width() < 100


def test_the_shipped_font_is_the_one_that_is_shown(qapp: QApplication) -> None:
    assert FAMILY in load_fonts()
    assert qapp.font().family() == FAMILY
    assert {"Regular", "SemiBold", "Bold"} <= set(QFontDatabase.styles(FAMILY))
    metrics = QFontMetrics(text_font(17))
    assert all(metrics.inFontUcs4(ord(letter)) for letter in "àâçéèêëîïôùûüœŒÆÉÀÇ€’«»…–—·×−↑↓←→✓°ŁłŞşĐđẾế")
    lined = QFontMetrics(tabular(text_font(17)))
    assert len({lined.horizontalAdvance(figure * 10) for figure in "0123456789"}) == 1
    assert metrics.horizontalAdvance("1" * 10) != metrics.horizontalAdvance("8" * 10)


def test_the_licence_of_the_font_travels_with_it() -> None:
    text = resource_text("fonts/LICENSE-GuichetSans.txt")
    assert "The Inter Project Authors" in text and "SIL OPEN FONT LICENSE" in text
    assert not FAMILY.startswith("Inter")


@pytest.mark.parametrize(
    "name", ["counter", "parcels", "shop", "day", "backup", "settings", "person", "key", "check"]
)
def test_the_pictures_of_the_rail_are_there(name: str) -> None:
    assert name in icon_names()


def test_every_picture_is_drawn_in_the_colour_asked(qapp: QApplication) -> None:
    for name in icon_names():
        picture = pixmap(name, "#B3261E", 24).toImage()
        colours = {
            picture.pixelColor(x, y).name()
            for x in range(24)
            for y in range(24)
            if picture.pixelColor(x, y).alpha() == 255
        }
        assert (
            colours <= {"#b3261e"}
            and picture != pixmap("cross" if name != "cross" else "check", "#B3261E", 24).toImage()
        )
        assert 'stroke="currentColor"' in resource_text(f"icons/{name}.svg")
    assert pixmap("check", "#000000", 24) is pixmap("check", "#000000", 24)
    assert pixmap("check", "#000000", 24, 2.0).size() == QSize(48, 48)


def test_a_theme_that_is_not_there_changes_nothing(qapp: QApplication) -> None:
    before = current()
    with pytest.raises(KeyError):
        apply_theme(qapp, "sepia")
    assert current() is before


def test_the_next_line_is_taken_where_there_is_no_room(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    flow = Flow(holder, across=Room(px=10), down=Room(px=5))
    for _time in range(3):
        part = QWidget()
        part.setFixedSize(100, 20)
        flow.addWidget(part)
    assert flow.heightForWidth(320) == 20
    assert flow.heightForWidth(319) == 45
    assert flow.heightForWidth(50) == 70
    assert flow.sizeHint() == QSize(320, 20) and flow.minimumSize() == QSize(100, 20)
    assert flow.itemAt(3) is None and flow.takeAt(3) is None
    flow.takeAt(0).widget().setParent(None)
    assert flow.count() == 2
    flow.itemAt(0).widget().hide()
    assert flow.sizeHint() == QSize(100, 20) and flow.heightForWidth(50) == 20


def test_two_stand_beside_each_other_or_below(qtbot: QtBot) -> None:
    main, side = QWidget(), QWidget()
    main.setMinimumSize(300, 40)
    side.setFixedSize(100, 60)
    holder = QWidget()
    qtbot.addWidget(holder)
    both = Beside(main, side)
    holder.setLayout(both)
    wide, narrow = 300 + both.sizeHint().width(), 320
    assert both.heightForWidth(wide) == 60
    assert both.heightForWidth(narrow) > 100
    side.hide()
    assert both.heightForWidth(narrow) == 40
    main.hide()
    assert both.heightForWidth(narrow) == 0 and both.sizeHint().isEmpty()
    assert both.count() == 2 and both.itemAt(2) is None and both.takeAt(2) is None
    both.takeAt(0)
    assert both.count() == 1
