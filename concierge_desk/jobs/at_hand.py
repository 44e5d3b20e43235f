"""Anchors at hand: what lies beside the store, on the sticks that are in, in copies after a closing and in exports.

Source: docs/contract.md, "Anchors", "Verifying"; decision 0054.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from concierge_desk.desk.desk import Desk
from concierge_desk.desk.witnesses import Witnessed, anchor_in_keystore, key_in
from concierge_desk.domain.anchors import FILE, Anchor, read_anchor
from concierge_desk.domain.errors import DeskError
from concierge_desk.domain.journal import anchor_of
from concierge_desk.exporting import container, datapackage
from concierge_desk.media.system import System
from concierge_desk.media.volumes import removable_volumes
from concierge_desk.paths import STICK_FOLDER, reports_folder
from concierge_desk.signing import signer
from concierge_desk.store import journal
from concierge_desk.store.checks.anchor_check import anchor_faults, life_of
from concierge_desk.store.connection import Connection
from concierge_desk.store.database import read_store

COPIES = "cloture-*.db"
"""Copies of the store after a closing, on the desk's own disk."""


@dataclass(frozen=True, slots=True)
class Witness:
    """Place that anchors of a desk were found at.

    Attributes:
        place: ``folder keystore stick copy export``.
        path: The file; the desk's folder for what lies in the keystore.
        anchors: In the order they were written.
    """

    place: str
    path: Path
    anchors: tuple[Anchor, ...]


def witnesses(desk: Desk, system: System | None = None, medium: Path | None = None) -> tuple[Witness, ...]:
    """Return all anchors of a desk that can be had now; what cannot be read is none.

    Args:
        desk: The open desk.
        system: The machine to look at; the one the program runs on by default.
        medium: A folder of copies that may lie on no stick.
    """
    asked = desk.witnessed
    folders = [stick.mount / STICK_FOLDER for stick in removable_volumes(system)]
    if medium is not None and medium not in folders:
        folders.append(medium)
    found = [
        _kept("folder", desk.folder.root, asked),
        Witness("keystore", desk.folder.root, anchor_in_keystore(desk.folder, asked)),
        *[_kept("stick", folder, asked) for folder in folders],
        *_copies(desk, asked),
        *_exports(desk),
    ]
    return tuple(witness for witness in found if witness.anchors)


def all_of(found: tuple[Witness, ...]) -> tuple[Anchor, ...]:
    """Return each anchor once."""
    return tuple(dict.fromkeys(anchor for witness in found for anchor in witness.anchors))


def left_out(desk: Desk, medium: Path) -> str:
    """Return the day of the restore that left out what a medium last bore witness of; empty where none did.

    A copy of the life that goes on is the last one there from then on: it is told once.

    Args:
        desk: The open desk.
        medium: Folder of copies.
    """
    last = _kept("stick", medium, desk.witnessed).anchors[-1:]
    found = desk.store.read(lambda rows: list(anchor_faults(rows, last)))
    return found[0].detail if found and found[0].code == "lost" else ""


def _kept(place: str, folder: Path, asked: Witnessed) -> Witness:
    path = folder / FILE
    with suppress(OSError):
        return Witness(place, path, asked.anchors_in(path.read_bytes()))
    return Witness(place, path, ())


def _copies(desk: Desk, asked: Witnessed) -> Iterator[Witness]:
    def end(rows: Connection) -> tuple[Anchor, ...]:
        head = journal.head(rows)
        same = key_in(rows) == asked.key
        if not (same and head.seq):
            return ()
        anchor = read_anchor(anchor_of(head.epoch, head.seq, head.hash))
        return (replace(anchor, life=life_of(rows, head.epoch)),)

    for path in sorted(desk.folder.copies.glob(COPIES)):
        # A copy of another key, or one that is half there: nothing is known from it.
        with suppress(DeskError):
            yield Witness("copy", path, read_store(path, desk.keys.store_key, end))


def _exports(desk: Desk) -> Iterator[Witness]:
    settings = desk.identity
    folder = reports_folder(desk.folder.root, practice=settings.practice)
    for path in sorted(folder.glob(f"*-{settings.desk}-*.zip")):
        with suppress(OSError, DeskError, KeyError):
            members = dict(container.unpack(path.read_bytes()))
            manifest, signed = members[datapackage.DESCRIPTOR], members[datapackage.SIGNATURE]
            told = datapackage.read_descriptor(manifest)
            # Anybody may put a file there: only one that this desk signed is a witness.
            if told["desk"] == settings.desk and signer.verify(desk.public_key, manifest, signed):
                yield Witness("export", path, (read_anchor(str(told["anchor"])),))
