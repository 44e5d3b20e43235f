"""The journal in words: a sentence for every kind of entry, without a name, without a whole number."""

import json
from collections.abc import Mapping
from typing import Any

import pytest

from concierge_desk.counter.texts.entry_texts import (
    ACT,
    GROUPS,
    ActFilter,
    Telling,
    acts_of,
    amounts_of,
    fate_of,
    paper_name,
    told,
)
from concierge_desk.desk import catalogue
from concierge_desk.domain.journal import Entry, Posted
from concierge_desk.domain.money import NotAnAmount
from concierge_desk.jobs.entry_texts import groups, paper_names, tellings
from concierge_desk.paths import resource_text
from concierge_desk.store import journal
from tests.counter.desks import Desks
from tests.services.samples import Told, every_sample

NB = "\u00a0"
TICKET = {"ticket": "T-2026-000012", "due_cents": 1240}


def paid(*means: str) -> dict[str, Any]:
    return {"payments": [{"means": code, "cents": 10} for code in means]}


HELD: Told = (
    (
        "caution.taken",
        {"kept": "money", "of": "L-2026-000001", "cents": 500},
        "Caution prise pour L-2026-000001",
    ),
    ("caution.taken", {"kept": "money", "of": None, "cents": 500}, "Caution prise"),
    (
        "caution.taken",
        {"kept": "cheque", "of": "L-2026-000001", "cents": 500},
        "Caution pour L-2026-000001 : un chèque gardé au coffre",
    ),
    (
        "caution.taken",
        {"kept": "cheque", "of": None, "cents": 500},
        "Caution : un chèque gardé au coffre",
    ),
    ("caution.cashed", {"cents": 0}, "Chèque de caution encaissé"),
    ("caution.returned", {"cents": 500, "kept": "cheque", "left_cents": 0}, "Chèque de caution rendu"),
    ("caution.returned", {"cents": 500, "left_cents": 0}, "Caution rendue"),
    (
        "caution.returned",
        {"cents": 500, "left_cents": 1000},
        "Caution rendue en partie, reste 10,00 €",
    ),
    ("caution.kept", {"cents": 500}, "Caution retenue, tout ou partie"),
    ("advance.taken", {"as": "arrhes", "cents": 500}, "Arrhes prises"),
    ("advance.taken", {"as": "acompte", "cents": 500}, "Acompte pris"),
    ("advance.used", {"cents": 500}, "Payé avec ce qui était versé d’avance"),
    ("advance.kept", {"cents": 500}, "Le client renonce : ce qui était versé d’avance est gardé"),
    ("advance.earned", {"cents": 500}, "Acompte gardé comme prix"),
    ("advance.returned", {"cents": 500}, "Ce qui était versé d’avance rendu"),
    ("account.owed", {"cents": 500}, "Mis sur l’ardoise"),
    ("account.paid", {"cents": 500}, "Ardoise réglée"),
    ("account.written_off", {"cents": 500}, "Ardoise effacée"),
    ("account.cheque_unpaid", {"cents": 500}, "Chèque impayé, mis sur l’ardoise"),
    (
        "till.safe_counted",
        {"cautions": {"expected": 3, "counted": 3, "gap": 0}},
        "Chèques du coffre comptés : 3",
    ),
    (
        "till.safe_counted",
        {"cautions": {"expected": 3, "counted": 2, "gap": -1}},
        "Chèques du coffre comptés : 2, écart -1",
    ),
    ("till.indemnified", {"direction": "in", "cents": 500}, "Indemnité reçue"),
    ("till.indemnified", {"direction": "out", "cents": 500}, "Indemnité versée"),
)


