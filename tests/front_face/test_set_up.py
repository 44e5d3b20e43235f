"""What the shop is set up by at the counter: its cards, each act played as the front plays it."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from concierge_desk.counter.cards.leads import AT_COUNTER_NOW
from concierge_desk.counter.cards.offers import Offer, OfferedAct
from concierge_desk.counter.settings.core import CORE_SETTINGS
from concierge_desk.desk import catalogue
from concierge_desk.desk.core_cards import settings_offers
from concierge_desk.domain.errors import Refused
from concierge_desk.pages.counter.desk import FrontFace
from concierge_desk.store.settings import rates_on
from tests.counter.desks import Play
from tests.front_face.asked import at_hand, command
from tests.real_site import SIRET


@pytest.fixture
def counter(play: Play) -> Iterator[FrontFace]:
    """The face in French: its cards are read as she reads them."""
    lent = FrontFace(at_hand(play), "fr")
    yield lent
    lent.close()


def cards(face: FrontFace) -> dict[str, Offer]:
    return {offer.ref: offer for offer in face.read(settings_offers) if offer.service == "till"}


def act(face: FrontFace, ref: str, label: str) -> OfferedAct:
    return next(one for one in cards(face)[ref].acts if one.label.replace("\u00a0", " ") == label)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_the_cards_in_their_order(counter: FrontFace) -> None:
    shown = [plain(f"{offer.title} | {offer.detail}") for offer in cards(counter).values()]
    others = shown[shown.index("Un compte à part pour cartes et chèques | ") + 1 : -4]
    assert len(others) == len(CORE_SETTINGS) + len(catalogue.services()), "figures, then services"
    assert shown == [
        (
            "Nom et adresse | Conciergerie Solidaire Ampère"
            " · 40 rue de Wattwiller · 67100 Strasbourg"
            " · SCIC La Conciergerie Solidaire d'Alsace · Société coopérative à capital variable"
        ),
        "Numéros de l’entreprise | SIRET : 00000000000000 · Numéro de TVA : aucun · Registre du commerce : Strasbourg",
        "Lieu de la conciergerie | Jours fériés : Alsace et Moselle · Fuseau horaire : Europe/Paris",
        "Année comptable et rouleau | Année comptable à partir du : 01/01 · Largeur du rouleau : 80 mm",
        "La concierge | o01 · concierge, responsable",
        "Quelqu’un de nouveau au comptoir | ",
        "Code : La concierge | Pas de code : qui s’assoit là peut prendre ce nom.",
        "Qui peut quoi | ",
        (
            "Heures d’ouverture | lun. 15:00-18:00 · mar. 08:00-11:30, 15:00-18:00 · mer. 08:00-11:30"
            " · jeu. 08:00-11:30, 15:00-18:00 · ven. 08:00-11:30, 15:00-18:00 · sam. 09:00-12:00"
        ),
        "Fermer la conciergerie | Ce qui est en garde passe à la dernière ouverture d’avant.",
        "Taux de TVA | TVA 20 % · TVA 10 % · TVA 5,5 %",
        "Nouveau partenaire | ",
        "Un tiroir à part | ",
        "Un compte à part pour cartes et chèques | ",
        *others,
        "Relevé La Poste | quelqu’un le porte ou le transmet",
        "Courriels aux habitants | par le serveur d’un autre courriel, ou aucun",
        (
            "Données personnelles : les papiers | Feuilles (A4) : ce qui est noté sur les gens, pourquoi, combien de temps,"
            " et que faire."
        ),
        (
            "Qui a regardé des noms | Chaque jour des douze derniers mois : qui a regardé des noms sans servir personne,"
            " et de quelle façon ; pas les noms. Pour la ou le responsable."
        ),
    ]


@pytest.mark.parametrize(
    ("label", "answers", "details", "told"),
    [
        (
            "Par courriel",
            ("bureau@laposte.example", "a@b.example", "courrier.example", 465, None, None),
            {"to": "bureau@laposte.example", "from": "a@b.example", "host": "courrier.example", "port": 465},
            "part tout seul, par courriel",
        ),
        (
            "Vers un serveur (SFTP)",
            ("sftp.example", 22, "ampere", "mot de passe", None, "releves", "SHA256:" + "k" * 43),
            {"host": "sftp.example", "port": 22, "user": "ampere", "folder": "releves"},
            "part tout seul, vers un serveur",
        ),
        (
            "Dans un dossier ou sur une clé",
            ("/media/CLE/releves",),
            {"folder": "/media/CLE/releves"},
            "part tout seul, dans un dossier",
        ),
    ],
)
def test_by_which_way_a_report_leaves_is_a_few_plain_questions(
    play: Play, counter: FrontFace, label: str, answers: tuple[Any, ...], details: dict[str, Any], told: str
) -> None:
    play.do(**command(act(counter, "delivery:laposte", label), *answers))
    ref = play.last("delivery.channel_set").data["details"]
    assert json.loads(str(play.personal(ref))) == details
    assert cards(counter)["delivery:laposte"].detail == told
    # A password is asked for where nobody reads it.
    asks = act(counter, "delivery:laposte", label).asks
    assert all(ask.secret and ask.verbatim for ask in asks if ask.field == "password")
    play.do(**command(act(counter, "delivery:laposte", "Plus tout seul"), 1))
    assert play.last("delivery.channel_set").data == {"export": "laposte", "channel": "none"}


@pytest.mark.parametrize(
    ("ref", "label", "answers", "field", "value"),
    [
        ("site.name", "Changer le nom", ("Au Port",), "name", "Au Port"),
        ("site.name", "Changer l’adresse", ("1 quai ; 67000 S",), "address", ("1 quai", "67000 S")),
        ("site.name", "Changer les mentions légales", ("SCIC",), "legal", ("SCIC",)),
        ("site.numbers", "Changer le SIRET", (SIRET,), "siret", SIRET),
        ("site.numbers", "Changer le registre", ("Colmar",), "rcs", "Colmar"),
        ("site.place", "Choisir les jours fériés", (1,), "holidays", "FR"),
        ("site.place", "Choisir le fuseau horaire", (6,), "timezone", "Indian/Reunion"),
        ("site.year", "Choisir l’année comptable", (7,), "fiscal_year_start", "07-01"),
        ("site.year", "Choisir le rouleau", (2,), "roll_mm", 58),
    ],
)
def test_what_the_shop_is_has_a_key_for_each_field(
    play: Play, counter: FrontFace, ref: str, label: str, answers: tuple[Any, ...], field: str, value: Any
) -> None:
    play.do(**command(act(counter, ref, label), *answers))
    assert getattr(play.desk.settings, field) == value


def test_the_numbers_of_another_company_come_together(play: Play, counter: FrontFace) -> None:
    play.do("site.change", siret=SIRET, vat_number="FR40303265045")
    siret = act(counter, "site.numbers", "Changer le SIRET")
    assert siret.asks[1].proposal == "FR40303265045"
    assert play.code(**command(siret, "55208131766522", "FR40303265045")) == "site.vat_number_invalid"
    # Left out it is cleared; only what was answered is sent.
    vat = act(counter, "site.numbers", "Changer le numéro de TVA")
    assert play.do(vat.do, **vat.fields).result["changed"] == ["vat_number"]
    register = act(counter, "site.numbers", "Changer le registre")
    assert play.do(register.do, **register.fields).result["changed"] == ["rcs"]


def test_somebody_comes_and_goes(play: Play, counter: FrontFace) -> None:
    add = act(counter, "operator.new", "Ajouter")
    assert (add.asks[1].proposal, add.asks[2].proposal) == (["concierge"], "o02")
    _played(play, command(add, "Paul Heitz", 3, "o02"))
    assert cards(counter)["operator:o02"].title == "Paul Heitz"
    _played(play, command(act(counter, "operator:o02", "Choisir le rôle"), 2))
    assert cards(counter)["operator:o02"].detail == "o02 · concierge, responsable"
    _played(play, command(act(counter, "operator:o02", "Changer le nom"), "Paul Wurtz"))
    assert cards(counter)["operator:o02"].title == "Paul Wurtz"
    _played(play, command(act(counter, "operator:o01", "N’est plus ici"), 1))
    assert "operator:o01" not in cards(counter)
    # A code is never given twice.
    assert act(counter, "operator.new", "Ajouter").asks[2].proposal == "o03"


def test_who_is_at_the_counter_is_said_where_there_are_several(play: Play, counter: FrontFace) -> None:
    assert not any(one.leads for one in cards(counter)["operator:o01"].acts)
    _played(play, command(act(counter, "operator.new", "Ajouter"), "Paul Heitz", 2, "o02"))
    for code, name in (("o02", "Paul Heitz"), ("o01", "La concierge")):
        lead = cards(counter)[f"operator:{code}"].acts[0].leads
        assert lead == f"{AT_COUNTER_NOW}{code}"
        assert counter.operators.change(code) == name
        assert counter.status().operator == name
        counter.play({"op": play.op(), "do": "site.change", "name": f"Chez {name}"})
        assert play.last("settings.set").by == code
    # Whoever keeps it no more signs nothing, and nobody unknown sits down.
    counter.operators.change("o02")
    play.do("operator.retire", whom="o02")
    assert counter.status().operator == "La concierge"
    with pytest.raises(Refused, match=r"operator\.unknown"):
        counter.operators.change("o07")


def _played(play: Play, raw: dict[str, Any]) -> None:
    if "operator" in raw:
        raw["whom"] = raw.pop("operator")
    play.do(**raw)


def test_another_week_is_typed_as_hours_are_written(play: Play, counter: FrontFace) -> None:
    grid = act(counter, "calendar.week", "Noter d’autres horaires")
    usual = [ask.proposal for ask in grid.asks[1:]]
    assert usual[:2] == ["15:00-18:00", "08:00-11:30 15:00-18:00"]
    assert usual[6] == "-"
    play.do(**command(grid, "2026-12-01", "8h30-12h, 14 h - 18 h 30", *usual[1:]))
    assert [(slot["opens"], slot["closes"]) for slot in play.last("calendar.grid_set").data["slots"]][:2] == [
        ("08:30", "12:00"),
        ("14:00", "18:30"),
    ]
    # It is proposed once it holds.
    assert act(counter, "calendar.week", "Noter d’autres horaires").asks[1].proposal == usual[0]
    play.hands.set("2026-12-01T08:00")
    play.do("till.open_drawer", reason="count")
    assert (
        act(counter, "calendar.week", "Noter d’autres horaires").asks[1].proposal == "08:30-12:00 14:00-18:30"
    )


def test_days_are_closed_shown_at_the_door_and_opened_again(play: Play, counter: FrontFace) -> None:
    span = act(counter, "calendar.close", "Fermer d’un jour à un autre")
    answer = play.do(**command(span, "2026-12-24", "2026-12-26", 3))
    assert answer.documents == ("poster:closed-2026-12-24",)
    play.do(**command(act(counter, "calendar.close", "Fermer un jour"), "2026-12-27", 1))
    first, second = (cards(counter)[f"calendar.closed:{day}"] for day in ("2026-12-24", "2026-12-27"))
    assert [(plain(one.title), one.detail) for one in (first, second)] == [
        ("Fermé du 24 décembre au 26 décembre", "Congés"),
        ("Fermé le 27 décembre", "Travaux"),
    ]
    door = first.acts[0].paper
    assert door == "poster:closed-2026-12-24"
    assert counter.paper(door).is_file()
    play.do(**command(first.acts[1], 1))
    assert "calendar.closed:2026-12-24" not in cards(counter)
    # What is over is not shown.
    play.hands.set("2026-12-28T08:00")
    play.do("calendar.close_on", day="2026-12-29", reason="works")
    assert [ref for ref in cards(counter) if ref.startswith("calendar.closed")] == [
        "calendar.closed:2026-12-29"
    ]


def test_a_rate_is_changed_in_percent(play: Play, counter: FrontFace) -> None:
    reduced = act(counter, "vat", "Changer la TVA 5,5 %")
    play.do(**command(reduced, "6", "2027-01-01"))
    assert play.desk.store.read(lambda rows: rates_on(rows, date(2027, 1, 1)))["TVA_55"] == 600


def test_every_command_of_the_set_up_stands_on_a_card(play: Play, counter: FrontFace) -> None:
    play.do("calendar.close_on", day="2026-12-24", reason="leave")
    offered = {one.do for offer in cards(counter).values() for one in offer.acts}
    wanted = {
        name
        for name in catalogue.commands()
        if name.partition(".")[0] in ("site", "operator", "calendar", "vat")
    }
    play.do("operator.set_code", whom="o01", code="9027x")
    offered |= {one.do for offer in cards(counter).values() for one in offer.acts}
    # Who comes and who leaves is no card's.
    assert wanted - offered == {"operator.sign_in", "operator.sign_out"}
