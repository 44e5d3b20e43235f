"""Options that every word of the command line takes, and those of how the window looks.

Source: docs/contract.md, "Options and exit statuses".
"""

import functools
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from concierge_desk.cli.frame import DATA_VARIABLE, Invocation
from concierge_desk.i18n import LANGUAGES
from concierge_desk.ui.kit.preferences import LARGEST_SCALE
from concierge_desk.ui.kit.tokens import THEMES

F = TypeVar("F", bound=Callable[..., Any])

_CLOCK_YEARS = range(2000, 3000)


def storable(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    """Take a text that the store can be asked for: an undecodable byte is wrong usage."""
    try:
        (value or "").encode()
    except UnicodeEncodeError as error:
        raise click.BadParameter(ascii(value)) from error
    return value


def _instant(_context: click.Context, _parameter: click.Parameter, value: str | None) -> datetime | None:
    if value is None:
        return None
    try:
        given = datetime.fromisoformat(value)
    except ValueError as error:
        raise click.BadParameter("2026-11-25T08:00") from error
    if given.year not in _CLOCK_YEARS:
        raise click.BadParameter(f"{_CLOCK_YEARS.start}-01-01T00:00 … {_CLOCK_YEARS.stop - 1}-12-31T23:59")
    return given


_OPTIONS = (
    click.option(
        "--data",
        type=click.Path(path_type=Path, readable=False),
        help=f"Dossier du comptoir ; sinon celui de {DATA_VARIABLE}.",
    ),
    click.option("--operator", metavar="CODE", help="Code de la personne au comptoir."),
    click.option(
        "--code-file",
        "code_file",
        type=click.Path(path_type=Path, readable=False),
        help="Fichier du code de cette personne ; sinon il est demandé dans le terminal.",
    ),
    click.option("--lang", type=click.Choice(LANGUAGES), help="Langue des phrases."),
    click.option(
        "--key-passphrase-file",
        "passphrase_file",
        # One that cannot be read is told in its own sentence: it is no wrong usage.
        type=click.Path(path_type=Path, readable=False),
        help="Fichier de la phrase secrète de la clé.",
    ),
    click.option(
        "--clock", callback=_instant, metavar="ISO", help="Heure locale, comptoir d'entraînement seulement."
    ),
    click.option("--json", "json", is_flag=True, default=None, help="Réponses pour une machine."),
    click.option(
        "--read-only",
        "read_only",
        is_flag=True,
        default=None,
        help="Regarder une sauvegarde (--data SAUVEGARDE.zip) sans rien restaurer.",
    ),
)
GLOBAL_NAMES = ("data", "operator", "code_file", "lang", "passphrase_file", "clock", "json", "read_only")
"""Parameters that every word takes."""


def global_options(function: F) -> F:
    """Accept the global options here too; what is given last holds."""

    @functools.wraps(function)
    def wrapped(*args: Any, **values: Any) -> Any:
        frame = click.get_current_context().ensure_object(Invocation)
        for name in GLOBAL_NAMES:
            value = values.pop(name)
            if value is not None:
                setattr(frame, name, value)
                frame.lang_asked |= name == "lang"
        return function(*args, frame=frame, **values)

    for option in reversed(_OPTIONS):
        wrapped = option(wrapped)
    return wrapped  # type: ignore[return-value]


_LOOK_OPTIONS = (
    click.option(
        "--theme",
        type=click.Choice(tuple(THEMES)),
        help="Couleurs de la fenêtre, pour cette fois ; sinon celles choisies dans la fenêtre.",
    ),
    click.option(
        "--scale",
        type=click.FloatRange(1, LARGEST_SCALE),
        help="Taille du texte, pour cette fois ; 2 est le double ; sinon celle choisie dans la fenêtre.",
    ),
)


def look_options(function: F) -> F:
    """Accept how the window looks."""
    for option in reversed(_LOOK_OPTIONS):
        function = option(function)
    return function
