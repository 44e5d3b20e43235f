"""Gallery of every component in every state, on one page: looked at after each change of the look."""

import sys
from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFrame, QLayout, QScrollArea, QWidget

from concierge_desk.ui.kit.banner import Banner
from concierge_desk.ui.kit.button import ActionButton
from concierge_desk.ui.kit.card import Card, CardText
from concierge_desk.ui.kit.charts.bars import Bar, BarList, ColumnChart
from concierge_desk.ui.kit.charts.day_strip import DayMark, DayStrip
from concierge_desk.ui.kit.choice_list import ChoiceList
from concierge_desk.ui.kit.empty_state import EmptyState
from concierge_desk.ui.kit.fields.date_edit import DateEdit
from concierge_desk.ui.kit.fields.money_edit import MoneyEdit
from concierge_desk.ui.kit.fields.quantity_edit import QuantityEdit
from concierge_desk.ui.kit.flow import Flow
from concierge_desk.ui.kit.icons import Icon, icon_names
from concierge_desk.ui.kit.item_list import Item, ItemList
from concierge_desk.ui.kit.key_cap import KeyCap
from concierge_desk.ui.kit.layouts import ColumnLayout, Room
from concierge_desk.ui.kit.marks import Badge, Chip, Tag
from concierge_desk.ui.kit.progress import Progress
from concierge_desk.ui.kit.step_bar import StepBar
from concierge_desk.ui.kit.theme import apply_theme, current
from concierge_desk.ui.kit.toast import Toast
from concierge_desk.ui.kit.words import AmountLabel, Elided, Words

TODAY = date(2026, 11, 25)
"""The day the samples play on."""

_TONES = ("plain", "good", "warning", "bad")
_STATES = {
    "plain": "Mer. 25 nov.",
    "good": "Clé USB : hier 18 h 04",
    "warning": "Clé USB : il y a 3 jours",
    "bad": "Imprimante sans papier",
}
_RULE = (
    "Demandez une pièce d’identité avec photo. Pour quelqu’un d’autre : sa pièce et celle du destinataire, "
    "avec la procuration."
)


class Gallery(QScrollArea):
    """The page of samples."""

    def __init__(self) -> None:
        super().__init__()
        page = QFrame()
        page.setProperty("surface", "ground")
        column = ColumnLayout(page, margin=(3, 3, 3, 12), gap=2)
        for title, samples in self._sections():
            column.addWidget(Words(title, "heading"))
            column.addLayout(samples)
        column.addStretch(1)
        self.setWidget(page)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setWindowTitle("Concierge Desk")
        self.toast = Toast(self, stays_ms=60_000)
        self.toast.tell("Timbres ajoutés à la visite de Mme Kessler")

    def _sections(self) -> tuple[tuple[str, QLayout], ...]:
        return (
            ("Textes", _down(_texts())),
            ("Boutons", _across(_buttons())),
            ("Marques", _across(_marks())),
            ("Bandeaux", _down([Banner(_RULE, tone, ("F1",)) for tone in _TONES])),
            ("Cartes", _down(_cards())),
            ("Champs", _across(_fields())),
            ("Choix", _down([ChoiceList(_PAPERS, 1)])),
            ("Liste", _down([_list()])),
            ("Graphiques", _down(_charts())),
            ("Étapes", _down([StepBar(_STEPS, at) for at in (0, 2, 4)])),
            ("Travail long", _down(_works())),
            (
                "Vide",
                _down(
                    [
                        _on_card(
                            EmptyState(
                                "parcels", "Aucun colis n’attend", "Scannez le sac du facteur pour commencer."
                            )
                        )
                    ]
                ),
            ),
            ("Pied", _down([_foot()])),
            ("Images", _across([_on_card(Icon(name)) for name in icon_names()])),
        )


def show_gallery(theme: str, scale: float) -> int:
    """Show the gallery and return the exit status when it is closed.

    Args:
        theme: ``light``, ``dark`` or ``contrast``.
        scale: 1.0 for 17 px text.

    Raises:
        KeyError: When there is no such theme.
    """
    known = QApplication.instance()
    app = known if isinstance(known, QApplication) else QApplication(sys.argv[:1])
    apply_theme(app, theme, scale)
    gallery = Gallery()
    gallery.resize(1280, 800)
    gallery.show()
    return app.exec()


_PAPERS = (
    "Carte d’identité",
    "Passeport",
    ("Permis de conduire", "avec photo"),
    ("Titre de séjour", "en cours de validité"),
)
_STEPS = ("Compter", "Vérifier", "Clôturer", "Sauvegarder")


def _down(widgets: Sequence[QWidget]) -> QLayout:
    column = ColumnLayout(gap=Room(px=12))
    for widget in widgets:
        column.addWidget(widget)
    return column


def _across(widgets: Sequence[QWidget]) -> Flow:
    flow = Flow(across=Room(px=12), down=Room(px=12))
    for widget in widgets:
        flow.addWidget(widget)
    return flow


def _texts() -> list[QWidget]:
    texts: list[QWidget] = [
        Words("Mme Kessler", "heading"),
        Words("Colissimo 6A 15602 67630 0", "title"),
        Words("Timbre Lettre verte 20 g"),
        Words("Foyer 0042 · adhérente · crédit temps 2 h 30", "small", "muted"),
        Words("La Poste · 1,52 € l’un", "tiny", "muted"),
        AmountLabel(123_456_789),
        AmountLabel(-1815, "strong"),
    ]
    cut = Elided(
        "Ce texte d’une seule ligne peut finir par trois points quand la place manque, jamais une somme. " * 3
    )
    return [*texts, cut]


