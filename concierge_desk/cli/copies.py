"""The words of copies: make one, look into one, restore one, print the recovery sheet.

Source: docs/contract.md, "Backup", "Words".
"""

import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from concierge_desk.cli.backup_sentences import (
    faults_told,
    faulty_lines,
    key_lines,
    key_told,
    shown_key_lines,
)
from concierge_desk.cli.frame import Invocation, guarded, opened
from concierge_desk.cli.options import global_options
from concierge_desk.counter.texts.copies import left_out_line, unread_line
from concierge_desk.counter.texts.speech import Speech
from concierge_desk.desk.files import made_folder, whole_file
from concierge_desk.domain.contents import Contents
from concierge_desk.domain.errors import IntegrityFailure, Refused
from concierge_desk.i18n import N_, NN_
from concierge_desk.jobs.copies import backup as backups
from concierge_desk.jobs.copies import recovery, rehearsal
from concierge_desk.jobs.copies import restore as restores
from concierge_desk.jobs.copies.backup_key import OTHER_KEY, BackupKey, key_at_hand
from concierge_desk.jobs.copies.recovery import typed_identity
from concierge_desk.printing.render import render
from concierge_desk.signing.passphrase import read_passphrase_file
from concierge_desk.store.copies import Watch

USB = "usb"

_key = click.option(
    "--key",
    "key",
    metavar="EMPREINTE",
    help="L'empreinte de la clé, lue sur la fiche de secours ou sur un Z.",
)

_passphrase = click.option(
    "--passphrase-file",
    "opener",
    type=click.Path(path_type=Path, readable=False),
    help="La phrase secrète des sauvegardes : première ligne d'un fichier UTF-8 ; sinon elle est demandée.",
)


@click.command()
@click.option("--to", "to", required=True, metavar="DOSSIER|usb", help="Le dossier, ou la clé USB présente.")
@_passphrase
@global_options
@guarded
def backup(frame: Invocation, to: str, opener: Path | None) -> None:
    """Faire une sauvegarde et la relire."""
    passphrase = read_passphrase_file(opener) if opener else None
    with opened(frame, asks=False) as desk:
        source = frame.words_of_copies(opener, new=True)
        if passphrase is None and source.prompt is not None and not recovery.is_set(desk):
            passphrase = source.obtain()
        folder = backups.stick_folder() if to == USB else made_folder(Path(to))
        target = backups.target_of(desk, folder)
        made = backups.back_up(desk, target, passphrase, frame.operator, _watch(frame))
    told = {
        "ok": True,
        "path": str(made.path),
        "medium": made.medium,
        "sha256": made.sha256,
        "anchor": made.anchor,
        "faults": made.faults,
        "removed": list(made.removed),
        "unread": [str(path) for path in made.unread],
        "left_out": made.left_out or None,
    }
    frame.tell(told, lambda: "\n".join(_made_lines(frame, made, only_read=desk.store.only_read)))
    if made.faults:
        # The copy is made; what was copied is not what was written.
        raise SystemExit(IntegrityFailure.exit_status)


def _made_lines(frame: Invocation, made: backups.BackedUp, *, only_read: bool) -> list[str]:
    lines = [frame.say(_MADE, path=made.path, anchor=made.anchor)]
    if only_read:
        lines.append(frame.say(_UNWRITTEN))
    if made.faults:
        lines.append(Speech(frame.lang).count(*_COPIED_FAULTS, made.faults))
    if made.medium == "pc":
        lines.append(frame.say(_ON_THIS_PC))
    if made.left_out:
        lines.append(left_out_line(made.left_out, frame.lang))
    lines += [unread_line(path.name, str(path), frame.lang) for path in made.unread]
    return lines


_MADE = N_("The backup {path} was made and read back. Anchor: {anchor}.")
_COPIED_FAULTS = NN_(
    "The journal that was copied has a fault: concierge-desk verify --signatures says which. Keep everything as it is.",
    "The journal that was copied has {count} faults: concierge-desk verify --signatures says which. Keep everything as"
    " it is.",
)
_ON_THIS_PC = N_(
    "It lies on the disk of this PC, not on a stick, and would be lost with it. If a stick should be there, it is not"
    " plugged in, or not ready: plug it in, and make the backup again."
)
_UNWRITTEN = N_("The disk of the desk can only be read: its journal does not say so. Now call for help.")


@click.command()
@click.argument("file", type=click.Path(path_type=Path, readable=False))
@_passphrase
@_key
@click.option("--yes", is_flag=True, help="Remplacer le comptoir de ce dossier (il est copié d'abord).")
@global_options
@guarded
def restore(frame: Invocation, file: Path, opener: Path | None, key: str | None, yes: bool) -> None:
    """Restaurer une sauvegarde ; ce qu'elle contient est montré d'abord."""
    held = replace(restores.look_into(file, frame.options), named=key)
    manifest = held.file.manifest
    if not frame.json:
        shown = BackupKey.of(manifest, key_at_hand(frame.options))
        lines = [*_contents_lines(frame, held.contents, manifest.software), *shown_key_lines(shown, frame)]
        frame.write("\n".join(lines))
    if restores.has_store_in(frame.options) and not yes:
        raise Refused("restore.confirm", folder=str(frame.options.data))
    done = restores.restore(held, _opener(frame, opener), frame.options_of_new, frame.operator)
    told = {
        "ok": True,
        "epoch": done.forked.epoch,
        "backup_head": done.forked.backup_head,
        "anchor": done.forked.anchor,
        "erased": done.forked.erased,
        "visits_dropped": done.forked.visits,
        "kept": str(done.kept) if done.kept else None,
        "alone": done.alone,
        "faults": faults_told(done.faults),
        **key_told(done.key),
    }
    frame.tell(told, lambda: "\n".join(_restored_lines(frame, done)))
    if done.faults:
        # The desk works again; what was copied is not what was written.
        raise SystemExit(IntegrityFailure.exit_status)


