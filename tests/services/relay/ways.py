"""Ways to the relay's commands in the window: its doors, its shelf, its cards among the settings."""

from dataclasses import replace

from tests.counter.desks import Play
from tests.delivery.accounts import by_mail
from tests.ui.ways.scenes import PARCELS
from tests.ui.ways.steps import Act, Card, Choose, Name, Page, Press, Row, Scan, Step, Tile, Write
from tests.ui.ways.way import CASH, STAMP, Way, Ways, in_settings

RELAY = Page("Relais La Poste", key="f5")
GIVEN, REFUSED, MOVED, DAMAGED = PARCELS


def of_item(number: str, *steps: Step) -> Way:
    """Return a way to what can be done with a thing on the shelf: its scan, or its row."""
    return Way("counter", (Scan(number), *steps), (RELAY, Row(number[-4:]), *steps))


def by_door(label: str, word: str, *steps: Step) -> Way:
    """Return a way behind a door of the relay: by a word at the counter, by its button."""
    return Way("counter", (Page(label, word=word), *steps), (RELAY, Press(label, ""), *steps))


def paid(play: Play) -> None:
    row = {"code": "FIXED", "basis": "month", "cents": 39100, "valid_from": "2026-01-01", "source": "contrat"}
    play.do("relay.set_pay", principal="LAPOSTE", rows=row)


def noted(play: Play) -> None:
    by_mail(play)
    play.do("relay.note_email", tracking=MOVED, email="kessler@example.fr", consent="addressee")


def gone(play: Play) -> None:
    play.do("relay.deposit", kind="parcel", tracking="8L00087654333")
    play.do("relay.hand_to_postman", what="deposits")


def announced(play: Play) -> None:
    play.do("relay.announce", carrier="colissimo", count=2)


def carnets(play: Play) -> None:
    pack = {"product": "LV_20", "pieces": 12}
    told = {"label": "Carnet de 12", "family": "letter", "stamp": True, "tracked": False}
    play.do("relay.set_products", rows=[{"product": "CARNET", **told, "pack": pack}])
    play.do("relay.stock_receive", product="CARNET", quantity=3)


