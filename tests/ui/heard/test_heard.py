"""What is heard of the counter on a real bus, and what is done there by whoever sees and types nothing.

One window lives one day here: each test goes on where the one before left the counter.
"""

import pytest

from concierge_desk import registry
from concierge_desk.counter.values.codes import printed_code
from concierge_desk.i18n import translate
from concierge_desk.pages import pages_of
from concierge_desk.ui.page.page import Page
from tests.ui.heard.conftest import CARD, NAME, PEOPLE, Heard
from tests.ui.heard.tree import PRESSED, tells_what_is_shown

PAGES = tuple(page for page in pages_of(registry.SERVICES) if not page.of_shop)
"""Those of an exercise."""
ELSEWHERE = tuple(page for page in PAGES if not page.in_rail)
"""Pages that a word of the counter leads to, or a button under F1."""
TABS = tuple(
    translate(page.title, "fr") for page in (*(page for page in PAGES[1:] if page.in_rail), PAGES[0])
)
"""Names of the others in the rail; that of the counter last, where the next test goes on."""
BLANK = "\N{NO-BREAK SPACE}"

SECTIONS = (
    *("Qui tient le guichet", "Heures d’ouverture", "Taux de TVA", "Partenaires", "Tiroirs", "Chiffres"),
    *("Services", "Envois", "Données personnelles", "Relais La Poste", "Articles"),
)
"""Headings of the settings, from the second section on to that of the articles."""


def test_an_act_is_heard_whose_it_is_what_was_done_and_what_it_came_to(heard: Heard) -> None:
    heard.scan(PEOPLE["Mme Kessler"], "Pièce vue, remettre.")
    [(found, urgent)] = heard.next()
    assert found.startswith("Mme Kessler, A1, ") and found.endswith("Pièce vue, remettre.") and not urgent
    heard.window.key("slash")
    assert heard.next() == [
        ("Mme Kessler. Colissimo …6300 : remise, sur carte d’identité.", False),
    ]
    heard.scan("3017620422003", "Le code 3017620422003 ")
    [(unknown, urgent)] = heard.next()
    assert unknown.startswith("Le code 3017620422003 n’est pas connu ici.") and urgent
    heard.window.key("Escape", "Escape")
    heard.window.key("shift+F1")
    assert heard.next()[-1] == ("Ajouté : Timbre Lettre verte 20 g. À payer 1,52 €.", False)
    heard.window.key("1", "KP_Add")
    [(refused, urgent)] = heard.next()
    assert refused.startswith("Il manque 0,52 €.") and urgent
    heard.window.key("5", "KP_Add")
    [(paid, urgent)] = heard.next()
    assert paid == "Ticket T-2026-000001 encaissé, espèces · 1,52 €. À rendre 3,48 €." and not urgent


def test_no_name_is_heard_while_names_are_hidden(heard: Heard) -> None:
    heard.window.key("F11")
    assert heard.next() == [("Noms cachés", False)]
    heard.scan(PEOPLE["M. Kestner"], "Colissimo …6317")
    heard.window.key("slash")
    told = " ".join(text for text, _urgent in heard.next(2))
    assert "Kestner" not in told and PEOPLE["M. Kestner"] not in told and "Colissimo …6317" in told
    heard.window.key("F11")
    heard.reader.wait("Écran discret")
    heard.window.key("F11")
    assert heard.next() == [("Noms affichés", False)]


@pytest.mark.parametrize("tab", TABS)
def test_each_page_tells_what_is_shown_there_and_nothing_else(heard: Heard, tab: str) -> None:
    """Nothing of a page that is left is shown, or said to be by whoever remembers it."""
    left = [one for one in heard.reader.showing() if one.role == "list item"]
    heard.reader.press(tab, "page tab")
    assert heard.next()[0] == (tab, False)
    tells_what_is_shown(heard.reader, left)
    tabs = [one.name for one in heard.reader.showing() if one.role == "page tab" and "selected" in one.states]
    assert [name.split(" (")[0] for name in tabs] == [tab]


@pytest.mark.parametrize("page", ELSEWHERE, ids=[page.code for page in ELSEWHERE])
def test_a_page_that_is_in_no_rail_is_led_to_and_tells_what_is_shown_there(heard: Heard, page: Page) -> None:
    title = translate(page.title, "fr")
    heard.reader.wait("Ligne de scan").write(translate(page.words, "fr").split()[0])
    left = [one for one in heard.reader.showing() if one.role == "list item"]
    heard.reader.press(title, "list item")
    heard.reader.press("Y aller")
    heard.reader.wait(title, "label")
    assert title in [text for text, _urgent in heard.next()]
    tells_what_is_shown(heard.reader, left)
    heard.reader.press(TABS[-1], "page tab")
    heard.next()


def test_no_page_is_left_out() -> None:
    told = [*TABS, *[translate(page.title, "fr") for page in ELSEWHERE]]
    assert sorted(told) == sorted({translate(page.title, "fr") for page in PAGES})


def test_the_calendar_is_read_as_a_table_with_heads(heard: Heard) -> None:
    """R-7.03: each cell by its thing, its day and how it stands; the card of the day that is opened, and its acts."""
    reader = heard.reader
    reader.press("Outils à prêter", "page tab")
    heard.next()
    assert reader.wait("Outils à prêter", "table").is_showing
    assert reader.wait("Perceuse, PERC-1, mercredi 25 novembre, libre", "cell").is_showing
    assert reader.wait("dimanche 29 novembre, fermé", "column header").is_showing
    assert reader.wait("Perceuse, PERC-1", "row header").is_showing
    heard.window.key("Return")
    reader.wait("Prêter", "push button")
    heard.window.key("Escape")
    reader.press("La liste", "push button")
    reader.wait("Rien n’attend ici")
    tells_what_is_shown(reader)
    heard.window.key("Escape")
    assert reader.wait("Outils à prêter", "table").is_showing
    reader.press(TABS[-1], "page tab")
    heard.next()


