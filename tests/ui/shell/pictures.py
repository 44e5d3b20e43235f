"""Pictures of the front to draw, and a desk that answers nothing: for widgets only."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from concierge_desk.counter.cards.offers import Ask, Offer, OfferedAct, Option
from concierge_desk.pages.counter.face import Means, SavedVisit
from concierge_desk.pages.counter.state import Missed, Paid, Part, Paying, State
from concierge_desk.pages.day.face import Counted, DaySummary, Money, Pending
from concierge_desk.pages.day.state import EveningState
from concierge_desk.pages.paper_queue.face import PaperList, PaperRow
from concierge_desk.pages.paper_queue.state import PapersState
from concierge_desk.pages.shelf import page_of
from concierge_desk.pages.shelf.face import ShelfSheet
from concierge_desk.ui.presenter.asking import Asking, Undo
from concierge_desk.ui.presenter.figures import BigFigure, Figure, Measured
from concierge_desk.ui.presenter.paper_host import PrinterState
from concierge_desk.ui.presenter.port import Outcome
from concierge_desk.ui.presenter.prices import Priced, PricedLine
from concierge_desk.ui.presenter.status import ChipText, Status
from concierge_desk.ui.presenter.told import Message

SERVICES = (
    page_of("relay", "Colis", "parcels"),
    page_of("pressing", "Pressing", "pressing"),
    page_of("loans", "Prêts", "loans"),
    page_of("shop", "Boutique", "shop"),
)

DOCUMENTS = Ask(
    "id_document",
    "Quelle pièce avez-vous vue ?",
    "choice",
    options=(
        Option("Carte d’identité", "id_card"),
        Option("Passeport", "passport"),
        Option("Permis de conduire", "driving_licence"),
        Option("Titre de séjour", "residence_permit"),
        Option("Autre pièce", "other"),
    ),
    proposal="id_card",
    seen=True,
)
HAND_OVER = OfferedAct("Pièce vue, remettre", "relay.hand_over", {}, (DOCUMENTS,))
PROXY = OfferedAct(
    "Pour quelqu’un d’autre",
    "relay.hand_over",
    {},
    (
        Ask("proxy.name", "Nom de la personne ?", "text"),
        replace(DOCUMENTS, field="proxy.id_document"),
        DOCUMENTS,
    ),
)
PARCEL = Offer(
    "relay",
    "c-4t9d2k7mx0q3",
    "Colissimo 6A 15602 67630 0",
    (
        HAND_OVER,
        PROXY,
        OfferedAct("Refusé", "relay.refuse"),
        OfferedAct("Étiquette", paper="label:c-4t9d2k7mx0q3"),
    ),
    detail="Arrivé hier, avis du 24 novembre",
    place="A3",
    tag="jusqu’au mer. 9 déc., 11 h 30",
    tone="warning",
    rule="Demandez une pièce d’identité avec photo. Pour quelqu’un d’autre : sa pièce et celle du destinataire,"
    " avec la procuration.",
    deadline_day="2026-12-09",
)
PRESSING = Offer(
    "pressing",
    "p-1",
    "Pressing : 3 pièces prêtes",
    (OfferedAct("Rendre", "pressing.give_back"),),
    detail="Manteau bleu, 2 chemises blanches · ticket T-2026-004117 du 19 novembre",
    place="P12",
    tag="payé",
    tone="good",
)
DRILL = Offer(
    "loans",
    "o-1",
    "Perceuse Bosch",
    (OfferedAct("Rentrée", "loans.take_back"),),
    detail="À rendre lundi 23 · 2 batteries, chargeur · caution 40 €",
    tag="en retard de 2 jours",
    tone="bad",
)
WEIGHT = Ask(
    "weight_g",
    "Combien pèse-t-il ?",
    "grams",
    options=tuple(
        Option(f"jusqu’à {words}", grams, price)
        for words, grams, price in (
            ("250 g", 250, "5,49 €"),
            ("500 g", 500, "7,59 €"),
            ("1 kg", 1000, "9,59 €"),
            ("2 kg", 2000, "11,19 €"),
            ("5 kg", 5000, "17,39 €"),
            ("10 kg", 10000, "25,29 €"),
        )
    ),
)
FRANK = OfferedAct(
    "Affranchir au poids",
    "relay.frank",
    {},
    (
        WEIGHT,
        Ask(
            "zone",
            "Où va-t-il ?",
            "choice",
            (Option("France", "FR"), Option("Europe, zone 1", "OM1")),
            proposal="FR",
        ),
        Ask("tracking", "Numéro du colis ?", "text", optional=True),
    ),
    charged=True,
)
COLISSIMO = Offer("relay", "COL", "Colissimo", (FRANK,), detail="France et étranger, au poids")


def favourite(title: str, price: str) -> Offer:
    return Offer(
        "shop", title, title, (OfferedAct("Ajouter", "shop.sell", charged=True),), detail=price, at_once=True
    )


FAVOURITES = (
    favourite("Timbre Lettre verte 20 g", "1,52 €"),
    favourite("Timbre Lettre services plus", "3,55 €"),
    favourite("Timbre international 20 g", "2,25 €"),
    COLISSIMO,
    favourite("Café sur place", "1,20 €"),
    favourite("Photocopie noir et blanc", "0,20 €"),
    favourite("Croissant", "1,30 €"),
    favourite("Baguette tradition", "1,40 €"),
)

LINES = (
    PricedLine(
        {"do": "relay.sell"}, "Timbre Lettre verte 20 g", 3, 456, "La Poste · 1,52 € l’un", "La Poste"
    ),
    PricedLine(
        {"do": "relay.frank"},
        "Colissimo 1,8 kg, France",
        1,
        1119,
        "La Poste · n° 6A 15602 68384 1",
        "La Poste",
    ),
    PricedLine({"do": "shop.sell"}, "Café sur place", 2, 240, "Conciergerie · TVA 10 %", "Conciergerie"),
)
PRICED = Priced(LINES, 1815, (("La Poste", 1575), ("Conciergerie", 240)))
TOLD = Message("Timbres ajoutés à la visite de Mme Kessler", "good", 1)

UNDO_UNTIL = time.monotonic() + 9
EMPTY = State(favourites=FAVOURITES)
FOUND = State(
    heading="Mme Kessler",
    offers=(PARCEL, PRESSING, DRILL),
    favourites=FAVOURITES,
    visit="v-1",
    priced=PRICED,
    told=TOLD,
    undo=Undo("Timbre Lettre verte 20 g", None, UNDO_UNTIL),
    parked=1,
)
SEEN = replace(FOUND, asking=Asking(PARCEL, HAND_OVER, "op", complaint=""))
PROXIED = replace(FOUND, asking=Asking(PARCEL, PROXY, "op", ("M. Durand",)))
WEIGHED = State(
    asking=Asking(COLISSIMO, FRANK, "op", complaint="Tapez le poids en grammes, par exemple 250.")
)
ZONED = State(asking=Asking(COLISSIMO, FRANK, "op", (1800,)), waiting=("6A15602676300",))
MISSED = replace(
    EMPTY,
    missed=(
        Missed("3017620422003", "Personne ici ne connaît le code 3017620422003. Regardez-le, puis tapez-le."),
        Missed("ZZ9", "Personne ici ne connaît le code ZZ9. Regardez-le, puis tapez-le."),
    ),
    told=Message("Personne ici ne connaît le code 3017620422003. Regardez-le, puis tapez-le.", "bad", 2),
)
MEANS = (Means("cheque", "Chèque"), Means("card", "Carte bancaire"), Means("online", "Paiement en ligne"))
PAYING = replace(FOUND, paying=Paying(MEANS, 1815, 1), offers=(), heading="")
APART = (
    Means("card", "Carte, La Poste", "LAPOSTE"),
    Means("cheque", "Chèque, La Poste", "LAPOSTE"),
    Means("card", "Carte, Conciergerie", "OWN"),
    Means("cheque", "Chèque, Conciergerie", "OWN"),
)
PAYING_APART = replace(
    FOUND, paying=Paying(APART, 1815, amounts=(1695, 1695, 120, 120)), offers=(), heading=""
)
PARTED = replace(FOUND, parts=(Part(MEANS[0], 1000),))
PAID = replace(
    EMPTY,
    paid=Paid("T-2026-000123", 1815, 2000, 185, "Espèces", ("ticket:T-2026-000123",)),
    told=Message("Ticket T-2026-000123 payé, espèces · 18,15 €.", "good", 3),
)
REFUSED = replace(
    FOUND,
    priced=Priced(
        (
            *LINES,
            PricedLine(
                {}, "Lettre suivie 100 g", 1, None, "La Poste", "La Poste", "Aucun tarif n’est en vigueur."
            ),
        ),
        1815,
        PRICED.funds,
        note_needed=True,
    ),
    line=1,
)
ARRIVING = State(
    mode="arrivals",
    asking=Asking(
        replace(PARCEL, rule="", place="B2"),
        OfferedAct(
            "Prendre en garde",
            "relay.receive",
            {},
            (
                Ask("shelf", "Où le ranger ?", "text", proposal="B2"),
                Ask("addressee.name", "Pour qui ?", "text", optional=True),
            ),
        ),
        "op",
    ),
    arrived=(
        "A4 · Colissimo 6A 15602 67631 7",
        "A3 · Lettre recommandée 1A 204 938 4729 1",
        "A2 · Colissimo 6A 15602 67630 0",
    ),
)
BAG = State(mode="arrivals")

WARNED = replace(
    FOUND,
    told=Message(
        "Ticket T-2026-000001 payé, espèces · 4,56 €. Le stock de LV_20 indique 0 : comptez les timbres quand vous aurez"
        " un moment.",
        "warning",
        4,
    ),
)

PICTURES = {
    "warned": WARNED,
    "empty": EMPTY,
    "found": FOUND,
    "seen": SEEN,
    "proxied": PROXIED,
    "weighed": WEIGHED,
    "zoned": ZONED,
    "missed": MISSED,
    "paying": PAYING,
    "paying apart": PAYING_APART,
    "parted": PARTED,
    "paid": PAID,
    "refused": REFUSED,
    "arriving": ARRIVING,
    "bag": BAG,
}
TYPED = {"weighed": "1800", "zoned": "2"}

STATUS = Status(
    "Conciergerie Ampère",
    "Amina",
    ChipText("Mer. 25 nov. · ferme à 11 h 30", "good"),
    ChipText("Clé USB : hier 18 h 04", "good"),
    open=True,
    practice=True,
    waiting={"relay": 14, "pressing": 3, "loans": 1},
    parked=1,
    sets_up=True,
)


TODAY = date(2026, 11, 25)


class StillFace:
    """A desk on which nothing happens: it keeps what it was asked."""

    means = (Means("cash", "Espèces"), *MEANS)

    def __init__(self, lang: str = "fr") -> None:
        self.lang = lang
        self.asked: list[tuple[str, Any]] = []
        self.offers: tuple[Offer, ...] = ()
        self.seen_version = 1
        self.status_now = STATUS
        # Nothing is played here that somebody could approve of.
        self.keepers: Any = None

    def new_op(self) -> str:
        return "0199a000-0000-7000-8000-000000000001"

    def play(self, raw: Mapping[str, Any]) -> Any:
        raise AssertionError(raw)

    def outcome(self, answers: Sequence[Any]) -> Outcome:
        return Outcome("", "")

    def sentence(self, code: str, params: Mapping[str, Any]) -> str:
        return code

    def listed(self, text: str) -> str:
        return text

    def recognises(self, code: str) -> bool:
        return False

    def _look(self, how: str, text: str) -> tuple[Offer, ...]:
        self.asked.append((how, text))
        return self.offers

    def found(self, code: str) -> tuple[Offer, ...]:
        return self._look("found", code)

    def named(self, text: str) -> tuple[Offer, ...]:
        return self._look("named", text)

    def searched(self, text: str) -> tuple[Offer, ...]:
        return self.named(text)

    def from_list(self, code: str) -> tuple[Offer, ...]:
        return self.found(code)

    def arrives(self, code: str) -> tuple[Offer, ...]:
        return self._look("arrives", code)

    def running(self) -> tuple[Offer, ...]:
        return ()

    def favourites(self) -> tuple[Offer, ...]:
        return FAVOURITES

    def on_shelf(self, service: str) -> ShelfSheet:
        return ShelfSheet(TODAY, self._look("shelf", service))

    def priced(self, visit: str | None, acts: Sequence[Mapping[str, Any]]) -> Priced:
        return Priced((), 0, ())

    def at_counter(self) -> SavedVisit | None:
        return None

    def parked(self) -> tuple[SavedVisit, ...]:
        return ()

    def ticket_of(self, visit: str) -> str | None:
        return None

    def status(self) -> Status:
        self.asked.append(("status", ""))
        return self.status_now

    def paper(self, document: str) -> Path:
        raise AssertionError(document)

    def version(self) -> int:
        return self.seen_version


class StillDay:
    """The day of a desk where nothing happens."""

    def __init__(self, face: StillFace) -> None:
        self.lang = face.lang
        self.stands = DaySummary()

    def sheet(self) -> DaySummary:
        return self.stands


FIGURES = (
    Figure("Passages", "38"),
    Figure("Tickets", "38"),
    Figure("Envois encore ici", "14"),
)
CARD = Measured("Carte bancaire", "999,99\u00a0€", 99999)
BLIND = Money(
    (BigFigure("Encaissé par carte et chèque", "999,99\u00a0€", ("Les espèces suivent.",)),), (CARD,)
)
MONEY = Money(
    (
        BigFigure(
            "Encaissé aujourd'hui", "12\u00a0999,99\u00a0€", ("mercredi 18 novembre\u00a0: 388,10\u00a0€",)
        ),
        BigFigure("dont dû à La Poste", "9\u00a0999,99\u00a0€", ("reste dû\u00a0: 12\u00a0204,60\u00a0€",)),
    ),
    (Measured("Espèces", "12\u00a0000,00\u00a0€", 1_200_000), CARD, Measured("Chèque", "0,00\u00a0€", 0)),
    (
        Figure("Pour La Poste", "9\u00a0999,99\u00a0€"),
        Figure("Devrait être en caisse", "1\u00a0220,63\u00a0€"),
    ),
)
HOURS = tuple(Measured(f"{hour}\u00a0h", str(hour), hour) for hour in range(7, 20))
"""A day longer than any."""
SHEET = DaySummary(
    day="2026-11-25",
    title="mercredi 25 novembre",
    number="Z-2026-0271",
    open=True,
    half="goes_on",
    step="count",
    under_way=True,
    pending=(Pending("Timbre Lettre verte 20\u00a0g, Café, Ourlet simple …", "12,40\u00a0€"),),
    figures=FIGURES,
    opened="ouverte à 8\u00a0h\u00a002",
    stock=(Figure("Timbre Lettre internationale 20\u00a0g, en stock", "0", quiet=True),),
    moved=BigFigure("Entrées et sorties d'envois", "14 · 11", ("14 en garde",)),
    hours=HOURS,
    blind=BLIND,
    reasons=(Option("Comptage inexact", "counting_error"), Option("Inexpliqué", "unexplained")),
)
COUNTED = replace(SHEET, step="counted", counted=Counted(21863, 22063), money=MONEY)
TWO = replace(
    SHEET,
    under_way=False,
    blind=replace(
        BLIND,
        operators=(
            Figure("La concierge", "38 tickets"),
            Figure("Farida Benali-Rochefoucauld", "12 tickets · 2 remboursements · 3 corrections"),
        ),
    ),
    to_see=(
        Figure(
            "mer. 25\u00a0nov. 18:30 · Farida Benali-Rochefoucauld",
            "L’horloge a été mise à l’heure\u00a0: 25/11, 18:30 (à voir par la personne responsable)",
        ),
        Figure("mer. 25\u00a0nov. 18:41", "5 fois un code faux pour o02"),
    ),
)
CLOSED = replace(
    SHEET, money=MONEY, open=False, half="", under_way=False, step="over", counted=None, left_cents=21863
)
TYPED_PIECES = {5000: "3", 2000: "2", 100: "12345", 1: "7"}
EVENINGS = {
    "open": EveningState(replace(SHEET, under_way=False)),
    "two": EveningState(TWO),
    "late": EveningState(replace(SHEET, under_way=False, late=True)),
    "break": EveningState(replace(SHEET, under_way=False, half="break")),
    "to_open": EveningState(replace(CLOSED, to_open=True), opening="80,50"),
    "owes": EveningState(replace(CLOSED, step="report", to_open=True)),
    "visits": EveningState(replace(SHEET, step="visits"), is_open=True),
    "count": EveningState(SHEET, is_open=True, typed=TYPED_PIECES),
    "gap": EveningState(COUNTED, is_open=True),
    "reason": EveningState(COUNTED, is_open=True, choosing=True),
    "reasoned": EveningState(COUNTED, is_open=True, reason="unexplained"),
    "stick": EveningState(
        replace(CLOSED, step="stick"),
        is_open=True,
        told=Message("Écrit : rapports/laposte-AMP1-2026-11-25.zip.", "good", 1),
    ),
    "passphrase": EveningState(replace(CLOSED, step="stick"), is_open=True, passphrase=True),
    "copying": EveningState(replace(CLOSED, step="stick"), is_open=True, done=(3, 7)),
    "over": EveningState(CLOSED, is_open=True),
}
"""The day and each step of its closing."""


_OFF = PrinterState(
    "Rouleau du comptoir (file de cet ordinateur)",
    frozenset({"roll", "label"}),
    "ne répond pas",
    "bad",
    "L’imprimante ne répond pas : vérifiez qu’elle est allumée et que son câble est branché.",
    60,
)
_ROWS = tuple(
    PaperRow(
        f"w{n}",
        f"ticket:{n}",
        f"Closing of the day Z-2026-{n:04}",
        stand,
        "roll",
        "Wed 25 Nov, 17:40",
        told,
        tone,
        n,
    )
    for n, (stand, told, tone) in enumerate(
        (
            ("under_way", "", "warning"),
            ("waiting", "", "warning"),
            ("idle", "", "plain"),
            ("out", "DUPLICATA n° 2 · begun: the printer was cut off", "warning"),
            ("given_up", "Spoiled or already out", "plain"),
        ),
        1,
    )
)
_LISTED = PapersState(
    PaperList(_ROWS, 41), (_OFF, replace(_OFF, name="HP-LaserJet", kinds=frozenset({"a4"})))
)
PAPERS = {
    "nothing": PapersState(PaperList()),
    **{row.stand: replace(_LISTED, chosen=row.ref) for row in _ROWS},
    "reason": replace(
        _LISTED,
        chosen="w2",
        aside="reason",
        reasons=(Option("Not needed", "not_needed"), Option("Other reason", "other")),
        reason=1,
    ),
    "elsewhere": replace(
        _LISTED,
        chosen="w2",
        aside="elsewhere",
        ways=(Option("On the screen", "screen:"), Option("HP", "HP", "stopped")),
    ),
}
"""The page of the papers in each of its states."""
