"""Licence texts of all that a frozen build holds of others: collected from what is installed, none may be missing.

``python -m provisioning.licences FOLDER`` writes them; `build.spec` does so for each build.

Source: decision 0058.
"""

from __future__ import annotations

import re
import sys
import sysconfig
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path, PurePosixPath

from provisioning.locks import RUN, lock_path

_PINNED = re.compile(
    r"(?m)^([A-Za-z0-9][A-Za-z0-9._-]*)(?:\[[^\]]*\])?==(\S+)(?: ; sys_platform == '(\w+)')?"
)
_TEXT = re.compile(r"(licen[cs]e|copying|notice|authors|contributors)[^/]*$|(^|/)licen[cs]es/", re.IGNORECASE)
_KEPT = {
    "pyside6-essentials": ("LGPL-3.0.txt", "GPL-3.0.txt"),
    "shiboken6": ("LGPL-3.0.txt", "GPL-3.0.txt"),
    "sqlcipher3": ("SQLCipher.txt", "OpenSSL-Apache-2.0.txt"),
    "pyserial": ("pyserial.txt",),
}
"""Texts that a distribution does not bring: Qt's by its licence, those of the libraries within a driver, pyserial's own."""
_FONTS = ("LICENSE.txt", "LICENSE-GuichetSans.txt")
INDEX = "LISEZMOI.txt"
_HEAD = (
    "Concierge Desk est sous EUPL-1.2 (LICENSE). Ce qu'il emporte d'autrui reste sous les licences ci-dessous,"
    " dont les textes sont dans ces dossiers. Qt et PySide6 (LGPL-3.0) sont des bibliothèques séparées du dossier"
    " de l'application : on peut les remplacer.\n"
)


class MissingLicenceError(Exception):
    """A text that has to go with a build is not there; its words say whose."""


def collect(root: Path, folder: Path, lock: str = "") -> tuple[str, ...]:
    """Write the licence texts of all that is locked, of Python and of the fonts, and an index of them.

    Args:
        root: The checkout.
        folder: Where they go; made where it is missing.
        lock: Text of a lock; the one of what a shop's PC needs by default.

    Returns:
        The folders that were written, sorted.

    Raises:
        MissingLicenceError: Something is not installed, or comes without a text; all of them are named.
    """
    found: dict[str, dict[str, bytes]] = {}
    missing = []
    for name, version, platform in _PINNED.findall(lock or lock_path(root, RUN).read_text("utf-8")):
        if platform and platform != sys.platform:
            continue
        try:
            texts = dict(_texts_of(root, name))
        except PackageNotFoundError:
            texts = {}
        if texts:
            found[f"{name}-{version}"] = texts
        else:
            missing.append(name)
    found["python"] = dict(_of_python())
    found["fonts"] = {name: (root / "resources" / "fonts" / name).read_bytes() for name in _FONTS}
    missing += [name for name, texts in found.items() if not all(texts.values()) or not texts]
    if missing:
        raise MissingLicenceError(", ".join(sorted(missing)))
    _write(folder, found)
    return tuple(sorted(found))


def _texts_of(root: Path, name: str) -> Iterator[tuple[str, bytes]]:
    """Yield the texts of a distribution, by their paths."""
    known = distribution(name)
    for path in known.files or ():
        inside = _inside(path)
        if inside and _TEXT.search(inside):
            yield inside, Path(str(known.locate_file(path))).read_bytes()
    for kept in _KEPT.get(name.lower(), ()):
        yield kept, (root / "licences" / kept).read_bytes()


def _inside(path: PurePosixPath) -> str:
    """Return where a file lies in the metadata of a distribution; empty for one of the program itself."""
    top, _, inside = path.as_posix().partition("/")
    return inside if top.endswith(".dist-info") else ""


def _of_python() -> Iterator[tuple[str, bytes]]:
    for folder in (sysconfig.get_path("stdlib"), sys.base_prefix):
        path = Path(folder) / "LICENSE.txt"
        if path.is_file():
            yield path.name, path.read_bytes()
            return


def _write(folder: Path, found: dict[str, dict[str, bytes]]) -> None:
    lines = [_HEAD]
    for name in sorted(found):
        lines.append(f"{name} : {_expression(name)}".rstrip(" :"))
        for inside, text in sorted(found[name].items()):
            target = folder / name / inside
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(text)
            lines.append(f"    {name}/{inside}")
    (folder / INDEX).write_text("\n".join(lines) + "\n", "utf-8")


def _expression(name: str) -> str:
    """Return what a distribution says of its licence, in a line."""
    try:
        told: Distribution = distribution(name.rpartition("-")[0] or name)
    except PackageNotFoundError:
        return ""
    for field in ("License-Expression", "License"):
        if field in told.metadata:
            return told.metadata[field].strip().partition("\n")[0]
    return ""


if __name__ == "__main__":
    try:
        collect(Path(__file__).resolve().parents[1], Path(sys.argv[1]))
    except MissingLicenceError as error:
        print(f"licence introuvable : {error}", file=sys.stderr)
        sys.exit(4)