def _buttons() -> list[QWidget]:
    off, off_primary = ActionButton("Rendre", ("↓",)), ActionButton("Pièce vue, remettre", ("/",), "primary")
    off.setEnabled(False)
    off_primary.setEnabled(False)
    long = ActionButton("Carte d’identité, passeport, permis de conduire ou titre de séjour", ("2", "/"))
    long.setMaximumWidth(420)
    return [
        ActionButton("Pièce vue, remettre", ("/",), "primary"),
        ActionButton("Rendre", ("↓",)),
        ActionButton("Imprimer le ticket", ("F12",), "plain", "print"),
        ActionButton("Aide", ("F1",), "quiet", "help"),
        ActionButton("Refuser le colis", (), "danger", "cross"),
        ActionButton("Montant reçu, monnaie", ("20", "+")),
        ActionButton("Espèces, compte juste", ("+",), "primary", large=True),
        off,
        off_primary,
        long,
    ]


def _marks() -> list[QWidget]:
    tags = {
        "plain": "adhérente",
        "good": "payé",
        "warning": "jusqu’au mer. 9 déc.",
        "bad": "en retard de 2 jours",
    }
    return [
        *(Chip(text, tone) for tone, text in _STATES.items()),
        *(Tag(text, tone) for tone, text in tags.items()),
        *(Badge(count) for count in (1, 14, 1200)),
        *(KeyCap(key) for key in ("F2", "Échap", "+", "/", "↓")),
    ]


def _cards() -> list[QWidget]:
    parcel = CardText(
        "Colissimo 6A 15602 67630 0",
        "Arrivé hier, avis du 24 novembre",
        "A3",
        "jusqu’au mer. 9 déc., 11 h 30",
        "warning",
        _RULE,
    )
    pressing = CardText(
        "Pressing : 3 pièces prêtes",
        "Manteau bleu, 2 chemises blanches · ticket T-2026-004117 du 19 novembre",
        "P12",
        "payé",
        "good",
    )
    late = CardText(
        "Perceuse Bosch",
        "À rendre lundi 23 · 2 batteries, chargeur · caution 40 €",
        "!",
        "en retard de 2 jours",
        "bad",
    )
    many = [ActionButton("Refuser", ()), ActionButton("Renvoyer", ()), ActionButton("Rentrée", ("↓",))]
    return [
        Card(parcel, [ActionButton("Pièce vue, remettre", ("/",), "primary")], "selected"),
        Card(pressing, [ActionButton("Rendre", ("↓",))]),
        Card(late, many, "late"),
        Card(CardText("Café sur place")),
    ]


def _fields() -> list[QWidget]:
    wrong, off = MoneyEdit(), MoneyEdit(500)
    wrong.setText("1.234")
    wrong.show_refused(True)
    off.setEnabled(False)
    day = DateEdit(TODAY)
    day.set_day(TODAY)
    return [MoneyEdit(1815), wrong, off, day, QuantityEdit(3)]


def _list() -> ItemList:
    shown = ItemList(
        [
            Item("Colissimo 6A 15602 67630 0", "Mme Kessler · arrivé hier", "aujourd’hui", "warning", "A3"),
            Item("Timbre Lettre verte 20 g", "La Poste · 1,52 € l’un", cents=456),
            Item(
                "Perceuse Bosch", "M. Diallo · à rendre lundi 23", "en retard de 2 jours", "bad", "C1", 4000
            ),
        ]
    )
    shown.setCurrentIndex(shown.model().index(0, 0))
    shown.setMinimumHeight(current().target * 5)
    return shown


def _charts() -> list[QWidget]:
    bars, columns, strip = BarList(), ColumnChart(), DayStrip()
    bars.show_bars(
        [
            Bar("Carte", "231,15\u00a0€", 23115),
            Bar("Espèces", "151,20\u00a0€", 15120),
            Bar("Chèque", "0,00\u00a0€", 0),
        ]
    )
    hours = {"8\u00a0h": 7, "9\u00a0h": 11, "10\u00a0h": 14, "15\u00a0h": 9}
    columns.show_bars([Bar(hour, str(count), count) for hour, count in hours.items()])
    strip.show_days(
        [DayMark("L", str(23 + at), tone, words) for at, (tone, words) in enumerate(_STATES.items())]
    )
    return [_on_card(bars), _on_card(columns), _on_card(strip)]


def _works() -> list[QWidget]:
    half, unknown = (
        Progress("Copie sur la clé USB, puis relecture"),
        Progress("Recherche de la clé USB", cancel=False),
    )
    half.show_done(420, 1000)
    unknown.show_done(0, 0)
    return [half, unknown]


def _foot() -> QWidget:
    foot = QFrame()
    foot.setProperty("surface", "foot")
    flow = Flow(foot, margin=(Room(px=20), Room(px=6)), across=Room(px=16), down=Room(px=8))
    flow.addWidget(Icon("check", "on_foot"))
    flow.addWidget(Words("Timbres ajoutés à la visite de Mme Kessler", "small", "on_foot"))
    flow.addWidget(ActionButton("Annuler", ("F9",), "foot"))
    flow.addWidget(Words("1 visite en attente · imprimante prête", "small", "foot_muted"))
    return foot


def _on_card(sample: QWidget) -> QWidget:
    card = QFrame()
    card.setProperty("surface", "sheet")
    ColumnLayout(card, margin=Room(px=9)).addWidget(sample)
    return card
