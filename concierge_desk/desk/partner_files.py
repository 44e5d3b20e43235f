"""A partner's daily file: what is his in clear, everything else by its digest; made of any partner the same way.

The words are part of the file's bytes and its reader is the partner: they are French, fixed.

Source: docs/contract.md, "A partner's daily file"; decision 0069.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from concierge_desk.counter.day import partner_statement as statement
from concierge_desk.counter.deliveries.fields import OF_PARTNER
from concierge_desk.counter.papers.partner_statement import partner_statement
from concierge_desk.counter.partners.known import made_partners
from concierge_desk.counter.partners.partner import Partner
from concierge_desk.counter.rows import Rows
from concierge_desk.counter.service_parts import Export, ExportedTable
from concierge_desk.counter.values.codelists import label_of
from concierge_desk.desk import catalogue
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Entry, Posted, read_payload
from concierge_desk.exporting.table_texts import Titles, specs_of
from concierge_desk.exporting.tables import FORMULA_RULE
from concierge_desk.i18n import N_
from concierge_desk.store.leaving.deliveries import KINDS
from concierge_desk.store.partners import REPORTED, is_reported

WORD = OF_PARTNER
"""Word of the command line for all of them."""
_LABEL = N_("Report for {name}")
_CODE = re.compile(r"partner-([a-z][a-z0-9_]{1,15})")

_TITLES: Titles = {
    "seq": ("integer", "N° d'écriture", "Numéro de l'écriture dans le journal du comptoir."),
    "at": ("datetime", "Instant", "Instant de l'opération, en temps universel."),
    "at_local": ("local", "Date et heure", "Le même instant, à l'heure de la conciergerie."),
    "happened_at": (
        "datetime?",
        "Fait à",
        "Instant auquel l'acte a eu lieu, noté sur papier, où il a été saisi plus tard ; en temps universel.",
    ),
    "operation": ("string", "Opération", "Genre de l'écriture, tel que le journal le nomme."),
    "label": ("string?", "Libellé", "Ce qui a été vendu, tel que le ticket l'imprime."),
    "quantity_thousandths": (
        "integer?",
        "Quantité (millièmes)",
        "Quantité, en millièmes ; négative au remboursement.",
    ),
    "unit": ("money?", "Prix unitaire", "Prix d'une unité, TTC, en euros."),
    "amount": ("money?", "Montant", "Montant de la ligne, TTC, en euros."),
    "ticket": ("string?", "Ticket", "Numéro du ticket de caisse."),
    "corrects": ("integer?", "Corrige", "Numéro de l'écriture corrigée, s'il y en a une."),
    "means": ("string", "Moyen", "cash : espèces ; card : carte ; cheque : chèque."),
    "charged": ("money", "Encaissé", "Encaissé pour le partenaire, en euros."),
    "refunded": ("money", "Remboursé", "Remboursé pour le partenaire, en euros."),
}
_OPERATIONS, _TAKINGS = specs_of(
    _TITLES,
    """
operations: Opérations. Chaque opération faite pour le partenaire, dans l'ordre ; une correction est une ligne de plus.
    seq at operation label quantity_thousandths unit amount ticket corrects at_local happened_at
takings: Encaissements. Part du partenaire dans les encaissements du jour, par moyen de paiement ; vide où il est vendu pour le compte de la conciergerie.
    means charged refunded means_fr
""",
)

_README = """Relevé journalier de la conciergerie pour un partenaire
=======================================================

Ce fichier contient ce que la conciergerie a fait pour vous en une journée close.

  operations.csv    ce qui a été vendu, remboursé ou fait pour vous
  takings.csv       votre part dans les encaissements, par moyen de paiement
  bordereau.pdf     le même relevé, à lire et à classer
  journal.ndjson    les écritures de la journée : les vôtres en clair, les autres par leur seule
                    empreinte. On voit combien d'écritures d'autres il y a, pas ce qu'elles disent.
  verifier.html     une page qui vérifie le fichier, à ouvrir dans un navigateur
  datapackage.json  description de chaque colonne, taille et empreinte de chaque fichier
  signature         signature Ed25519 de datapackage.json

Les CSV s'ouvrent dans un tableur : séparateur « ; », virgule décimale, UTF-8. {formula}

Pour vérifier ce fichier sans rien d'autre :  concierge-desk verify FICHIER.zip
La vérification recalcule la chaîne, les signatures et les totaux. Elle prouve que rien n'a été retiré
ni changé depuis que vous avez reçu ce fichier, ou le bordereau sur papier qui porte son ancre ; elle ne
prouve pas que tout a été saisi.
"""

_README_OF_DAYS = """Relevé de plusieurs journées de la conciergerie pour un partenaire
=====================================================================

Ce fichier contient ce que la conciergerie a fait pour vous pendant des journées closes.

  operations.csv    ce qui a été vendu, remboursé ou fait pour vous
  takings.csv       votre part dans les encaissements, par moyen de paiement
  *-pieces.csv      les pièces qui vous ont été confiées : parties, revenues, ce qui vous est dû
  journal.ndjson    les écritures de ces journées : les vôtres en clair, les autres par leur seule
                    empreinte. On voit combien d'écritures d'autres il y a, pas ce qu'elles disent.
  verifier.html     une page qui vérifie le fichier, à ouvrir dans un navigateur
  verifier.py       un script qui le vérifie aussi : python3 -I -S verifier.py FICHIER.zip, avec openssl
  datapackage.json  description de chaque colonne, taille et empreinte de chaque fichier ; clôtures et ancres
  signature         signature Ed25519 de datapackage.json

