"""A dispute file: tables, words and script that travel in it.

Its reader is a principal, or whoever judges between him and the shop: French, fixed, part of the bytes.

Source: docs/contract.md, "A dispute file"; decision 0080.
"""

from dataclasses import dataclass
from typing import Final

from concierge_desk import paths
from concierge_desk.exporting.datapackage import DESCRIPTOR, SIGNATURE, FileSpec
from concierge_desk.exporting.journal_lines import MEMBER
from concierge_desk.exporting.readme import README
from concierge_desk.exporting.table_texts import Titles, specs_of
from concierge_desk.exporting.verifier import PAGE

EXPORT: Final = "dispute"
SCRIPT: Final = "verifier.py"
TITLE: Final = "Dossier pour un litige"

_TITLES: Titles = {
    "seq": ("integer", "N° d'écriture", "Numéro de l'écriture dans le journal du comptoir."),
    "at": ("datetime", "Instant", "Instant de l'écriture, en temps universel."),
    "at_local": ("local", "Date et heure", "Le même instant, à l'heure de la conciergerie."),
    "operation": ("string", "Opération", "Genre de l'écriture, tel que le journal le nomme."),
    "tracking": ("string?", "Numéro", "Numéro de l'envoi, s'il n'y en a qu'un."),
    "amount": ("money?", "Montant", "Montant de la ligne, TTC, en euros ; vide : rien n'a été facturé."),
    "corrects": ("integer?", "Corrige", "Numéro de l'écriture corrigée, s'il y en a une."),
    "document": ("string", "Papier", "Son nom, comme pour « print »."),
    "copy": ("integer?", "Exemplaire", "0 : l'original ; n : DUPLICATA n° n ; vide : jamais imprimé."),
    "file": ("string?", "Fichier", "Le papier tel qu'il est ici ; vide : il n'est pas joint."),
    "papers.seq": ("integer?", "N° d'écriture", "Écriture de l'impression ; vide : jamais imprimé."),
    "papers.at": ("datetime?", "Instant", "Instant de l'impression, en temps universel."),
    "papers.at_local": ("local?", "Date et heure", "Le même instant, à l'heure de la conciergerie."),
}
ENTRIES, PAPERS = specs_of(
    _TITLES,
    """
entries: Écritures. Chaque écriture donnée en clair, dans l'ordre, avec ce qu'elle dit, sans nom.
    seq at operation tracking amount corrects at_local operation_fr
papers: Papiers. Les papiers dont parlent ces écritures, chaque impression sur sa ligne.
    document seq at copy file at_local document_fr
""",
)

JOURNAL_SPEC = FileSpec(
    "journal",
    MEMBER,
    "Journal",
    "Toutes les écritures de ces journées : celles du litige en clair, les autres par leur empreinte.",
    "ndjson",
    "application/x-ndjson",
    by_line=True,
)
PAGE_SPEC = FileSpec(
    "page", PAGE, "Page de vérification", "À ouvrir dans un navigateur, sans Internet.", "html", "text/html"
)
SCRIPT_SPEC = FileSpec(
    "script", SCRIPT, "Script de vérification", "80 lignes à lire : Python et openssl.", "py", "text/x-python"
)
README_SPEC = FileSpec("lisezmoi", README, "Lisez-moi", "Ce que contient ce dossier.", "txt", "text/plain")


def paper_spec(file: str, title: str) -> FileSpec:
    """Return a paper among the files."""
    name = file.removesuffix(".pdf").lower()
    return FileSpec(name, file, title, "Le papier, sans aucun nom de personne.", "pdf", "application/pdf")


def script() -> bytes:
    """Return the script that checks a dispute file with Python and openssl alone."""
    return paths.resource_text(f"{EXPORT}/{SCRIPT}").encode()


