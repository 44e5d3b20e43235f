"""An empty service, to be filled in: its folder, its line of the registry, its tests, its French.

Its one act notes how many were done; it keeps no table and brings no card that is not asked for by its name. All tests are
green with it as it is written. Source: docs/adding-a-service.md, "Adding a service".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from string import Template

from provisioning.terminal import SetUpError

USAGE = 'python3 dev.py service CODE "Name" "Nom"'
REGISTRY = "concierge_desk/registry.py"
CATALOGUE = "resources/locale/fr/LC_MESSAGES/concierge_desk.po"
TEMPLATES = Path(__file__).parent / "service"
_CODE = re.compile(r"[a-z][a-z0-9_]{1,19}")
_FRENCH = {
    "Something of $name is noted.": "Quelque chose est noté\u00a0: $french.",
    "$name: how many?": "$french\u00a0: combien\u00a0?",
    "$name: {count} noted": "$french\u00a0: {count} noté",
    "$name": "$french",
}
"""Sentences of the templates, and their French."""


def asked(arguments: Sequence[str]) -> tuple[str, str, str]:
    """Return code, English and French name of the service that is asked for.

    Raises:
        SetUpError: With what to type instead.
    """
    if len(arguments) != 3 or not all(word.strip() for word in arguments):
        raise SetUpError(f"Tapez le code, le nom anglais et le nom français : {USAGE}")
    code, name, french = (word.strip() for word in arguments)
    if not _CODE.fullmatch(code):
        raise SetUpError(f"« {code} » : un code en minuscules, sans espace, tel que « loans ».")
    return code, name, french


def write(root: Path, code: str, name: str, french: str) -> list[str]:
    """Write the service, and return what was written or changed, by path.

    Raises:
        SetUpError: When there is such a service; nothing is written then.
    """
    if (root / "concierge_desk" / "services" / code).exists():
        raise SetUpError(f"Il y a déjà un service « {code} » : prenez un autre code.")
    words = {"code": code, "CODE": code.upper(), "name": name, "french": french}
    # As it is shown: sources keep the keyboard's sign.
    words["shown"] = french.replace("'", "\N{RIGHT SINGLE QUOTATION MARK}")
    written = []
    for template in sorted(TEMPLATES.rglob("*.tmpl")):
        place = template.relative_to(TEMPLATES).with_suffix("")
        path = root / Template(str(place).replace("CODE", "$code")).substitute(words)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(Template(template.read_text("utf-8")).substitute(words), "utf-8")
        written.append(path)
    written += [_register(root / REGISTRY, code), _translate(root / CATALOGUE, words)]
    return [path.relative_to(root).as_posix() for path in written]


def _register(path: Path, code: str) -> Path:
    """Add the one line: the last service is shown last."""
    line = f"from concierge_desk.services.{code} import SERVICE as {code.upper()}\n"
    path.write_text(path.read_text("utf-8").replace("# isort: on\n", line + "# isort: on\n", 1), "utf-8")
    return path


def _translate(path: Path, words: dict[str, str]) -> Path:
    """Give the new sentences their French; what is known already keeps its own."""
    known = path.read_text("utf-8")
    path.write_text(known + "".join(_new_entries(known, words)), "utf-8")
    return path


def _new_entries(known: str, words: dict[str, str]) -> Iterator[str]:
    for source, french in _FRENCH.items():
        said, told = (Template(text).substitute(words).replace('"', '\\"') for text in (source, french))
        if f'msgid "{said}"\n' not in known:
            yield f'\nmsgid "{said}"\nmsgstr "{told}"\n'
