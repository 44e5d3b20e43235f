"""``LISEZMOI.txt`` of the export of everything: what is in it, how to check it, what is not in it and why.

Its reader is the shop, or whoever comes after: French, fixed, part of the bytes.
"""

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from concierge_desk.domain.document import PRACTICE_MARK
from concierge_desk.exporting.tables import FORMULA_RULE

README = "LISEZMOI.txt"
CHECKSUMS = "empreintes.sha256"
TABLES = "tables"
PAPERS = "papiers"
PEOPLE = "personnes"
_INDENT = "  "


@dataclass(frozen=True, slots=True)
class FileOut:
    """A file of the export.

    Attributes:
        name: Its path below the folder, with ``/``.
        title: What it is, in French; empty for a paper, which is counted and not listed.
        rows: How many rows it has, None for what has none.
        sha256: Of its bytes.
    """

    name: str
    title: str
    rows: int | None
    sha256: str


@dataclass(frozen=True, slots=True)
class InventoryOrigin:
    """Store that an export is of, and where it stood.

    Attributes:
        desk: Desk code.
        shop: Its name.
        practice: Everything is factice.
        public_key: Of the desk.
        anchor: Of the last entry in it.
        at: Instant of that entry.
        software: Version that wrote the export.
        names: Whether `PEOPLE` is there.
    """

    desk: str
    shop: str
    practice: bool
    public_key: str
    anchor: str
    at: str
    software: str
    names: bool


def checksums(files: Sequence[FileOut]) -> bytes:
    """Return the SHA-256 of every file, as ``sha256sum -c`` reads them."""
    return "".join(f"{file.sha256}  {file.name}\n" for file in files).encode()


def inventory(
    origin: InventoryOrigin, files: Sequence[FileOut], papers: Mapping[str, int], missing: int
) -> bytes:
    """Return the inventory.

    Args:
        origin: What the export is of.
        files: Every file but this one.
        papers: How many papers under each title.
        missing: How many papers cannot be drawn any more.
    """
    title = f"Tout ce que contient le comptoir {origin.desk}"
    mark = [f"{PRACTICE_MARK}\u00a0: comptoir d'entraînement, tout y est inventé, les noms aussi.", ""]
    lines = [
        title,
        "=" * len(title),
        "",
        *(mark if origin.practice else []),
        f"{origin.shop}. État du comptoir à l'écriture {origin.anchor}, du {origin.at}.",
        f"Écrit par Concierge Desk {origin.software}. Clé publique du comptoir : {origin.public_key}",
        "",
        "CE QUI S'Y TROUVE",
        "",
        *(line for file in files if file.title for line in _file_lines(file)),
        *_paper_lines(papers, missing),
        _NAMES if origin.names else _NO_NAMES,
        _READING.format(
            formula=textwrap.fill(FORMULA_RULE, 98, initial_indent=_INDENT, subsequent_indent=_INDENT)
        ),
        _CHECKING.format(anchor=origin.anchor),
        _LEFT_OUT,
    ]
    return ("\n".join(lines)).encode()


def _file_lines(file: FileOut) -> list[str]:
    rows = "" if file.rows is None else f" — {file.rows} {'lignes' if file.rows > 1 else 'ligne'}"
    return [f"  {file.name}{rows}", f"      {file.title}", f"      SHA-256 {file.sha256}", ""]


def _paper_lines(papers: Mapping[str, int], missing: int) -> list[str]:
    lost = [
        f"      {missing} ne peuvent plus être dessinés (détails effacés après leur durée, ou illisibles) :",
        f"      ils sont dans {PAPERS}.csv, sans fichier.",
    ]
    return [
        f"  {PAPERS}/ — un PDF par papier, un dossier par journée",
        *(f"      {title}\u00a0: {count}" for title, count in papers.items()),
        f"      {PAPERS}.csv dit lequel est dans quel fichier.",
        "      Tickets, Z, notes et bons y portent DUPLICATA : ils n'ont pas été imprimés au comptoir.",
        *(lost if missing else []),
        "",
    ]


_NAMES = f"""  {PEOPLE}/ contient les noms et les phrases saisies, avec leur référence : celle que les tables
      et le journal portent à leur place. Les notes au nom d'un client y sont aussi. Ce dossier a été
      demandé, et la phrase secrète donnée (un comptoir d'entraînement n'en a pas). Il n'est nécessaire à
      rien d'autre : gardez-le à part, effacez-le quand il n'est plus utile.
"""

_NO_NAMES = f"""  Aucun nom : ils sont gardés à part dans le comptoir, sous une référence qui les remplace ici. Ils
      ne sortent qu'à la demande (--names), après la phrase secrète, dans {PEOPLE}/ et nulle part
      ailleurs.
"""

_READING = """COMMENT LE LIRE

  Les CSV s'ouvrent dans un tableur : séparateur « ; », virgule décimale, UTF-8.
{formula}
  journal.ndjson se lit par programme : un objet JSON par ligne ; « payload » est le contenu signé,
  octet pour octet, ou null s'il a été effacé après sa durée.
"""

_CHECKING = """COMMENT LE VÉRIFIER

  Les fichiers :  sha256sum -c empreintes.sha256
  Le comptoir dont ils viennent :  concierge-desk verify --signatures --anchor {anchor}
  Le journal sans le comptoir : l'empreinte SHA-256 du texte de chaque « payload » est son « digest » ;
  chaque « prev_hash » est le « hash » de la ligne d'avant ; « sig » est la signature Ed25519.
  Le comptoir a inscrit cet export à son journal (everything.exported), avec l'empreinte SHA-256 de ce
  LISEZMOI.txt.
"""

_LEFT_OUT = """CE QUI N'Y EST PAS, ET POURQUOI

  les clés et les secrets du comptoir : qui les a peut signer à sa place ; ils sont dans la sauvegarde,
      sous la phrase secrète
  les visites en attente et la file d'impression : rien n'y est encore fait ; réglez ou abandonnez
      les visites avant de partir
  les étiquettes, les avis de passage et les affiches : ils ne valent que le jour même
  les réglages de la conciergerie, les totaux de clôture et les changements d'horloge : ils sont dans
      le journal, écriture par écriture
  les relevés remis aux mandants : concierge-desk export les écrit à nouveau, à l'octet près
  ce qui a été effacé après sa durée de conservation : cela n'existe plus
"""