TOLD: Told = (
    ("operator.code_set", {"operator": "o02", "badge": False}, "Un code est demandé à o02"),
    (
        "operator.code_set",
        {"operator": "o02", "badge": True},
        "Un code est demandé à o02, et un badge le remplace",
    ),
    ("operator.code_reset", {"operator": "o02", "recovery": False}, "Plus aucun code n’est demandé à o02"),
    (
        "operator.code_reset",
        {"operator": "o02", "recovery": True},
        "Plus aucun code n’est demandé à o02 : par la fiche de secours",
    ),
    ("operator.code_failed", {"operator": "o02", "tries": 5}, "5 fois un code faux pour o02"),
    ("operator.code_failed", {"operator": None, "tries": 5}, "5 fois un badge qui n’est à personne"),
    *HELD,
    ("till.settled", {**TICKET, **paid("cash")}, "Ticket T-2026-000012 encaissé, espèces"),
    ("till.settled", {**TICKET, **paid("card", "cash")}, "Ticket T-2026-000012 encaissé, carte, espèces"),
    ("till.settled", {**TICKET, **paid()}, "Ticket T-2026-000012 : rien à payer"),
    (
        "till.settled",
        {**TICKET, **paid("cash"), "refunds": "T-2026-000011"},
        "Ticket T-2026-000012 : remboursement de T-2026-000011, espèces",
    ),
    (
        "till.means_corrected",
        {**TICKET, **paid("card", "cash")},
        "Ticket T-2026-000012 : espèces et non carte",
    ),
    (
        "till.moved",
        {"direction": "out", "cents": 1000, "reason": "bank", "fund": "OWN"},
        "Sorti de la caisse : remise en banque",
    ),
    (
        "till.moved",
        {"direction": "in", "cents": 1000, "reason": "remittance", "fund": "MANDATE:LAPOSTE"},
        "Mis dans la caisse : versement au partenaire (pour La Poste)",
    ),
    (
        "till.moved",
        {
            "direction": "out",
            "cents": 1000,
            "reason": "remittance",
            "fund": "MANDATE:ATELIER",
            "on_behalf": "Atelier",
        },
        "Sorti de la caisse : versement au partenaire (pour Atelier)",
    ),
    (
        "till.paid_in",
        {"sheet": "E-2026-0001", "cheques": [{}, {}], "cheques_cents": 360, "cash_cents": 2000},
        "Remis en banque, E-2026-0001 : 2 chèques + espèces",
    ),
    (
        "till.paid_in",
        {"sheet": "E-2026-0002", "cheques": [{}], "cheques_cents": 120, "cash_cents": 0},
        "Remis en banque, E-2026-0002 : 1 chèque",
    ),
    (
        "till.remitted",
        {"slip": "V-2026-0001", "principal": "LAPOSTE", "name": "La Poste", "by": "cash", "cents": 1000},
        "Versé à La Poste en espèces, V-2026-0001",
    ),
    (
        "till.remitted",
        {"slip": "V-2026-0002", "principal": "ATELIER", "name": "Atelier", "by": "bank", "cents": 1000},
        "Versé à Atelier par la banque, V-2026-0002",
    ),
    (
        "month.closed",
        {"number": "M-2026-0001", "month": "2026-11", "days": ["2026-11-28", "2026-11-30"]},
        "Mois clôturé, novembre 2026, M-2026-0001 : 2 journées",
    ),
    (
        "year.closed",
        {
            "number": "Y-2026-0001",
            "day_from": "2026-01-02",
            "day_to": "2026-12-31",
            "months": [{"month": "2026-11"}, {"month": "2026-12"}, {"month": "2026-12"}],
        },
        "Exercice comptable du 02/01/2026 au 31/12/2026 clôturé, Y-2026-0001 : 2 mois",
    ),
    (
        "privacy.payloads_dropped",
        {"count": 1},
        "Ce qu’une écriture disait de choses parties depuis longtemps est effacé",
    ),
    (
        "privacy.payloads_dropped",
        {"count": 1200},
        "Ce que 1200 écritures disaient de choses parties depuis longtemps est effacé",
    ),
    ("privacy.handed_out", {"records": 1}, "Quelqu’un a su ce qui est noté sur lui : une donnée"),
    ("privacy.handed_out", {"records": 12}, "Quelqu’un a su ce qui est noté sur lui : 12 données"),
    (
        "privacy.records_erased",
        {"up_to_day": "2027-12-01", "rows": []},
        "Données personnelles relues : rien n’avait fait son temps au 1er décembre 2027",
    ),
    (
        "privacy.records_erased",
        {"up_to_day": "2027-12-01", "rows": [{"retention": "note", "count": 1}]},
        "Un nom ou une note effacé, qui avait fait son temps au 1er décembre 2027",
    ),
    (
        "privacy.records_erased",
        {
            "up_to_day": "2027-12-02",
            "rows": [{"retention": "note", "count": 1}, {"retention": "money", "count": 2}],
        },
        "3 noms et notes effacés, qui avaient fait leur temps au 2 décembre 2027",
    ),
    ("bank.imported", {"lines": [{}, {}, {}]}, "3 lignes du relevé bancaire reprises"),
    ("bank.imported", {"lines": [{}]}, "Une ligne du relevé bancaire reprise"),
    ("bank.removed", {"lines": [{}, {}]}, "2 lignes d’un relevé bancaire retirées"),
    (
        "bank.matched",
        {"of": [{"ref": "E-2026-0001"}, {"ref": "E-2026-0001"}, {"ref": "move:12"}], "cents": 1000},
        "La ligne de la banque est : E-2026-0001, un mouvement du tiroir-caisse",
    ),
    ("bank.matched", {"of": [], "cents": -4500}, "La ligne de la banque ne concerne pas la caisse"),
    ("bank.unmatched", {"cents": 1000}, "La ligne de la banque n’est plus rapprochée"),
    ("till.counted", {"counted_cents": 8000, "gap_cents": -200}, "Caisse comptée : écart −2,00 €"),
    ("till.counted", {"counted_cents": 8000, "gap_cents": 0}, "Caisse comptée : aucun écart"),
    ("till.drawer_opened", {"reason": "cash", "why": None}, "Tiroir ouvert pour un ticket en espèces"),
    (
        "till.drawer_opened",
        {"reason": "move", "why": None},
        "Tiroir ouvert pour mettre ou sortir des espèces",
    ),
    (
        "till.drawer_opened",
        {"reason": "manual", "why": "mistake"},
        "Tiroir ouvert à la main : mauvaise touche",
    ),
    (
        "document.given_up",
        {"document": "ticket:T-2026-000012", "reason": "spoiled", "note": None},
        "Papier non imprimé : Ticket T-2026-000012, abîmé ou déjà sorti",
    ),
    (
        "document.given_up",
        {"document": "label:c-1", "reason": "other", "note": None},
        "Papier non imprimé : Étiquette, autre raison",
    ),
    (
        "paper.mailed",
        {"document": "ticket:T-2026-000012", "copy": 0, "address": "r-4t9d2k7mx0q3"},
        "Ticket T-2026-000012 : à envoyer par courriel",
    ),
    (
        "letter.sent",
        {"document": "ticket:T-2026-000012", "again": False},
        "Ticket T-2026-000012 : courriel parti",
    ),
    (
        "letter.sent",
        {"document": "ticket:T-2026-000012", "again": True},
        "Ticket T-2026-000012 : courriel parti, en deuxième envoi",
    ),
    (
        "letter.given_up",
        {"document": "ticket:T-2026-000012", "why": "letter.too_long"},
        "Ticket T-2026-000012 : le courriel n’est pas parti",
    ),
    (
        "day.opened",
        {"day": "2026-11-25", "float_cents": 8000},
        "Journée du 25/11/2026 ouverte, fond de caisse",
    ),
    (
        "day.closed",
        {"number": "Z-2026-0012", "late": False, "cash": {"gap_cents": 0}},
        "Journée clôturée, Z-2026-0012 : aucun écart",
    ),
    (
        "day.closed",
        {"number": "Z-2026-0012", "late": True, "cash": {"gap_cents": None}},
        "Journée clôturée en retard, Z-2026-0012 : pas comptée",
    ),
    ("day.passages_counted", {"count": 1, "session": 1}, "1 passage compté"),
    ("day.passages_counted", {"count": 12, "session": 2}, "12 passages comptés"),
    ("session.closed", {}, "Fin de la première demi-journée, 9 h"),
    ("session.opened", {}, "Début de la seconde demi-journée, 9 h"),
    ("visit.abandoned", {"acts": ["relay.sell"]}, "Visite abandonnée, une ligne"),
    ("visit.abandoned", {"acts": ["relay.sell", "shop.sell"]}, "Visite abandonnée, 2 lignes"),
    ("visit.noted", {"total_cents": 2820}, "Note de prestations remise avant paiement"),
    (
        "document.printed",
        {"document": "ticket:T-2026-000012", "copy": 0},
        "Papier imprimé : Ticket T-2026-000012",
    ),
    ("document.printed", {"document": "label:c-4t9d2k7mx0q3", "copy": 2}, "Papier réimprimé : Étiquette"),
    (
        "export.made",
        {"principal": "LAPOSTE", "day": "2026-11-25"},
        "Relevé pour La Poste écrit, journée du 25/11/2026",
    ),
    (
        "drawer.set",
        {"drawer": "POSTE", "funds": ["MANDATE:LAPOSTE", "OWN"]},
        "Tiroir POSTE : pour La Poste, notre chiffre d’affaires",
    ),
    ("drawer.set", {"drawer": "POSTE", "funds": []}, "Tiroir POSTE : plus rien à lui"),
    (
        "export.made",
        {"principal": "ATELIER", "name": "Atelier", "day": "2026-11-25"},
        "Relevé pour Atelier écrit, journée du 25/11/2026",
    ),
    (
        "partner.set",
        {"name": "Atelier", "regime": "mandate"},
        "Partenaire Atelier : vendu en son nom et pour son compte",
    ),
    (
        "partner.set",
        {"name": "Atelier", "regime": "own"},
        "Partenaire Atelier : vendu pour le compte de la conciergerie",
    ),
    (
        "partner.retired",
        {"name": "Atelier", "from_day": "2026-12-31"},
        "Plus rien de nouveau pour Atelier à partir du 31/12/2026",
    ),
    ("partner.settled", {"name": "Atelier", "cents": 1190}, "Payé à Atelier"),
    ("partner.removed", {"name": "Atelier"}, "Atelier n’est finalement pas partenaire"),
    (
        "partner.days_exported",
        {"name": "Atelier", "first_day": "2026-12-01", "last_day": "2026-12-31"},
        "Fichier des jours du 01/12/2026 au 31/12/2026 écrit pour Atelier",
    ),
    ("partner.day_reported", {"name": "Atelier", "charged_cents": 350}, "Relevé pour Atelier"),
    *[
        ("delivery.channel_set", {"export": "laposte", "channel": channel}, f"Relevé pour La Poste : {told}")
        for channel, told in (
            ("folder", "part tout seul, dans un dossier"),
            ("sftp", "part tout seul, vers un serveur"),
            ("mail", "part tout seul, par courriel"),
            ("none", "ne part plus tout seul"),
        )
    ],
    (
        "delivery.made",
        {"export": "laposte", "number": "Z-2026-0001", "again": False},
        "Relevé pour La Poste, Z-2026-0001 : envoyé",
    ),
    (
        "delivery.made",
        {"export": "partner-atelier", "number": "Z-2026-0001", "again": True},
        "Relevé pour ATELIER, Z-2026-0001 : envoyé de nouveau",
    ),
    (
        "delivery.acknowledged",
        {"export": "laposte", "number": "Z-2026-0001"},
        "Relevé pour La Poste, Z-2026-0001 : bien reçu, dit le destinataire",
    ),
    ("everything.exported", {"names": True}, "Tout copié dans des fichiers lisibles, noms compris"),
    ("everything.exported", {"names": False}, "Tout copié dans des fichiers lisibles, sans les noms"),
    ("dispute.exported", {"tracking": "8L41392128255"}, "Dossier pour un litige écrit, envoi 8L41392128255"),
    ("dispute.exported", {"day": "2026-11-25"}, "Dossier pour un litige écrit, journée du 25/11/2026"),
    ("backup.made", {}, "Copie faite, et relue"),
    ("store.restored", {}, "Une copie a été remise en place"),
    ("integrity.failed", {"what": ["journal_no_update"]}, "Les verrous du journal ont été trouvés modifiés"),
    ("integrity.restored", {"what": ["journal_no_update"]}, "Les verrous du journal sont de nouveau entiers"),
    ("desk.commissioned", {}, "Le comptoir a été mis en service"),
    ("software.updated", {"software": "0.6.0"}, "La version 0.6.0 du programme prend la suite"),
    ("settings.set", {}, "Réglages de la conciergerie notés"),
    ("calendar.grid_set", {"valid_from": "2027-01-04"}, "Heures d’ouverture à partir du 04/01/2027"),
    (
        "calendar.closed_on",
        {"day": "2026-11-28", "reason": "works"},
        "La conciergerie reste fermée le 28/11/2026 : travaux",
    ),
    ("calendar.reopened_on", {"day": "2026-11-28"}, "La conciergerie ouvre finalement le 28/11/2026"),
    ("vat.imported", {}, "Taux de TVA notés"),
    (
        "settings.changed",
        {
            "values": [{"code": "till.cheque_days", "value": 1}],
            "before": [{"code": "till.cheque_days", "value": 7}],
        },
        "Jours après lesquels un chèque devrait être à la banque : 1 jour au lieu de 7 jours",
    ),
    (
        "settings.changed",
        {
            "values": [{"code": "gone.figure", "value": 3}, {"code": "relay.print_labels", "value": True}],
            "before": [{"code": "gone.figure", "value": 2}, {"code": "relay.print_labels", "value": False}],
        },
        "gone.figure : 3 au lieu de 2. Imprimer d’office l’étiquette de chaque arrivée : oui au lieu de non",
    ),
    (
        "service.switched",
        {"service": "shop", "enabled": False, "from_day": "2026-12-01"},
        "Boutique : n’est plus proposé à partir du 01/12/2026",
    ),
    (
        "service.switched",
        {"service": "gone", "enabled": True, "from_day": "2026-12-01"},
        "gone : proposé à partir du 01/12/2026",
    ),
    ("clock.set_back", {}, "L’horloge du PC a reculé : le journal, non"),
    ("clock.corrected", {}, "L’horloge a été remise à l’heure : 25/11/2026, 9 h"),
    *(row for samples in every_sample().values() for row in samples.told),
)


