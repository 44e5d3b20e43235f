"""The words of the command line.

Source: docs/contract.md, "Options and exit statuses": exit status 0 done, 2 wrong usage, 3 refused, 4 environment
failure, 5 integrity failure.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, get_args

import click

from concierge_desk import __version__
from concierge_desk.cli.backup_sentences import (
    checked_lines,
    checked_told,
    faults_told,
    faulty_lines,
    shown_key_lines,
)
from concierge_desk.cli.counted import count_fields
from concierge_desk.cli.disputes import DISPUTE
from concierge_desk.cli.exports import write_asked
from concierge_desk.cli.frame import F, Invocation, guarded, leave, opened
from concierge_desk.cli.full_export import EVERYTHING
from concierge_desk.cli.options import global_options, look_options, storable
from concierge_desk.cli.record import open_source, record_lines, typed_line
from concierge_desk.cli.sentences import look_lines, morning_lines, status_lines, verdict_lines
from concierge_desk.cli.statements import SUMMARY, VERIFIER
from concierge_desk.cli.tariff import tell_sheet
from concierge_desk.cli.window import open_window
from concierge_desk.counter.command.answers import answer_object
from concierge_desk.counter.privacy.looks import LOOK
from concierge_desk.counter.rights.table import PERSONAL, VERIFY
from concierge_desk.counter.till.visits import ABANDON, KEEP
from concierge_desk.desk import catalogue, commission, overview
from concierge_desk.desk.desk import Desk
from concierge_desk.desk.options import Options
from concierge_desk.desk.partner_files import WORD as PARTNER
from concierge_desk.domain.document import ROLLS
from concierge_desk.domain.errors import IntegrityFailure, Refused
from concierge_desk.domain.numbers import as_printed
from concierge_desk.i18n import N_
from concierge_desk.jobs import papers
from concierge_desk.jobs.copies import inspection
from concierge_desk.jobs.copies.backup_check import CheckedBackup, check_backup
from concierge_desk.jobs.copies.backup_key import key_at_hand
from concierge_desk.jobs.copies.daily_copy import LocalCopies
from concierge_desk.jobs.looks.noted import NamesLooked
from concierge_desk.jobs.operators import entitled
from concierge_desk.jobs.verdict import VerifyRequest
from concierge_desk.jobs.verify import verify_desk, verify_file
from concierge_desk.printing.render import Form
from concierge_desk.signing.passphrase import exposure_of

"""Word that stands where a principal's would: the page that checks a file, for whoever receives one."""

EXPORTS = tuple(export.code for export in catalogue.exports())


def _day_option(told: str) -> Callable[[F], F]:
    return click.option("--day", "asked", callback=storable, metavar="AAAA-MM-JJ", help=told)


@click.group(context_settings={"help_option_names": ["-h", "--help"]}, invoke_without_command=True)
@click.version_option(__version__, prog_name="concierge-desk")
@look_options
@global_options
def main(frame: Invocation, theme: str, scale: float) -> None:
    """Concierge Desk : le comptoir d'une conciergerie solidaire. Sans mot, la fenêtre s'ouvre."""
    if click.get_current_context().invoked_subcommand is None:
        open_window(frame=frame, theme=theme, scale=scale)


@main.command()
@click.option(
    "--site",
    required=True,
    help="Fichier TOML de la conciergerie, ou le nom d'une conciergerie livrée (ampere).",
)
@click.option("--practice", is_flag=True, help="Comptoir d'entraînement : rien n'y est réel.")
@global_options
@guarded
def init(frame: Invocation, site: str, practice: bool) -> None:
    """Mettre un comptoir en service dans un dossier vide."""
    options = frame.options_of_new
    made = commission.commission_named(options, site, practice=practice)
    told = {
        "ok": True,
        "desk": made.desk,
        "practice": practice,
        "keys": made.way,
        "public_key": made.public_key,
    }
    frame.tell(told, lambda: "\n".join(_ready_lines(frame, options, made)))


