"""Frame of every command line word: options before and after it, sentences, exit status.

Source: docs/contract.md, "Options and exit statuses".
"""

import functools
import logging
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from concierge_desk import paths
from concierge_desk.counter.command.answers import failure_object, json_line
from concierge_desk.counter.texts.messages import say
from concierge_desk.desk.options import Options, has_store
from concierge_desk.domain.errors import (
    DeskError,
    EnvironmentFailure,
    Param,
    Refused,
    failure_of_system,
    places_of,
)
from concierge_desk.i18n import DEFAULT, N_
from concierge_desk.signing.passphrase import PassphraseSource

if TYPE_CHECKING:
    from concierge_desk.counter.rights.who_may import Staff
    from concierge_desk.desk.desk import Desk

F = TypeVar("F", bound=Callable[..., Any])

LOG = logging.getLogger("concierge_desk.cli")
_DOUBTED = N_(
    "Something is no longer as it was written: `verify` says what. You can go on; keep everything as it is and call for help."
)
DATA_VARIABLE = "CONCIERGE_DESK_DATA"
_KEY = N_("Passphrase of the key")
_NOT_ALLOWED = "operator.not_allowed"
_THEY_DO_IT = N_("Let them do it: `--operator` names them.")
_OFFER = N_(
    "Choose words that nobody guesses. These seven were drawn for you: {words}\n"
    "Write what you choose on paper, and keep it away from this PC."
)