def _restored_lines(frame: Invocation, done: restores.Restoring) -> list[str]:
    lines = [
        frame.say(
            "Restored from {head}; the journal goes on as epoch {epoch}. Anchor: {anchor}.",
            head=done.forked.backup_head,
            epoch=done.forked.epoch,
            anchor=done.forked.anchor,
        )
    ]
    if not done.key.signed:
        # One that names its key outside told it before.
        lines += key_lines(done.key, frame)
    if done.kept is not None:
        lines.append(frame.say("The store that was here is kept: {path}.", path=done.kept))
    if done.forked.visits:
        lines.append(frame.say(_DROPPED, visits=done.forked.visits))
    if done.faults:
        lines += faulty_lines(faults_told(done.faults), frame)
    if done.alone:
        lines.append(frame.render("restore.anchors_unknown", {}))
    return lines


_DROPPED = N_(
    "Visits that were not paid yet and are not there any more, for they may hold a name erased since: {visits}."
    " Take them up anew."
)


def _contents_lines(frame: Invocation, held: Contents, software: str) -> list[str]:
    return [
        frame.say(
            "Desk {desk}, epoch {epoch}, {entries} entries, {tickets} tickets, {days} closed days.",
            desk=held.desk,
            epoch=held.epoch,
            entries=held.entries,
            tickets=held.tickets,
            days=held.days,
        ),
        frame.say(
            "Last closed day: {day} ({number}). Anchor: {anchor}. Made by version {software}.",
            day=held.last_day,
            number=held.last_number,
            anchor=held.anchor,
            software=software,
        ),
    ]


@click.command()
@click.argument("file", type=click.Path(path_type=Path, readable=False))
@_passphrase
@_key
@global_options
@guarded
def rehearse(frame: Invocation, file: Path, opener: Path | None, key: str | None) -> None:
    """Ouvrir une sauvegarde comme on la restaurerait, la vérifier, et ne rien garder."""
    found = rehearsal.rehearse(
        file, frame.options_with(opener), _watch(frame), key_at_hand(frame.options), key
    )
    told = {
        "ok": not found.verdict.faults,
        "entries": found.verdict.entries,
        "anchor": found.verdict.anchor,
        "day": None if found.status is None else found.status["day"],
        "faults": found.verdict.faults,
        **key_told(found.key),
    }
    frame.tell(told, lambda: "\n".join(_rehearsed_lines(frame, told, found.key)))
    if found.verdict.faults:
        raise SystemExit(IntegrityFailure.exit_status)


def _rehearsed_lines(frame: Invocation, told: Mapping[str, Any], whose: BackupKey) -> list[str]:
    lines = [frame.say(_REHEARSED, **{**told, "day": told["day"] or "—"}), *shown_key_lines(whose, frame)]
    faults = [fault for fault in told["faults"] if fault["code"] != OTHER_KEY]
    if faults:
        lines += faulty_lines(faults, frame)
    return lines


_REHEARSED = N_(
    "The backup opens: {entries} entries, last day {day}. Anchor: {anchor}. Nothing was restored."
)


@click.command("recovery-sheet")
@_passphrase
@click.option("--to", "file", required=True, type=click.Path(path_type=Path, dir_okay=False))
@global_options
@guarded
def recovery_sheet(frame: Invocation, opener: Path | None, file: Path) -> None:
    """Imprimer la fiche de secours, qui ouvre les sauvegardes sans la phrase secrète."""
    with opened(frame) as desk:
        sheet = recovery.sheet_of(desk, _opener(frame, opener))
    with whole_file(file, private=True) as whole:
        whole.write(render(sheet, "pdf"))
    told = {"ok": True, "path": str(file)}
    frame.tell(
        told, lambda: frame.say("The recovery sheet lies in {path}: keep it away from the shop.", path=file)
    )


WORDS = (backup, restore, rehearse, recovery_sheet)


def _opener(frame: Invocation, file: Path | None) -> str:
    """Return the passphrase, or the identity of the recovery sheet: all lines of the file, where it is one."""
    return (file and typed_identity(file)) or frame.words_of_copies(file).obtain()


def _watch(frame: Invocation) -> Watch:
    """Return who looks on: a line that counts, where somebody sits before it."""
    if frame.json or not sys.stderr.isatty():
        return Watch()

    def show(done: int, total: int) -> None:
        click.echo(f"\r{done * 100 // max(total, 1):3d} %", nl=done >= total, err=True)

    return Watch(progress=show)