def entry(kind: str, data: Mapping[str, Any], *, seq: int = 7, op: str = "op", by: str = "o01") -> Posted:
    at = "2026-11-25T08:00:00.000Z"
    return Posted(seq, "A", "LAPOSTE", kind, "2026-11-25", op, by, at, "+01:00", "AMP1", data)


@pytest.mark.parametrize(("kind", "data", "said"), TOLD, ids=[f"{kind} {said}" for kind, _data, said in TOLD])
def test_each_kind_has_its_sentence(kind: str, data: Mapping[str, Any], said: str) -> None:
    assert told(entry(kind, data), tellings(), "fr").replace(NB, " ") == said


def test_every_kind_that_may_be_written_is_in_the_table() -> None:
    kinds = {kind for schema in catalogue.schemas() for kind in schema.apply}
    assert {kind for kind, _data, _said in TOLD} == kinds == set(tellings())


def test_every_entry_of_a_lived_day_is_told(desks: Desks) -> None:
    with desks.desk() as play:
        for line in resource_text("practice/day.jsonl").splitlines():
            play.counter.execute(json.loads(line))
        lived = play.posted()
        names = [name for (name,) in play.rows("SELECT text FROM personal WHERE kind = 'party'")]
    assert {"till.settled", "relay.handed_over", "day.closed"} <= {posted.kind for posted in lived} and names
    for lang in ("fr", "en"):
        for posted in lived:
            said = told(posted, tellings(), lang)
            assert said and "?" not in said and not any(name in said for name in names), posted