def _ready_lines(frame: Invocation, options: Options, made: commission.Commissioned) -> list[str]:
    lines = [frame.say("The desk {desk} is ready in {folder}.", desk=made.desk, folder=options.data)]
    file = options.passphrase.file
    if made.way == "passphrase" and file is not None and (lies := exposure_of(file, options.data)):
        lines.append(frame.render(lies, {}))
    return lines


@main.command()
@click.argument("file")
@click.option("--stop", is_flag=True, help="S'arrêter au premier refus.")
@global_options
@guarded
def record(frame: Invocation, file: str, stop: bool) -> None:
    """Jouer les commandes d'un fichier JSON Lines (- : l'entrée standard)."""
    # Nobody stands before it: where many write at once it waits for them.
    with opened(frame, patience_seconds=_PATIENCE_SECONDS) as desk, open_source(file) as source:
        accepted = record_lines(desk, frame, source, stop=stop)
    if not accepted:
        raise SystemExit(Refused.exit_status)


@main.group()
@global_options
def day(frame: Invocation) -> None:
    """La journée : ouvrir, regarder, clôturer."""


@day.command("open")
@click.option(
    "--float", "float_cents", type=click.IntRange(min=0), metavar="CENTS", help="Fond de caisse, en centimes."
)
@click.option(
    "--again",
    is_flag=True,
    help="Rouvrir la date du jour, clôturée trop tôt : elle aura une deuxième clôture.",
)
@global_options
@guarded
def day_open(frame: Invocation, float_cents: int | None, again: bool) -> None:
    """Ouvrir la journée."""
    fields: dict[str, Any] = {} if float_cents is None else {"float_cents": float_cents}
    if again:
        fields["again"] = True
    _execute(frame, {"do": "day.open", **fields}, N_("The day of {day} is open."))


@day.command("status")
@_day_option("Le jour ; sinon le jour ouvert, ou le dernier clôturé.")
@global_options
@guarded
def day_status(frame: Invocation, asked: str | None) -> None:
    """Dire où en est une journée."""
    with _looked_at(frame) as desk:
        told = overview.day_status(desk, asked)
    frame.tell(told, lambda: status_lines(told, frame))


@day.command("morning")
@_day_option("Le jour ; sinon le jour ouvert, ou aujourd'hui.")
@global_options
@guarded
def day_morning(frame: Invocation, asked: str | None) -> None:
    """Dire ce que la journée attend : à renvoyer, derniers jours, à rappeler."""
    with _looked_at(frame) as desk:
        found = overview.morning(desk, asked)
    told = dict(found)
    for name in told.keys() & {"lists", "beside"}:
        told[name] = [{**known, "label": frame.say(known["label"])} for known in found[name]]
    frame.tell(told, lambda: morning_lines(told, frame))


@day.command("close")
@click.option("--counted", metavar="CENTS|FICHIER.json|none", help="Le comptage : total, coupures, ou aucun.")
@click.option("--gap-reason", metavar="CODE", help="La raison d'un écart.")
@click.option(
    "--parked",
    type=click.Choice((KEEP, ABANDON)),
    help="Les visites non réglées : gardées, ou abandonnées (inscrit au journal).",
)
@global_options
@guarded
def day_close(frame: Invocation, counted: str | None, gap_reason: str | None, parked: str | None) -> None:
    """Clôturer la journée."""
    fields = count_fields(counted)
    if parked is not None:
        fields["parked"] = parked
    if gap_reason is not None:
        fields["gap_reason"] = gap_reason
    _execute(frame, {**fields, "do": "day.close"}, N_("The day of {day} is closed: {number}."))


@main.command()
@click.argument("text", callback=storable, metavar="CODE|NOM|-")
@click.option("--names", is_flag=True, help="Dire aussi le nom et l'adresse des personnes trouvées.")
@global_options
@guarded
def look(frame: Invocation, text: str, names: bool) -> None:
    """Dire ce qu'est un code, ce qui attend la personne nommée, puis qui est connu sous ce nom, ce téléphone ou cette rue (deux lettres au moins ; - : lu sur l'entrée standard)."""
    if text == "-":
        # Among the words of a command a name is read by whoever lists the processes, and kept by the terminal.
        text = typed_line()
    with _looked_at(frame) as desk:
        if names:
            entitled(desk, frame.operator, PERSONAL, proved=False)
        told = overview.look(desk, text, names=names)
        if names and told["cards"]:
            NamesLooked(desk, frame.operator).note_now(LOOK)
    frame.tell(told, lambda: look_lines(told, frame))


