"""What every word of the command line shares: options before and after it, sentences, exit status.

Source: DESIGN §7 (global options, exit status).
"""

import functools
import logging
import logging.handlers
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from concierge_desk import paths
from concierge_desk.bootstrap import wiring
from concierge_desk.bootstrap.desk import Options
from concierge_desk.counter.answers import failure_object, json_line
from concierge_desk.counter.messages import render
from concierge_desk.domain.errors import DeskError, Param
from concierge_desk.i18n import DEFAULT, LANGUAGES, translate
from concierge_desk.signing.passphrase import PassphraseSource

F = TypeVar("F", bound=Callable[..., Any])

LOG = logging.getLogger("concierge_desk.cli")
_LOG_BYTES = 1_000_000
_LOG_FILES = 5


@dataclass(slots=True)
class Frame:
    """The global options, gathered from before and after the word.

    Attributes:
        data: The desk's folder.
        operator: Code of whoever is at the counter.
        lang: Language of the sentences.
        passphrase_file: Where the key's passphrase stands.
        clock: ``--clock``.
        json: Machine-readable answers.
    """

    data: Path | None = None
    operator: str | None = None
    lang: str = DEFAULT
    passphrase_file: Path | None = None
    clock: datetime | None = None
    json: bool = False

    @property
    def options(self) -> Options:
        """How the desk is opened."""
        prompt = self._prompt if sys.stdin.isatty() else None
        return Options(
            data=self.data or paths.default_data_folder(),
            clock=self.clock,
            passphrase=PassphraseSource(file=self.passphrase_file, prompt=prompt),
        )

    def render(self, code: str, params: Mapping[str, Param]) -> str:
        """Return the sentence of a code in the language asked."""
        return render(code, params, wiring.messages(), self.lang)

    def say(self, message: str, **values: object) -> str:
        """Return a source sentence in the language asked, filled."""
        return translate(message, self.lang).format(**values)

    def tell(self, told: Mapping[str, Any], lines: Callable[[], str]) -> None:
        """Print an object as JSON, or as plain sentences."""
        click.echo(json_line(told) if self.json else lines())

    def _prompt(self) -> str:
        return str(click.prompt(self.say("Passphrase of the key"), hide_input=True, err=True))


def _instant(_context: click.Context, _parameter: click.Parameter, value: str | None) -> datetime | None:
    if value is None:
        return None
    try:
        return datetime.fromisoformat(value)
    except ValueError as error:
        raise click.BadParameter("2026-11-25T08:00") from error


_OPTIONS = (
    click.option(
        "--data", type=click.Path(path_type=Path), envvar="CONCIERGE_DESK_DATA", help="Dossier du poste."
    ),
    click.option("--operator", metavar="CODE", help="Code de la personne au comptoir."),
    click.option("--lang", type=click.Choice(LANGUAGES), help="Langue des phrases."),
    click.option(
        "--key-passphrase-file",
        "passphrase_file",
        type=click.Path(path_type=Path),
        help="Fichier de la phrase secrète de la clé.",
    ),
    click.option(
        "--clock", callback=_instant, metavar="ISO", help="Heure locale, poste d'exercice seulement."
    ),
    click.option("--json", "json", is_flag=True, default=None, help="Réponses pour une machine."),
)
_NAMES = ("data", "operator", "lang", "passphrase_file", "clock", "json")


def global_options(function: F) -> F:
    """Accept the global options here too; what is given last holds."""

    @functools.wraps(function)
    def wrapped(*args: Any, **values: Any) -> Any:
        frame = click.get_current_context().ensure_object(Frame)
        for name in _NAMES:
            value = values.pop(name)
            if value is not None:
                setattr(frame, name, value)
        return function(*args, frame=frame, **values)

    for option in reversed(_OPTIONS):
        wrapped = option(wrapped)
    return wrapped  # type: ignore[return-value]


def guarded(function: F) -> F:
    """Tell a refusal or failure in one sentence and leave with its status."""

    @functools.wraps(function)
    def wrapped(*args: Any, frame: Frame, **values: Any) -> Any:
        try:
            return function(*args, frame=frame, **values)
        except DeskError as failure:
            leave(frame, failure)

    return wrapped  # type: ignore[return-value]


def leave(frame: Frame, failure: DeskError) -> None:
    """Tell a failure and end with its exit status."""
    LOG.info("ended with %s", failure.code)
    if frame.json:
        click.echo(json_line({"ok": False, "refused": failure_object(failure, frame.render)}))
    else:
        click.echo(frame.render(failure.code, failure.params), err=True)
    raise SystemExit(failure.exit_status)


def start_log(folder: Path) -> None:
    """Write the log beside the store: codes and counts, never a name, a number or a sentence."""
    logger = logging.getLogger("concierge_desk")
    if any(isinstance(handler, logging.handlers.RotatingFileHandler) for handler in logger.handlers):
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = logging.handlers.RotatingFileHandler(
            folder / "concierge-desk.log",
            maxBytes=_LOG_BYTES,
            backupCount=_LOG_FILES,
            encoding="utf-8",
            delay=True,
        )
    except OSError:
        # A folder that cannot be written is told by the store itself, in its own sentence.
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