@dataclass(frozen=True, slots=True)
class DisputeWords:
    """What ``LISEZMOI.txt`` says of a dispute file.

    Attributes:
        about: The number, or the date.
        principal: Code of the principal.
        desk: Code of the desk.
        clear: How many entries are in clear.
        digests: How many are there by their digest.
        closings: Of each closing its number, its day and its anchor.
        is_open: The last day was not closed yet.
        anchor: Of the last entry.
        fingerprint: Of the desk's key.
        practice: Everything is an exercise.
    """

    about: str
    principal: str
    desk: str
    clear: int
    digests: int
    closings: tuple[tuple[str, str, str], ...]
    is_open: bool
    anchor: str
    fingerprint: str
    practice: bool


def readme(told: DisputeWords) -> str:
    """Return ``LISEZMOI.txt``."""
    lines = [f"  Clôture {number} du {day} : ancre {anchor}" for number, day, anchor in told.closings]
    if told.is_open:
        lines.append("  La dernière journée n'était pas encore clôturée.")
    lines.append(f"  Dernière écriture : ancre {told.anchor}")
    return _README.format(
        about=told.about,
        principal=told.principal,
        desk=told.desk,
        clear=told.clear,
        digests=told.digests,
        closings="\n".join(lines),
        fingerprint=told.fingerprint,
        practice="\nFACTICE — SIMULATION : comptoir d'entraînement, tout y est inventé.\n" * told.practice,
        script=SCRIPT,
        page=PAGE,
        journal=MEMBER,
        descriptor=DESCRIPTOR,
        signature=SIGNATURE,
        entries=ENTRIES.file,
        papers=PAPERS.file,
    )


_README = """Dossier pour un litige : {about}
================================================================
{practice}
Mandant {principal}, comptoir {desk}. Ce dossier contient ce que le journal de la conciergerie dit de {about} :
{clear} écritures en clair. Les {digests} autres écritures des mêmes journées sont là par leur seule empreinte :
on voit qu'elles existent et à quelle place, pas ce qu'elles disent. Il n'y a aucun nom de personne, nulle part :
les noms ne sont jamais dans le journal, et aucun papier joint n'en porte.

  {entries}       les écritures en clair, une par ligne, avec ce qu'elles disent
  {papers}        les papiers dont elles parlent : quand ils ont été imprimés, quel exemplaire ou DUPLICATA
  *.pdf             ces papiers, s'ils peuvent être dessinés sans nom
  {journal}    toutes les écritures de ces journées : la preuve
  {page}     une page qui vérifie le dossier, à ouvrir dans un navigateur
  {script}       un script de 80 lignes qui le vérifie aussi
  {descriptor}  taille et empreinte de chaque fichier ; clé, clôtures et ancres
  {signature}         signature Ed25519 de {descriptor}

QUE RIEN N'A ÉTÉ RETENU

Les écritures de ces journées se suivent sans trou, de la première à la dernière, et chacune tient celle d'avant :
en ôter une, en changer une ou en glisser une casse la chaîne. Le mandant a reçu chaque soir son relevé, avec
ses propres écritures en clair : les empreintes qui sont ici sont celles de son relevé. Il peut donc ouvrir
lui-même les siennes, et voir que ce dossier n'en a caché aucune qui parle de {about}.
Cela ne prouve pas que tout a été saisi au comptoir.

COMPARER AVEC LE PAPIER

Sans cela, n'importe qui peut fabriquer un dossier entier avec une clé à lui. L'empreinte de la clé et l'ancre de
chaque clôture sont imprimées sur le bordereau et sur le Z de ce jour-là :

{closings}
  Empreinte de la clé : {fingerprint}

VÉRIFIER SANS LE PROGRAMME DE LA CONCIERGERIE

Par une page : ouvrez {page} dans un navigateur et déposez-y le fichier .zip, sans l'ouvrir.

Par un script : décompressez le fichier .zip dans un dossier vide et laissez-l'y : les deux sont vérifiés. Il
faut Python 3 et openssl, rien d'autre ; rien n'est installé, rien n'est envoyé :

    python3 -I -S {script}

Il finit par « Tout tient » (code 0), ou dit ce qui est faux (code 1). Lisez-le d'abord, ou prenez-le de la
conciergerie : qui changerait le dossier changerait aussi le script qui est dedans.

Avec le programme :  concierge-desk verify FICHIER.zip
"""