def test_every_group_has_its_name_and_its_kinds() -> None:
    assert next(iter(groups())) == "sales" and "relay" in groups()
    assert set(groups()) == {telling.group for telling in tellings().values()}
    assert set(GROUPS.values()) <= set(groups().values())


def test_a_kind_told_twice_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    tellings.cache_clear()
    service = catalogue.services()[0]
    monkeypatch.setattr(catalogue, "services", lambda: (service, service))
    with pytest.raises(ValueError, match="told twice"):
        tellings()
    tellings.cache_clear()


@pytest.mark.parametrize(
    ("document", "name"),
    [
        ("z:Z-2026-0012", "Clôture de la journée Z-2026-0012"),
        ("deposit:43", "Reçu de dépôt"),
        ("bordereau:2026-11-25", "Relevé La Poste"),
        ("note:v-jsmrvxna1ceb", "Note de prestations"),
    ],
)
def test_a_paper_is_called_by_its_name(document: str, name: str) -> None:
    assert paper_name(document, paper_names(), "fr") == name


# ------------------------------------------------------------------ acts


def pair(seq: int, op: str | None, payload: bytes | None = b"") -> tuple[Entry, Posted | None]:
    line = Entry(seq, "A", "", "k", None, payload, b"", b"", b"", b"")
    return line, None if op is None else entry("k", {}, seq=seq, op=op)