Les CSV s'ouvrent dans un tableur : séparateur « ; », virgule décimale, UTF-8. {formula}

Pour vérifier ce fichier sans rien d'autre :  concierge-desk verify FICHIER.zip
La vérification recalcule la chaîne, les signatures et les totaux. Elle prouve que rien n'a été retiré
ni changé depuis que vous avez reçu ce fichier, ou les bordereaux sur papier qui portent les ancres des
clôtures ; elle ne prouve pas que tout a été saisi.
"""


def code_of(partner: str) -> str:
    """Return the code of a partner's daily file, such as ``partner-atelier``."""
    return f"{WORD}-{partner.lower()}"


def partner_export(code: str) -> Export | None:
    """Return the daily file of a code; None for a code that is no partner's."""
    found = _CODE.fullmatch(code)
    return None if found is None else _export(found[1].upper(), found[1].upper())


def exports_in(rows: Rows) -> tuple[Export, ...]:
    """Return every daily file that is made here: those of services, then those of partners who read their entries."""
    return (*catalogue.exports(), *[_export_of(one) for one in made_partners(rows) if one.audience])


def exports_of_closing(rows: Rows, number: str) -> tuple[Export, ...]:
    """Return the daily files of one closing: of partners those that it has a statement for."""
    made = [one for one in made_partners(rows) if is_reported(rows, one.partner, number)]
    return (*catalogue.exports(), *map(_export_of, made))


def name_stated(export: Export, day: str, entries: Sequence[Entry]) -> str | None:
    """Return what a partner is called by the statement of a closing, where his file is asked for; None for others.

    Raises:
        Refused: ``partner.no_statement``.
    """
    if not _CODE.fullmatch(export.code):
        return None
    stated = next((one for one in entries if one.kind == REPORTED and one.aud == export.principal), None)
    if stated is None:
        raise Refused("partner.no_statement", partner=export.principal, day=day)
    read = read_payload(stated)
    return None if read is None else str(read.data["name"])


def _export_of(partner: Partner) -> Export:
    return _export(partner.partner, partner.name)


def _export(partner: str, name: str) -> Export:
    return Export(
        code=code_of(partner),
        principal=partner,
        title=f"Relevé journalier de la conciergerie pour {partner}",
        label=_LABEL,
        name=name,
        readme=_README.format(formula=FORMULA_RULE),
        tables=_tables,
        bordereau=partner_statement,
        check=statement.check,
    )


def of_days(export: Export, closings: Sequence[tuple[int, int]]) -> Export:
    """Return a partner's file of several closings together: all that is his in them, each closing added up.

    Args:
        export: His daily file.
        closings: First and last entry of each.
    """
    return replace(
        export,
        title=f"Relevé de plusieurs journées de la conciergerie pour {export.principal}",
        readme=_README_OF_DAYS.format(formula=FORMULA_RULE),
        check=lambda posted: _check_each(posted, closings),
    )


def _check_each(posted: Sequence[Posted], closings: Sequence[tuple[int, int]]) -> tuple[str, ...]:
    """Return what does not add up in one of several closings; of a day before he was a partner there is nothing."""
    found: list[str] = []
    for first, last in closings:
        his = [entry for entry in posted if first <= entry.seq <= last]
        found += statement.check(his) if his else ()
    return tuple(dict.fromkeys(found))


def _tables(posted: Sequence[Posted]) -> tuple[ExportedTable, ...]:
    operations = tuple(_operation(entry) for entry in posted if entry.kind not in _NO_OPERATION)
    more = tuple(table for part in catalogue.partner_tables() for table in part(posted))
    return ExportedTable(_OPERATIONS, operations), ExportedTable(_TAKINGS, _takings(posted)), *more


def _takings(posted: Sequence[Posted]) -> tuple[tuple[Any, ...], ...]:
    """Return what was taken for him by means, as his statements have it: one a day."""
    reports = [entry.data for entry in posted if entry.kind == REPORTED]
    taken: dict[str, list[int]] = {}
    for row in (row for report in reports for row in report["takings"]):
        cents = taken.setdefault(row["means"], [0, 0])
        cents[0] += row["charged_cents"]
        cents[1] += row["refunded_cents"]
    return tuple((means, *cents, label_of("means", means, "fr")) for means, cents in taken.items())


_NO_OPERATION = {REPORTED, *KINDS}


def _operation(entry: Posted) -> tuple[Any, ...]:
    line: Mapping[str, Any] = entry.data.get("line", {})
    return (
        entry.seq,
        entry.instant,
        entry.kind,
        line.get("label"),
        line.get("quantity_thousandths"),
        line.get("unit_cents"),
        line.get("cents"),
        entry.data.get("ticket"),
        entry.data.get("corrects"),
        entry.local.replace(tzinfo=None),
        entry.happened,
    )