@dataclass(slots=True)
class Invocation:
    """The global options, gathered from before and after the word.

    Attributes:
        data: The desk's folder.
        operator: Code of whoever is at the counter.
        lang: Language of the sentences.
        lang_asked: It was asked for; else the window shows the one that was chosen at this PC.
        passphrase_file: Where the key's passphrase stands.
        code_file: Where the operator's code stands.
        clock: ``--clock``.
        json: Machine-readable answers.
        read_only: ``--data`` names a backup, which is looked at and not restored.
        staff: Reads who keeps the counter; None while no desk is open.
    """

    data: Path | None = None
    operator: str | None = None
    lang: str = DEFAULT
    lang_asked: bool = False
    passphrase_file: Path | None = None
    code_file: Path | None = None
    clock: datetime | None = None
    json: bool = False
    read_only: bool = False
    staff: "Callable[[], Staff] | None" = None

    @property
    def options(self) -> Options:
        """Options by which the desk is opened."""
        return self._options(self._prompt)

    @property
    def options_of_new(self) -> Options:
        """Options by which a desk is made: a new passphrase is asked for twice.

        Raises:
            Refused: ``copy.read_only`` where a backup is only looked at.
        """
        if self.read_only:
            raise Refused("copy.read_only")
        return self._options(self._prompt_twice)

    @property
    def options_at_hand(self) -> Options:
        """Options of the desk at hand while ``--data`` names a backup that is looked at; nobody is asked anything."""
        named = os.environ.get(DATA_VARIABLE)
        return Options(Path(named) if named else paths.default_data_folder())

    def options_with(self, passphrase_file: Path | None) -> Options:
        """Options by which a backup is looked at: its own passphrase stands for the key's."""
        return replace(self.options, passphrase=self.words_of_copies(passphrase_file))

    def words_of_copies(self, passphrase_file: Path | None, *, new: bool = False) -> PassphraseSource:
        """Return where the passphrase of the backups comes from: a file, else whoever sits at the terminal.

        Args:
            passphrase_file: ``--passphrase-file``.
            new: It is chosen now.
        """
        asked = N_("Passphrase of the backups")
        prompt = partial(self._prompt_twice if new else self._prompt, asked)
        return PassphraseSource(passphrase_file, prompt if self._is_asked else None)

    def typed_code(self, operator: str) -> str | None:
        """Return an operator's code: out of the file, else of whoever sits at the terminal; None where nobody does.

        Raises:
            EnvironmentFailure: ``file.missing``.
        """
        if self.code_file is not None:
            from concierge_desk.cli.sign_in import code_in  # noqa: PLC0415  (most desks have no code)

            return code_in(self.code_file)
        asked = self.say("Code of {operator}", operator=operator)
        return self._prompt(asked) if self._is_asked else None

    @property
    def _is_asked(self) -> bool:
        """Whether somebody sits at a terminal; a closed standard input is None."""
        return sys.stdin is not None and sys.stdin.isatty()

    def _options(self, prompt: Callable[[], str]) -> Options:
        # The variable is read here, once: as an option of every word it would win over what stands before it.
        named = self.data or os.environ.get(DATA_VARIABLE)
        return Options(
            data=Path(named) if named else paths.default_data_folder(),
            clock=self.clock,
            passphrase=PassphraseSource(self.passphrase_file, prompt if self._is_asked else None),
        )

    def render(self, code: str, params: Mapping[str, Param]) -> str:
        """Return the sentence of a code in the language asked."""
        # Every service has sentences of its own: a window that opens needs none of them.
        from concierge_desk.desk import catalogue  # noqa: PLC0415

        if code != _NOT_ALLOWED or self.staff is None:
            return catalogue.sentence(code, params, self.lang)
        told = catalogue.sentence(code, self.staff().told(params), self.lang)
        return f"{told} {self.say(_THEY_DO_IT)}"

    def say(self, message: str, **values: object) -> str:
        """Return a source sentence in the language asked, filled."""
        return say(message, self.lang, **values)

    def tell(self, told: Mapping[str, Any], lines: Callable[[], str]) -> None:
        """Print an object as JSON, or as plain sentences."""
        self.write(json_line(told) if self.json else lines())

    def write(self, text: str) -> None:
        """Write a line to the standard output and flush it.

        Raises:
            EnvironmentFailure: ``file.cannot_write`` when it takes nothing; a reader that left is no failure
                to tell anybody of.
        """
        if sys.stdout is None:
            return
        # An undecodable byte or a lone surrogate comes out as its escape, in JSON as JSON writes it.
        reconfigure = getattr(sys.stdout, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace", **({"encoding": "utf-8"} if self.json else {}))
        with _output_told():
            sys.stdout.write(f"{text}\n")
            sys.stdout.flush()

    def require_output(self) -> None:
        """Make sure that there is a standard output.

        Raises:
            EnvironmentFailure: ``file.cannot_write`` where it was closed.
        """
        if sys.stdout is None:
            raise EnvironmentFailure("file.cannot_write", file="-")

    def write_bytes(self, data: bytes) -> None:
        """Write bytes as they are to the standard output, and flush it.

        Raises:
            EnvironmentFailure: As `write`.
        """
        with _output_told():
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()

    def _prompt(self, asked: str = _KEY) -> str:
        import click  # noqa: PLC0415  (a window asks for its words itself, and holds all day what was loaded)

        return str(click.prompt(self.say(asked), hide_input=True, err=True))

    def _prompt_twice(self, asked: str = _KEY) -> str:
        """Ask for a new passphrase until it is one that nobody guesses; seven drawn words are offered."""
        from concierge_desk.counter.values import passphrases  # noqa: PLC0415  (once in the life of a desk)

        tell(self.say(_OFFER, words=passphrases.drawn_phrase()))
        while True:
            typed = self._prompt(asked)
            strength = passphrases.strength_of(typed)
            if not strength.is_enough:
                tell(self.say(strength.sentence, **strength.figures))
            elif self._prompt(N_("The same once more")) == typed:
                return typed
            else:
                tell(self.say("The two are not the same: type them once more."))


def tell(sentence: str) -> None:
    """Write a sentence to the standard error, for whoever sits at a terminal."""
    import click  # noqa: PLC0415  (as above)

    click.echo(sentence, err=True)


@contextmanager
def _output_told() -> Iterator[None]:
    """Tell what the standard output does not take."""
    try:
        yield
    except OSError as error:
        _drop_output()
        if isinstance(error, BrokenPipeError):
            raise SystemExit(EnvironmentFailure.exit_status) from error
        raise EnvironmentFailure("file.cannot_write", file="-") from error


def _drop_output() -> None:
    """Forget what the standard output did not take: Python would try again on leaving, and complain."""
    with suppress(OSError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def guarded(function: F) -> F:
    """Tell a refusal or failure in one sentence and leave with its status."""

    @functools.wraps(function)
    def wrapped(*args: Any, frame: Invocation, **values: Any) -> Any:
        try:
            return function(*args, frame=frame, **values)
        except DeskError as failure:
            leave(frame, failure)
        except OSError as error:
            # A disk that fails at a place where nobody expects it is a disk that fails.
            known = failure_of_system(error)
            if known is None:
                raise
            LOG.warning("%s at %s", type(error).__name__, places_of(error.__traceback__))
            leave(frame, known)

    return wrapped  # type: ignore[return-value]


@contextmanager
def opened(
    frame: Invocation, *, watch: bool = True, asks: bool = True, patience_seconds: float | None = None
) -> "Iterator[Desk]":
    """Open the desk of a word that may write, its log begun; what was found not to hold is told beside its answer.

    Args:
        frame: The options.
        watch: See `open_desk`.
        asks: Whether an operator's code is asked for: for all that writes but copies and statements.
        patience_seconds: How long other writers are waited for; as long as a window waits by default.

    Raises:
        Refused: ``copy.read_only`` for a backup that is only looked at.
    """
    # The window is there before its desk is.
    from concierge_desk.desk.desk import open_desk  # noqa: PLC0415
    from concierge_desk.store.settings import told_altered  # noqa: PLC0415

    if frame.read_only:
        raise Refused("copy.read_only")
    options = replace(frame.options, patience_seconds=patience_seconds)
    if has_store(paths.DataFolder(options.data)):
        start_log(paths.DataFolder(options.data).logs)
    with open_desk(options, watch=watch) as desk:
        if watch and desk.store.read(told_altered):
            tell(frame.say(_DOUBTED))
        if asks:
            from concierge_desk.cli.sign_in import sign_in  # noqa: PLC0415  (as above)

            sign_in(desk, frame.operator, frame.typed_code)
        with _naming_who_may(frame, desk):
            yield desk


@contextmanager
def _naming_who_may(frame: Invocation, desk: "Desk") -> "Iterator[None]":
    """Know who keeps the counter: what is refused while the desk is open is told when it is closed."""

    def staff() -> "Staff":
        from concierge_desk.counter.rights.who_may import staff_of  # noqa: PLC0415  (hardly anything is refused so)
        from concierge_desk.store.settings import settings_in_force  # noqa: PLC0415  (as above)

        return desk.store.read(lambda rows: staff_of(rows, settings_in_force(rows)))

    frame.staff = staff
    try:
        yield
    except Refused as refused:
        if refused.code == _NOT_ALLOWED:
            found = staff()
            frame.staff = lambda: found
        raise


def leave(frame: Invocation, failure: DeskError) -> None:
    """Tell a failure and end with its exit status."""
    LOG.info("ended with %s", failure.code)
    with suppress(DeskError, OSError):
        if frame.json:
            frame.write(json_line({"ok": False, "refused": failure_object(failure, frame.render)}))
        else:
            tell(frame.render(failure.code, failure.params))
    raise SystemExit(failure.exit_status)


class _LogLater(logging.Handler):
    """Loads what writes the log file when there is something to write."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self._file = file
        self._log: logging.Handler | None = None

    def emit(self, record: logging.LogRecord) -> None:
        if self._log is None:
            from concierge_desk.cli.log_file import log_file  # noqa: PLC0415  (most windows write nothing)

            self._log = log_file(self._file)
        self._log.handle(record)

    def close(self) -> None:
        if self._log is not None:
            self._log.close()
        super().close()


def start_log(folder: Path) -> None:
    """Write the log beside the store: codes and counts, never a name, a number or a sentence."""
    logger = logging.getLogger("concierge_desk")
    if any(isinstance(handler, _LogLater) for handler in logger.handlers):
        return
    try:
        folder.mkdir(exist_ok=True)
    except OSError:
        # A folder that cannot be written is told by the store itself, in its own sentence.
        return
    logger.addHandler(_LogLater(folder / paths.LOG_FILE))
    logger.setLevel(logging.INFO)