def test_entries_of_one_operation_are_one_act() -> None:
    found = list(acts_of([pair(5, "b"), pair(4, None), pair(3, None), pair(2, "a"), pair(1, "a")]))
    assert [(act.first, act.last, len(act.posted)) for act in found] == [
        (5, 5, 1),
        (4, 4, 0),
        (3, 3, 0),
        (1, 2, 2),
    ]


def test_what_was_erased_and_what_cannot_be_read_are_told_apart() -> None:
    erased, unread = acts_of([pair(2, None, None), pair(1, None)])
    assert (erased.is_erased, unread.is_erased) == (True, False)


def say(words: str) -> Telling:
    return Telling(lambda _posted, _lang: words, "g", lambda posted: posted.seq)


def test_what_cannot_be_read_is_found_only_where_nothing_is_left_out() -> None:
    (unread,) = acts_of([pair(1, None)])
    words = {"k": say("k")}
    assert ActFilter().takes(unread, words) and unread.cents(words) is None
    assert not ActFilter(group="g").takes(unread, words)


def test_fields_looked_for_hold_together() -> None:
    (act,) = acts_of([pair(12, "a")])
    words = {"k": say("k")}
    assert words["k"].weight == ACT
    assert ActFilter("g", (10, 20), "o01").takes(act, words)
    for other in (
        ActFilter("h", (10, 20), "o01"),
        ActFilter("g", (13, 20), "o01"),
        ActFilter("g", (10, 20), "o02"),
    ):
        assert not other.takes(act, words)