@main.command()
@click.argument("principal", type=click.Choice((*EXPORTS, PARTNER, DISPUTE, EVERYTHING, VERIFIER, SUMMARY)))
@_day_option("La journée d'un mandant : un relevé par clôture de cette date.")
@click.option(
    "--closing", callback=storable, metavar="Z-AAAA-NNNN", help="Une seule clôture, par son numéro."
)
@click.option(
    "--principal",
    "partner",
    callback=storable,
    metavar="CODE",
    help="Avec partner ou dispute : le code du partenaire ou du mandant.",
)
@click.option(
    "--tracking",
    callback=storable,
    metavar="NUMÉRO",
    help="Avec dispute : le numéro de l'envoi (ou --day : la journée à laquelle il manque de l'argent).",
)
@click.option(
    "--days",
    callback=storable,
    metavar="AAAA-MM-JJ/AAAA-MM-JJ",
    help="Avec partner : du premier au dernier jour, dans un seul fichier.",
)
@click.option("--period", callback=storable, metavar="AAAA-Wnn|AAAA-MM", help="Avec summary : de quoi.")
@click.option("--to", "folder", required=True, type=click.Path(path_type=Path, file_okay=False))
@click.option("--names", is_flag=True, help="Avec everything : les noms aussi, dans personnes/.")
@global_options
@guarded
def export(frame: Invocation, principal: str, folder: Path, **asked: Any) -> None:
    """Écrire le relevé d'une journée clôturée, le récapitulatif d'une semaine ou d'un mois (summary), un dossier pour un litige (dispute), tout (everything) dans un dossier vide, ou la page qui vérifie (verifier)."""
    write_asked(frame, principal, folder, asked)


@main.command()
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("--signatures", is_flag=True, help="Vérifier toutes les signatures.")
@click.option(
    "--rebuild",
    is_flag=True,
    help="Comparer les tables avec le journal ; où elles diffèrent, refaire la base et garder l'ancienne.",
)
@click.option("--tables", is_flag=True, help="Comparer les tables avec le journal, fenêtre ouverte ou non.")
@click.option("--anchor", metavar="A43:HEX", help="Une ancre imprimée : trouve une fin coupée.")
@click.option("--key", metavar="EMPREINTE", help="L'empreinte attendue de la clé publique.")
@global_options
@guarded
def verify(frame: Invocation, file: Path | None, **asked: Any) -> None:
    """Vérifier le journal du comptoir ; sans aucun comptoir, un fichier (relevé ou sauvegarde) ou un export complet."""
    request = VerifyRequest(**asked)
    if file is not None:
        if request.rebuild or request.tables:
            raise click.UsageError(frame.say("--rebuild and --tables are for a desk, not for a file."))
        checked = check_backup(file, key_at_hand(frame.options), request.key)
        if checked is not None:
            _tell_backup(frame, checked, request)
            return
        verdict = verify_file(file, request)
    else:
        with _looked_at(frame, watch=False) as desk:
            if frame.operator is not None:
                entitled(desk, frame.operator, VERIFY, proved=False)
            verdict = verify_desk(desk, request)
    told = {
        "ok": not verdict.faults,
        "entries": verdict.entries,
        "signatures_checked": verdict.checked,
        "signatures_left_out": verdict.left_out,
        "anchor": verdict.anchor,
        "key": verdict.fingerprint,
        "faults": verdict.faults,
        **({} if verdict.dispute is None else {"dispute": verdict.dispute}),
        **(
            {"journal_only": verdict.journal_only}
            if file is not None
            else {"tables": verdict.compared, "kept": _told(verdict.kept)}
        ),
    }
    frame.tell(told, lambda: verdict_lines(told, frame))
    if verdict.faults:
        raise SystemExit(IntegrityFailure.exit_status)


def _told(path: Path | None) -> str | None:
    return None if path is None else str(path)


