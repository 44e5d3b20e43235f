"""``verifier.html``: the page that checks a principal's daily file without this program, and without a network.

One file, made of the parts in ``resources/verifier``: the same bytes for every day and every desk, so that its
SHA-256 can be told once. Its policy allows the browser that one script and that one style, and nothing else.

Source: docs/verifier.md, "The page that checks a daily file"; decision 0041; https://www.w3.org/TR/CSP3/ (§2.3.1,
hashes of sources).
"""

import base64
import hashlib
from functools import cache
from typing import Final

from concierge_desk import paths

PAGE: Final = "verifier.html"
_FOLDER = "verifier"
_SCRIPTS = (
    "bytes.js",
    "ed25519.js",
    "container.js",
    "canonical.js",
    "descriptor.js",
    "journal.js",
    "check.js",
    "words.js",
    "tables.js",
    "page.js",
)
"""Parts of the script, each after those that it is made with."""


@cache
def page() -> bytes:
    """Return the page; the same parts, the same bytes."""
    # The script comes last: nothing of it is taken for a place to fill.
    filled = {"style": _part("page.css"), "script": "\n".join(map(_part, _SCRIPTS))}
    whole = _part("page.html")
    for name, text in filled.items():
        whole = whole.replace(f"{{{name}_hash}}", _source_hash(text)).replace(f"{{{name}}}", text)
    return whole.encode()


def _part(name: str) -> str:
    return paths.resource_text(f"{_FOLDER}/{name}")


def _source_hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