WAYS: Ways = {
    "relay.sell": Way("counter", (STAMP, CASH)),
    "relay.frank": Way("counter", (Tile("Lettre verte, à partir"), Choose("jusqu’à 100"), CASH)),
    "relay.hand_over": of_item(GIVEN, Act("Pièce vue, remettre", seen="Passeport")),
    "relay.refuse": of_item(REFUSED, Act("Refusé par le destinataire"), Choose("Abîmé")),
    "relay.move": of_item(MOVED, Act("Changer de place"), Write()),
    "relay.remind": of_item(MOVED, Act("Rappel fait")),
    "relay.note_email": replace(
        of_item(MOVED, Act("Prévenir par courriel"), Write("kessler@example.fr"), Choose("Oui, dit le")),
        before=by_mail,
    ),
    "relay.forget_email": replace(of_item(MOVED, Act("Plus de courriel")), before=noted),
    "relay.report_incident": of_item(DAMAGED, Act("Incident"), Choose("Il est abîmé"), Write()),
    "relay.receive": by_door(
        "Un envoi sans numéro", "arrivée", Act("Mettre en place"), Choose("Colissimo"), Write(), Write()
    ),
    "relay.announce": by_door("Un sac arrive", "sac", Act("Dire combien"), Choose("Colissimo"), Write("3")),
    "relay.close_bag": Way(
        "counter",
        (Page("Un sac arrive", word="sac"), Card("Sac A-"), Act("Tout est scanné")),
        (RELAY, Press("Un sac arrive", ""), Card("Sac A-"), Act("Tout est scanné")),
        before=announced,
    ),
    "relay.warn_full": by_door(
        "Place sur les étagères", "saturation", Act("Avis de saturation"), Choose("Colissimo")
    ),
    "relay.ask_here": by_door("Est-il là", "téléphone", Act("Est-il là"), Write(GIVEN)),
    "relay.set_capacities": in_settings(
        "Relais La Poste", Card("Combien d’envois tiennent"), Act("Dire combien"), Choose("A1"), Write("5")
    ),
    "relay.set_cap": in_settings(
        "Relais La Poste",
        Card("Ce qui est convenu"),
        Act("Noter ce qui est convenu"),
        Choose("Colissimo"),
        Write("30"),
        Write("60"),
        Write(),
    ),
    "relay.deposit": by_door(
        "Lettres, dépôt", "dépôt", Card("Lettres déjà"), Act("Prendre en dépôt"), Write("3")
    ),
    "relay.prepare_slip": Way(
        "counter",
        (Page("Facteur", word="facteur"), Card("Dépôts"), Act("Préparer le bon")),
        (RELAY, Press("Facteur", "f5"), Card("Dépôts"), Act("Préparer le bon")),
    ),
    "relay.hand_to_postman": Way(
        "counter",
        (Page("Facteur", word="facteur"), Act("Le facteur signe")),
        (RELAY, Press("Facteur", "f5"), Act("Le facteur signe")),
    ),
    "relay.taken_back": Way("counter", (Scan("8L00087654333"), Act("Il est encore ici")), before=gone),
    "relay.compare": by_door(
        "Comparer avec La Poste",
        "comparer",
        Card("Ventes sur le terminal"),
        Act("Comparer"),
        *[Write("1,50")] * 4,
    ),
    "relay.complain": by_door(
        "Réclamation",
        "réclamation",
        Card("Réclamation sur"),
        Act("Noter"),
        Choose("Retard"),
        Write(),
        Write(),
    ),
    "relay.forward_complaint": by_door(
        "Réclamation", "réclamation", Card("Réclamation R-"), Act("Transmettre"), Choose("Bureau")
    ),
    "relay.answer_complaint": by_door(
        "Réclamation", "réclamation", Card("Réclamation R-"), Act("Réponse reçue"), Write("Retrouvé")
    ),
    "relay.close_complaint": by_door(
        "Réclamation", "réclamation", Card("Réclamation R-"), Act("Classer"), Choose("Réponse")
    ),
    "relay.note_visit": by_door(
        "Visite du bureau", "visite", Act("Noter une visite"), Write(), Write("45"), Write()
    ),
    "relay.record_mandate": by_door(
        "Procuration", "procuration", Act("Noter"), Write("Vetis"), Write("Mme Weber"), Write("31/12/2026")
    ),
    "relay.end_mandate": Way(
        "counter", (Name("Weber"), Card("Procuration"), Act("Elle ne vaut plus"), Choose("Oui"))
    ),
    "relay.stock_receive": by_door(
        "Stock, livraisons", "stock", Card("Stock : Lettre verte 20"), Act("Livraison"), Write("5")
    ),
    "relay.stock_spoil": by_door(
        "Stock, livraisons", "stock", Card("Stock : Lettre verte 20"), Act("Mettre au rebut"), Write("5")
    ),
    "relay.stock_count": by_door(
        "Stock, livraisons", "stock", Card("Stock : Lettre verte 20"), Act("Compter"), Write("90")
    ),
    "relay.order_stock": by_door(
        "Commandes de timbres", "commande", Card("Commander"), Act("Commander ce qui est proposé")
    ),
    "relay.open_pack": Way(
        "counter",
        (Page("Stock, livraisons", word="stock"), Card("Stock : Carnet de 12"), Act("Ouvrir"), Write("1")),
        (RELAY, Press("Stock, livraisons", ""), Card("Stock : Carnet de 12"), Act("Ouvrir"), Write("1")),
        before=carnets,
    ),
    "tariff.set_price": by_door(
        "Prix manquants", "tarifs", Card("Prêt-à-poster"), Act("Donner son prix"), Write("1,52"), Write()
    ),
    "tariff.preview": by_door(
        "Nouveaux prix de La Poste", "tarifs", Act("Chercher la grille"), Press("Le regarder", "enter")
    ),
    "tariff.import": by_door(
        "Nouveaux prix de La Poste",
        "tarifs",
        Act("Chercher la grille"),
        Press("Le regarder", "enter"),
        Press("Prendre ces prix", "slash"),
    ),
    "relay.switch": in_settings("Relais La Poste", Card("Opérations"), Act("En proposer"), Choose("Dépôt")),
    "relay.set_office": in_settings(
        "Relais La Poste", Card("Bureau d’attache et code"), Act("Le noter"), Write("Colmar Lattre"), Write()
    ),
    "relay.set_par": in_settings(
        "Relais La Poste",
        Card("Stock voulu"),
        Act("Dire combien"),
        Choose("Lettre verte 20"),
        Write("60"),
        Write(),
    ),
    "relay.set_holding": in_settings(
        "Relais La Poste",
        Card("Combien de temps"),
        Act("Changer"),
        Choose("Chronopost"),
        Write("10"),
        Write(),
    ),
    "relay.set_principals": in_settings(
        "Relais La Poste", Card("Pour qui"), Act("Changer"), Choose("Chronopost"), Choose("La Poste"), Write()
    ),
    "relay.set_pay": in_settings(
        "Relais La Poste",
        Card("Ce que paient"),
        Act("Payé par acte"),
        Choose("La Poste"),
        Choose("Envois remis"),
        Write("0,15"),
        Write(),
        Write(),
    ),
    "relay.note_statement": Way(
        "counter",
        (
            Page("Rémunération", word="rémunération"),
            Press("Taper leur relevé", "f8"),
            Act("Le taper"),
            Write(),
            Write(),
        ),
        (
            RELAY,
            Press("Rémunération", ""),
            Act("Ce que cela fait"),
            Press("Taper leur relevé", "f8"),
            Act("Le taper"),
            Write(),
            Write(),
        ),
        before=paid,
    ),
    "relay.set_places": in_settings("Relais La Poste", Card("Places"), Act("Ajouter"), Write("B1, B2")),
    "relay.set_products": in_settings(
        "Relais La Poste",
        Card("Les produits"),
        Act("Décrire"),
        Write("CARTE"),
        Write("Carte"),
        Choose("Affranchi"),
        Choose("Oui"),
        Choose("Non"),
    ),
}