def leave(heard: Heard) -> None:
    """Leave the card, then let whoever was served go: the visit is nobody's again."""
    heard.window.key("Escape", "Escape")
    assert "Cette visite est finie." in heard.next()[-1][0]


def test_who_is_served_is_not_heard_while_names_are_hidden(heard: Heard) -> None:
    heard.window.key("F11")
    assert heard.next() == [("Noms cachés", False)]
    heard.scan(printed_code(CARD), "Cette visite est pour")
    told = " ".join(text for text, _urgent in heard.next(2))
    names = told + " ".join(one.name for one in heard.reader.showing())
    assert told and not [word for word in (*NAME.split(), "Lilas") if word in names]
    heard.window.key("F11")
    heard.reader.wait("Écran discret")
    heard.window.key("F11")
    assert heard.next() == [("Noms affichés", False)]
    leave(heard)


def test_somebody_is_found_and_served_by_actions_alone(heard: Heard) -> None:
    """R-7.03: who is known is named in the list, told of beside it, and heard when served."""
    reader = heard.reader
    reader.press("Personnes", "page tab")
    heard.next()
    assert reader.wait(NAME, "list item").name == f"{NAME}, 3 rue des Lilas"
    reader.press(NAME, "list item")
    for fact in (NAME, "3 rue des Lilas"):
        reader.wait(fact, "label")
    reader.press("Au guichet avec cette personne")
    assert heard.next(2) == [
        ("Guichet", False),
        (f"{NAME}, Une personne · 3 rue des Lilas. Servir cette personne.", False),
    ]
    for act in ("Prendre l’adhésion", "Corriger la fiche", "Tout le reste"):
        reader.wait(act, "push button")
    reader.press("Servir cette personne")
    assert heard.next() == [(f"Cette visite est pour {NAME}.", False)]
    tells_what_is_shown(reader)
    heard.window.key("Escape")
    assert heard.next() == [("Personnes", False)]
    reader.press(TABS[-1], "page tab")
    heard.next()
    leave(heard)


def test_what_is_asked_over_the_window_is_told_apart(heard: Heard) -> None:
    heard.window.key("F1")
    heard.reader.press("Les réglages de ce PC")
    settings = heard.reader.wait("Les réglages de ce PC", "dialog")
    assert settings.is_showing
    names = [one.name for one in heard.reader.showing() if one.role in PRESSED]
    assert len(set(names)) == len(names)
    assert [name for name in names if name.startswith("Choisir : ".replace(" :", f"{BLANK}:"))]
    heard.window.key("Escape")


def test_a_visit_a_hand_over_and_a_closing_by_actions_alone(heard: Heard) -> None:
    """R-7.03: no key is pressed, and no mouse: the actions of what is found, and texts that are put into fields."""
    window, reader = heard.window, heard.reader
    handed = window.kinds().count("relay.handed_over")
    reader.press("Timbre Lettre verte")
    reader.press("Espèces, compte juste")
    window.until_kind("till.settled", 2)
    heard.next(2)
    reader.wait("Ligne de scan").write("weber")
    # What a word finds is heard once no more letters come.
    heard.next()
    reader.press("A3, Mme Weber", "list item")
    reader.press("Pièce vue, remettre")
    window.until_kind("relay.handed_over", handed + 1)
    heard.next()
    reader.press("Journée", "page tab")
    reader.press("Compter et clôturer")
    # What hangs is counted first.
    reader.press("Tout est là")
    reader.press("Continuer")
    reader.wait(f"50{BLANK}€", "text").write("1")
    reader.press("Compté", "push button")
    reader.press("Noter la raison")
    reader.press("1. ", "radio button")
    reader.wait("La caisse")
    heard.next(1)
    reader.press("Clôturer")
    window.until_kind("day.closed")
    told = [text for text, _urgent in heard.next(2)]
    assert told[0] == "Journée clôturée, Z-2026-0001 : écart −33,04 €."


def test_the_shop_is_set_up_by_actions_alone(heard: Heard) -> None:
    """R-7.03: each question is the name of the line that it is answered in, and is heard when it comes."""
    window, reader = heard.window, heard.reader
    made = window.kinds().count("shop.article_set")
    reader.press("Réglages", "page tab")
    for section in SECTIONS:
        reader.press("Rubrique suivante")
        reader.wait(section, "label")
    reader.press("Créer l’article")
    for question, answer in (
        ("Comment s’appelle-t-il", "Infusion"),
        ("Prix TTC", "1,50"),
        ("Quelle TVA", "1"),
    ):
        reader.wait(f"{question}{BLANK}?", "text").write(answer)
        reader.press("Confirmer")
    for question in ("À emporter ou sur place", "Son code"):
        reader.wait(f"{question}{BLANK}?", "text")
        reader.press("Confirmer")
    window.until_kind("shop.article_set", made + 1)
    told = [text for text, _urgent in heard.next(9)]
    asked = ("Comment s’appelle-t-il", "Prix TTC", "Quelle TVA", "À emporter ou sur place", "Son code")
    done = next(text for text in told if text.startswith("Prix de Infusion"))
    assert told[told.index("Nouvel article") + 1 : told.index(done)] == [f"{one} ?" for one in asked]
