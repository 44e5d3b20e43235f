"""The end of ``LISEZMOI.txt`` in a principal's daily file: how it is checked without this program.

Its reader is the principal: French, fixed, part of the bytes. A test runs the lines that are typed.

Source: docs/contract.md, "La Poste's daily file", "Link and signature"; https://www.rfc-editor.org/rfc/rfc8410 (§4, the
key as PEM).
"""

import base64
from dataclasses import dataclass
from typing import Final

from concierge_desk.exporting.datapackage import DESCRIPTOR, SIGNATURE
from concierge_desk.exporting.verifier import PAGE

README: Final = "LISEZMOI.txt"
_KEY_PREFIX = bytes.fromhex("302a300506032b6570032100")
"""What stands in DER before the 32 bytes of a public key of Ed25519."""


@dataclass(frozen=True, slots=True)
class FirstWriting:
    """The first file of a closing that another version wrote: the file beside is a reissue of it.

    Attributes:
        sha256: Of that file.
        software: Version that wrote it.
    """

    sha256: str
    software: str


@dataclass(frozen=True, slots=True)
class Seal:
    """Seal of a file, as its reader compares it with the paper.

    Attributes:
        public_key: Of the desk, in hex.
        fingerprint: Of that key.
        anchor: Of the closing.
        chain: Desk and epoch, as the links hold them.
    """

    public_key: str
    fingerprint: str
    anchor: str
    chain: str


def checking(seal: Seal, first: FirstWriting | None) -> str:
    """Return how a file is checked, and of what it is a reissue.

    Args:
        seal: What is compared.
        first: Of a reissue.
    """
    again = "" if first is None else _REISSUE.format(sha256=first.sha256, software=first.software)
    return again + _CHECKING.format(
        page=PAGE,
        descriptor=DESCRIPTOR,
        signature=SIGNATURE,
        readme=README,
        pem=_pem(seal.public_key),
        fingerprint=seal.fingerprint,
        anchor=seal.anchor,
        chain=seal.chain,
    )


def _pem(public_key: str) -> str:
    text = base64.b64encode(_KEY_PREFIX + bytes.fromhex(public_key)).decode()
    return f"-----BEGIN PUBLIC KEY-----\n{text}\n-----END PUBLIC KEY-----"


_REISSUE = """
RÉÉDITION

Le relevé de cette clôture avait déjà été écrit, par la version {software}. Les écritures sont les mêmes ; des
colonnes, des textes ou le papier peuvent être autres. SHA-256 du premier fichier :
  {sha256}
"""

_CHECKING = """
VÉRIFIER SANS LE PROGRAMME DE LA CONCIERGERIE

Par une page : ouvrez {page} dans un navigateur et déposez-y le fichier .zip, sans l'ouvrir. Elle
marche sans Internet. Prenez-la de la conciergerie, une fois pour toutes : qui changerait ce fichier changerait
aussi la page qui est dedans.

Par un terminal (Linux, ou Git Bash sous Windows), dans le dossier où le .zip est décompressé :

  Les fichiers sont ceux de la description :
    awk -F'"' '/"path"/ {{p=$4}} /"hash"/ {{print substr($4,8) "  " p}}' {descriptor} | sha256sum -c

  La description est signée par la clé du comptoir, qui est plus bas :
    sed -n '/^-----BEGIN/,/^-----END/p' {readme} > cle.pem
    openssl pkeyutl -verify -pubin -inkey cle.pem -rawin -in {descriptor} -sigfile {signature}

  L'empreinte de cette clé :
    openssl pkey -pubin -in cle.pem -outform DER | tail -c 32 | sha256sum | cut -c 1-32

{pem}

  Empreinte de la clé : {fingerprint}
  Ancre de la clôture : {anchor}

Comparez ces deux lignes avec le bordereau sur papier : sans cela, n'importe qui peut fabriquer un fichier
entier avec une clé à lui.

LA CHAÎNE DES ÉCRITURES

Chaque ligne de journal.ndjson tient celle d'avant. « ‖ » met bout à bout ; u16 et u64 : un nombre de 2 ou
de 8 octets, le plus fort d'abord ; les textes sont en UTF-8, leur longueur est en octets.

  digest = SHA-256(payload) ; il est donné sur les lignes des autres mandants
  hash   = SHA-256("concierge-desk/journal/1" ‖ un octet zéro ‖ u16 longueur de chaîne ‖ chaîne ‖ u64 seq
           ‖ hash de la ligne d'avant ‖ u16 longueur de aud ‖ aud ‖ digest)
  sig    = signature Ed25519 de hash

La chaîne est ici {chain} : le comptoir et « epoch » de la ligne ; avant la première ligne, le hash est
« prev_hash » de {descriptor}. L'ancre : epoch et seq de la dernière ligne, « : », et les 16 premiers
signes de son hash.
"""
