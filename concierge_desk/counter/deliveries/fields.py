"""Kinds of values that say which daily file leaves, where to, and by which key a server is known.

Source: docs/contract.md, "Deliveries"; decision 0075.
"""

import base64
import re
from collections.abc import Callable, Collection
from dataclasses import dataclass

from concierge_desk.counter.values.kinds import Kind, Text, Unreadable
from concierge_desk.domain.digests import sha256
from concierge_desk.domain.override import override

OF_PARTNER = "partner"
"""Begins the code of a partner's daily file: ``partner-atelier``."""

LETTERS = "letters"
"""Stands where the code of a daily file does, for what goes to people: letters, one by one, which are no file of a day."""

_PARTNER = re.compile(rf"{OF_PARTNER}[:-]([a-z][a-z0-9_]{{1,15}})")
_CODE = re.compile(r"[a-z][a-z0-9_]{1,15}")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_LINES = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")
_FINGERPRINT = re.compile(r"SHA256:[A-Za-z0-9+/]{43}")


def _none() -> Collection[str]:
    return ()


@dataclass(frozen=True, slots=True)
class ExportCode(Kind):
    """Code of a daily file: ``laposte``; ``partner:CODE``, ``partner-code`` or the code alone for a partner's.

    Attributes:
        known: Returns the codes of the services' own; they are loaded by the first that is asked for.
    """

    known: Callable[[], Collection[str]] = _none
    label: str = "`laposte`, `partner:CODE`, or the code of a partner; `letters`: what goes to people"

    @override
    def read(self, raw: object) -> str:
        text = Text(max_length=40).read(raw).lower()
        partner = _PARTNER.fullmatch(text)
        if partner is not None:
            return f"{OF_PARTNER}-{partner[1]}"
        if not _CODE.fullmatch(text):
            raise Unreadable("input.choice", words="laposte, partner:CODE")
        return text if text in self.known() else f"{OF_PARTNER}-{text}"


@dataclass(frozen=True, slots=True)
class Verbatim(Kind):
    """A text that is taken to the letter: an address, a folder, a password, a key.

    Attributes:
        max_length: In characters.
        lines: It may have several.
    """

    max_length: int = 250
    lines: bool = False

    @property
    @override
    def label(self) -> str:
        return f"text, at most {self.max_length} characters, taken to the letter"

    @override
    def read(self, raw: object) -> str:
        if not isinstance(raw, str):
            raise Unreadable("input.text")
        if not raw.strip():
            raise Unreadable("input.empty")
        if len(raw) > self.max_length:
            raise Unreadable("input.too_long", most=self.max_length)
        if (_LINES if self.lines else _CONTROL).search(raw.replace("\r\n", "\n")):
            raise Unreadable("input.text")
        return raw


@dataclass(frozen=True, slots=True)
class Address(Verbatim):
    """An address of mail: something, ``@``, a domain; no name beside it."""

    @property
    @override
    def label(self) -> str:
        return "address of mail"

    @override
    def read(self, raw: object) -> str:
        text = Verbatim.read(self, raw).strip()
        if not re.fullmatch(r"[^\s@<>,;\"]+@[^\s@<>,;\"]+\.[^\s@<>,;\"]+", text):
            raise Unreadable("input.mail_address")
        return text


@dataclass(frozen=True, slots=True)
class HostKey(Kind):
    """The key of a server: its SHA-256 fingerprint, or its line as OpenSSH writes it."""

    label: str = "`SHA256:…`, or the key's line as OpenSSH writes it"

    @override
    def read(self, raw: object) -> str:
        text = raw.strip() if isinstance(raw, str) else ""
        if _FINGERPRINT.fullmatch(text.rstrip("=")):
            return text.rstrip("=")
        # A line of known_hosts begins with the server's name, one of a key file with its kind.
        parts = [part for part in text.split() if part.startswith("AAAA")]
        try:
            blob = base64.b64decode(parts[0], validate=True)
        except (IndexError, ValueError) as error:
            raise Unreadable("input.host_key") from error
        return "SHA256:" + base64.b64encode(sha256(blob).digest()).decode().rstrip("=")