def test_an_act_whose_correction_is_no_ticket_was_taken_back() -> None:
    assert fate_of(frozenset(), None) == ""
    assert fate_of(frozenset({3}), None) == "taken_back"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("12", (1200, 1200)),
        ("12,4", (1240, 1240)),
        ("10-20", (1000, 2000)),
        ("20 – 10", (1000, 2000)),
        ("10 à 20,50 €", (1000, 2050)),
        ("1 to 2", (100, 200)),
    ],
)
def test_amounts_are_typed_exactly_or_from_to(typed: str, meant: tuple[int, int]) -> None:
    assert amounts_of(typed) == meant


@pytest.mark.parametrize("typed", ["", "-", "5-", "a", "1-2-3", "1.234"])
def test_what_is_no_amount_is_refused(typed: str) -> None:
    with pytest.raises(NotAnAmount):
        amounts_of(typed)


def test_reading_backwards_stops_where_it_is_left(desks: Desks) -> None:
    with desks.desk() as play:
        head = play.head()

        def read(rows: Any) -> list[int]:
            entries = journal.backwards(rows, 1, head)
            first = [next(entries).seq, next(entries).seq]
            entries.close()  # type: ignore[attr-defined]
            return [*first, *(entry.seq for entry in journal.backwards(rows, head - 1, head))]

        assert play.desk.store.read(read) == [head, head - 1, head, head - 1]
