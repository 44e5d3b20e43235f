"""The whole journal for whoever leaves with it: one line an entry, for a program and for a person.

What was purged says so; what cannot be read any more is handed on byte for byte, marked as such.

Source: docs/contract.md, "Link and signature".
"""

import json
from typing import Any

from concierge_desk.domain.journal import Entry, Posted
from concierge_desk.exporting.tables import Cell, TableField, csv_table

PURGED = "effacé"
UNREADABLE = "illisible"

JOURNAL = csv_table(
    "journal",
    "Journal, à lire",
    "Une écriture par ligne ; le détail de chacune est dans journal.ndjson.",
    TableField("seq", "integer", "N°", "Numéro de l'écriture.", required=True),
    TableField("epoch", "string", "Époque", "Change à chaque restauration.", required=True),
    TableField("day", "string", "Journée", "Date de la journée ouverte."),
    TableField("at", "string", "Instant", "En temps universel."),
    TableField("kind", "string", "Genre", "Ce qui s'est passé.", required=True),
    TableField("aud", "string", "Mandant", "Pour qui ; vide : la conciergerie."),
    TableField("by", "string", "Par", "Code de la personne au comptoir."),
    TableField("op", "string", "Opération", "Les écritures d'un même geste."),
    TableField("corrects", "integer", "Corrige", "Numéro de l'écriture corrigée."),
    TableField("ticket", "string", "Ticket", "Numéro du ticket."),
    TableField("label", "string", "Libellé", "De la ligne facturée."),
    TableField("amount", "money", "Montant", "De la ligne facturée, en euros."),
    TableField("content", "string", "Contenu", f"{PURGED} : après sa durée ; {UNREADABLE} : abîmé."),
    TableField("digest", "string", "Empreinte", "SHA-256 du contenu.", required=True),
    TableField("hash", "string", "Chaîne", "Empreinte de la chaîne.", required=True),
)


def json_line(entry: Entry, *, readable: bool) -> bytes:
    """Return an entry as a line of JSON; its payload is there byte for byte, so that its digest can be checked.

    Args:
        entry: As it was written.
        readable: Whether its payload is there, and is what was written.
    """
    told = {name: getattr(entry, name) for name in ("seq", "epoch", "aud", "kind", "day")}
    seals = {name: getattr(entry, name).hex() for name in ("digest", "prev_hash", "hash", "sig")}
    payload = b"null"
    if entry.payload is not None and readable:
        payload = entry.payload
    elif entry.payload is not None:
        seals["unreadable"] = entry.payload.hex()
    return b"".join((_object(told)[:-1], b',"payload":', payload, b",", _object(seals)[1:], b"\n"))


def csv_row(entry: Entry, posted: Posted | None) -> tuple[Cell, ...]:
    """Return an entry, and what `json_line` takes with it, as a row of `JOURNAL`."""
    data = {} if posted is None else posted.data
    line = _as(data.get("line"), dict) or {}
    return (
        entry.seq,
        entry.epoch,
        entry.day or None,
        posted.at if posted else None,
        entry.kind,
        entry.aud or None,
        posted.by if posted else None,
        posted.op if posted else None,
        _as(data.get("corrects"), int),
        _as(data.get("ticket"), str),
        _as(line.get("label"), str),
        _as(line.get("cents"), int),
        None if posted else PURGED if entry.payload is None else UNREADABLE,
        entry.digest.hex(),
        entry.hash.hex(),
    )


def _as(value: Any, kind: type) -> Any:
    """Return a value of that kind that says something, None for any other."""
    return value if type(value) is kind and value != "" else None


def _object(value: dict[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