def _tell_backup(frame: Invocation, checked: CheckedBackup, asked: VerifyRequest) -> None:
    """Tell what a check of a backup has read.

    Raises:
        Refused: ``verify.locked``: an anchor was given to compare, and what it is of is locked.
    """
    if asked.anchor is not None:
        raise Refused("verify.locked")
    frame.tell(checked_told(checked), lambda: checked_lines(checked, frame))
    if checked.faults:
        raise SystemExit(IntegrityFailure.exit_status)


@main.command("print")
@click.argument("document", callback=storable)
@click.option("--as", "as_", required=True, type=click.Choice(get_args(Form)))
@click.option(
    "--to",
    "file",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="Le fichier ; - : la sortie standard, où rien d'autre n'est écrit.",
)
@click.option(
    "--width",
    type=click.Choice(tuple(map(str, ROLLS))),
    help="Largeur du rouleau en mm, pour ce qui s'imprime sur un rouleau ; celle de la conciergerie par défaut.",
)
@global_options
@guarded
def print_(frame: Invocation, document: str, as_: Form, file: Path, width: str | None) -> None:
    """Imprimer un papier dans un fichier : ticket:T-… z:Z-… note:v-… slip:B-… bordereau:JOUR commissioning:1 poster:ticket."""
    sheet = papers.PrintFormat(as_, None if width is None else int(width))
    prefix, colon, place = document.partition(":")
    document = f"{prefix}{colon}{as_printed(place)}"
    with _looked_at(frame, asks=True) as desk:
        if str(file) == _STANDARD_OUTPUT:
            frame.require_output()
            frame.write_bytes(papers.printed_bytes(desk, document, sheet, frame.operator))
            return
        printed = papers.print_document(desk, document, sheet, file, frame.operator)
    told = {"ok": True, "document": printed.document, "path": str(printed.path), "copy": printed.copy}
    frame.tell(told, lambda: frame.say("{document} lies in {path}.", document=document, path=file))


@main.command("tariff")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, readable=False))
@click.option("--import", "take_in", is_flag=True, help="Mettre ces prix au tarif, après les avoir montrés.")
@click.option(
    "--confirmed", is_flag=True, help="Les prix inhabituels ont été comparés à la feuille de La Poste."
)
@global_options
@guarded
def tariff(frame: Invocation, file: Path, take_in: bool, confirmed: bool) -> None:
    """Montrer ce qu'une feuille de prix (CSV) change au tarif ; avec --import, l'y mettre."""
    tell_sheet(frame, file, take_in=take_in, confirmed=confirmed)


@contextmanager
def _looked_at(frame: Invocation, *, watch: bool = True, asks: bool = False) -> Iterator[Desk]:
    """Open the desk of a word that only looks: a backup will do, and a disk that can only be read."""
    if not frame.read_only:
        with opened(frame, watch=watch, asks=asks) as desk:
            yield desk
            if desk.store.only_read and not frame.json:
                click.echo(frame.render("store.disk_read_only", {}), err=True)
        return
    with inspection.look_at(frame.options.data, frame.options) as copy:
        if not frame.json:
            # Beside the answer, which is the same as of the desk itself.
            click.echo(
                "\n".join(shown_key_lines(copy.key(key_at_hand(frame.options_at_hand)), frame)), err=True
            )
        if copy.faults:
            click.echo("\n".join(faulty_lines(faults_told(copy.faults), frame)), err=True)
        yield copy.desk


def _execute(frame: Invocation, raw: dict[str, Any], sentence: str) -> None:
    """Play one command under an op of its own and tell its answer; a refusal ends the program."""
    with opened(frame) as desk, LocalCopies(desk) as copies:
        answer = desk.counter.execute({**raw, "op": desk.new_op()}, frame.operator)
        if answer.refused is not None:
            leave(frame, answer.refused)
        told = answer_object(answer, frame.render)
        warned = [warning["message"] for warning in told["warnings"]]
        frame.tell(told, lambda: " ".join([frame.say(sentence, **told["result"]), *warned]))
        copies.after(answer)


_STANDARD_OUTPUT = "-"
_PATIENCE_SECONDS = 120.0
