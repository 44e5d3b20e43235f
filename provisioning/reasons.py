"""Why pip failed, from its own words, and the sentence for it: the Internet is blamed only when it was the Internet.

The words are those of pip 23.0.1 and of the lock's own; `tests/provisioning/test_reasons.py` has both say them.
"""

from __future__ import annotations

import platform
import re
from collections.abc import Sequence
from urllib.request import getproxies

NEEDED_MB = 1000
"""What a set-up takes at most, the downloads with it."""

AGAIN = "puis relancez la même commande"
OTHER = (
    "L'installation n'a pas abouti : relancez la même commande ; si cela recommence, montrez le fichier que voici "
    "à qui s'y connaît."
)

_STEP = re.compile(r"(?:Collecting |\s+Downloading |\s+Using cached |Installing collected packages:)")
_NOT_THE_LAST_TRY = re.compile(r"WARNING: Retrying \(Retry\(total=[1-9]")
_PASSED_OVER = r"Skipping link: (?:none of the wheel's tags|No sources permitted|\S+ Requires-Python)"
_LOCATED = re.compile(rf"(?:Could not fetch URL|\s*{_PASSED_OVER}|ERROR:)")

_KINDS = (
    ("disk", re.compile(r"No space left on device|Errno 28\b|WinError 112\b|Disk quota exceeded")),
    ("rights", re.compile(r"Permission denied|Errno 13\b|WinError 5\b|WinError 32\b|Read-only file system")),
    ("certificate", re.compile(r"CERTIFICATE_VERIFY_FAILED|SSLCertVerificationError|confirming the ssl")),
    ("server", re.compile(r"HTTP error [45]\d\d|\b[45]\d\d (?:Client|Server) Error|too many \d+ error")),
    (
        "network",
        re.compile(
            r"connection broken by|connection error:|Max retries exceeded|incomplete-download"
            r"|(?:Timeout|Connection|NameResolution|Protocol|Proxy|SSL|IncompleteRead)\w*Error|IncompleteRead"
        ),
    ),
    ("hash", re.compile(r"DO NOT MATCH THE HASHES")),
    ("missing", re.compile(rf"\(from versions: (?!none\))|{_PASSED_OVER}|require a different python")),
    ("unclear", re.compile(r"\(from versions: none\)")),
)


def kind_of(lines: Sequence[str]) -> str:
    """Tell why pip failed.

    Args:
        lines: All that it said.

    Returns:
        `disk`, `rights`, `certificate`, `server`, `network`, `hash`, `missing` (the library is not made for this
        Python or system), `unclear` (pip found nothing and does not say why: to be asked again with `-vv`), or
        `other`.
    """
    last = max((n for n, line in enumerate(lines) if _STEP.match(line)), default=-1)
    words = [line for line in lines[last + 1 :] if not _NOT_THE_LAST_TRY.match(line)]
    return _first_kind(words)


def kind_in_full(lines: Sequence[str]) -> str:
    """Tell why pip failed from what it said with `-vv`, where most lines are of no account.

    Nothing offered, and no word why, is a server that answers something else: a network that wants to be logged into.
    """
    kind = _first_kind([line for line in lines if _LOCATED.match(line)])
    return "server" if kind == "unclear" else kind


def _first_kind(words: Sequence[str]) -> str:
    return next((kind for kind, pattern in _KINDS if any(map(pattern.search, words))), "other")


def library_of(lines: Sequence[str]) -> str:
    """Return the library pip failed at; empty when it names none."""
    patterns = (r"No matching distribution found for ([^\s=]+)", r"\s+([^\s=]+)==\S+ from http")
    found = [
        match[1] for line in lines for pattern in patterns if (match := re.match(rf".*?{pattern}", line))
    ]
    return found[-1] if found else ""


def sentence(kind: str, library: str, place: str) -> str:
    """Return what is said of a failure and what to do.

    Args:
        kind: As `kind_of` tells it.
        library: The one pip failed at.
        place: The environment's folder.
    """
    library = library or "une bibliothèque"
    python = f"Python {platform.python_version()}, {platform.machine() or 'machine inconnue'}"
    return {
        "disk": f"Le disque est plein : libérez {NEEDED_MB} Mo, {AGAIN}.",
        "rights": f"Ce compte ne peut pas écrire dans {place} : fermez ce qui s'en sert, ou effacez ce dossier avec le "
        f"compte qui l'a fait, {AGAIN}.",
        "certificate": "La connexion n'est pas reconnue comme sûre : vérifiez la date et l'heure de ce PC. Si elles sont "
        f"justes, un antivirus ou le réseau se met entre les deux : essayez sans lui, ou d'ailleurs, {AGAIN}.",
        "server": "Le serveur des bibliothèques n'a pas répondu ce qu'il faut : ce n'est pas ce PC. Si ce réseau demande "
        f"de s'identifier (wifi public), faites-le d'abord ; sinon attendez quelques minutes, {AGAIN}.",
        "network": f"Internet ne répond pas : vérifiez la connexion, {AGAIN}.{_proxies()}",
        "hash": f"Ce qui a été reçu pour {library} n'est pas ce qui est attendu : rien n'en a été installé. Le téléchargement "
        "a pu être abîmé : relancez la même commande ; si cela recommence, essayez d'un autre réseau et signalez-le.",
        "missing": f"Il n'y a pas de {library} tout prêt pour ce PC ({python}) : prenez un Python courant "
        f"en 64 bits (https://www.python.org/downloads/), {AGAIN}.",
    }.get(kind, OTHER)


def _proxies() -> str:
    found = sorted(set(getproxies()) & {"http", "https", "all"})
    return (
        f" Un proxy est réglé sur ce PC ({', '.join(found)}) : vérifiez aussi son adresse." if found else ""
    )
