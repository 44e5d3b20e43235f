"""Places on the disk: the data folder of a store, and the resources that travel with the program."""

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

APPLICATION = "concierge-desk"
_REAL = "-reel"
"""Ending of a folder beside that of a practice shop that was set up where a real one would stand."""
LOG_FILE = "concierge-desk.log"

PRACTICE = "exercice"
"""Folder of the practice shop that a window begins with, below that of the desk: the place of a real one stays free."""

STICK_FOLDER = "concierge-desk"
"""Folder on a stick: what else lies there is none of ours."""

HALF_REBUILT = "refection"
HALF_RESTORED = "restauration"
"""What the names of a rebuild and of a restore that are not done begin with, beside the store."""

HALF_WRITTEN_KEY = ".cles-"
"""What the names of a key file begin with until it has its own."""

_HALF_WRITTEN_LINES = "*.ndjson.partiel"
_HALF_COPIED = "cloture-*.partiel*"
_HALF_SET_ASIDE = "avant-*.partiel*"
"""Copy of a store that is about to be replaced or brought to another version, as long as it is not whole."""


@dataclass(frozen=True, slots=True)
class DataFolder:
    """The places inside one store's folder; naming a place creates nothing."""

    root: Path

    @property
    def store(self) -> Path:
        """The encrypted database."""
        return self.root / "concierge.db"

    @property
    def keys(self) -> Path:
        """File that a real store finds its keys by: never the keys in clear."""
        return self.root / "cles.json"

    @property
    def practice_key(self) -> Path:
        """The clear key file of a practice store."""
        return self.root / "FACTICE.key"

    @property
    def logs(self) -> Path:
        """The program's own log files, which hold no personal data."""
        return self.root / "journaux"

    @property
    def copies(self) -> Path:
        """Copies made on this disk before a migration or a restore."""
        return self.root / "copies"

    @property
    def papers(self) -> Path:
        """Papers that a window shows on the screen: in clear, and only for as long."""
        return self.root / "papiers"

    @property
    def looked_at(self) -> Path:
        """A copy that a window looks into: under a key that is forgotten, and only for as long."""
        return self.root / "copie-ouverte"

    @property
    def home(self) -> Path:
        """Folder of the real shop, there or yet to be made: above the practice shop of a first window."""
        return self.root.parent if self.root.name == PRACTICE else self.root

    @property
    def preferences(self) -> Path:
        """File of the preferences of this PC: the same for a shop and for the practice shop below it."""
        return self.home / "preferences.json"

    @property
    def locks(self) -> Path:
        """The locks of the processes that share this folder."""
        return self.root / "verrous"

    @property
    def bell(self) -> Path:
        """There while a window answers whoever starts the program once more."""
        return self.locks / "sonnette"

    @property
    def bell_rung(self) -> Path:
        """There from when it is rung until the window is in front."""
        return self.locks / "sonnette-tiree"


def real_home(practice: Path) -> Path:
    """Return where the real shop lies that an exercise is left for: above it, or beside it where it stands in its place."""
    home = DataFolder(practice).home
    return home.with_name(f"{home.name}{_REAL}") if home == practice else home


def practice_home(real: Path) -> Path:
    """Return where the practice shop of a real one lies, there or yet to be made: as `real_home` leads back."""
    beside = real.with_name(real.name.removesuffix(_REAL))
    return beside if beside != real and DataFolder(beside).practice_key.exists() else real / PRACTICE


def half_commissioned(folder: DataFolder) -> Path:
    """Return where a new store is made before it is in its place."""
    return folder.store.with_suffix(".partiel")


def lessons_file(folder: DataFolder) -> Path:
    """Return where whoever practises stands in the lessons."""
    return folder.root / "lecons.json"


def first_steps_file(folder: DataFolder) -> Path:
    """Return where a shop that was begun in a window keeps what was tried at this PC, and what was left for later."""
    return folder.root / "premiers-pas.json"


def half_made_practice(home: Path) -> Path:
    """Return where a practice shop is lived before it is put into its place."""
    return home.with_name(f"{home.name}.partiel")


def half_made_stores(folder: DataFolder) -> Iterator[Path]:
    """Yield what a commissioning, a restore or a rebuild is making beside the store, or left there when it was killed."""
    yield from folder.root.glob(f"{half_commissioned(folder).name}*")
    yield from folder.root.glob(f"{HALF_RESTORED}.*")
    yield from folder.root.glob(f"{HALF_REBUILT}-*")


def half_written_keys(folder: DataFolder) -> Iterator[Path]:
    """Yield key files that were never named, or twice: left by a process that was killed, they open the store."""
    yield from folder.root.glob(f"{HALF_WRITTEN_KEY}*")


def half_written_lines(folder: DataFolder) -> Iterator[Path]:
    """Yield files of lines that a copy is writing anew beside the store, or left there when it was killed."""
    yield from folder.root.glob(_HALF_WRITTEN_LINES)


def half_set_aside(folder: DataFolder) -> Iterator[Path]:
    """Yield copies that somebody makes who has the store for himself, or left half-made: names are in them."""
    yield from folder.copies.glob(_HALF_SET_ASIDE)


def half_made_copies(folder: DataFolder) -> Iterator[Path]:
    """Yield copies after a closing that somebody makes, or left half-made when he was killed."""
    yield from folder.copies.glob(_HALF_COPIED)


def reports_folder(data: Path, *, practice: bool) -> Path:
    """Return where files for principals lie until they are handed on: where this user looks for documents.

    Those of a practice shop stay in its own folder: nobody shall send them.

    Args:
        data: The data folder of the store.
        practice: It is an exercise.
    """
    if practice:
        return data / "rapports"
    import platformdirs  # noqa: PLC0415  (as above)

    return platformdirs.user_documents_path() / "Concierge Desk"


def reports_at_hand(data: Path, *, practice: bool) -> Path:
    """Return the same folder, made where it is not there yet.

    Args:
        data: The data folder of the store.
        practice: It is an exercise.
    """
    folder = reports_folder(data, practice=practice)
    with suppress(OSError):
        # What is wrong with the folder is told by the file that is put in it.
        folder.mkdir(parents=True, exist_ok=True)
    return folder


def downloads_folder() -> Path:
    """Return where this user's downloads lie; it need not be there."""
    import platformdirs  # noqa: PLC0415  (as above)

    return platformdirs.user_downloads_path()


def desktop_folder() -> Path:
    """Return this user's desktop; it need not be there."""
    import platformdirs  # noqa: PLC0415  (as above)

    return platformdirs.user_desktop_path()


def applications_folder() -> Path:
    """Return where this user's menu finds programs."""
    import platformdirs  # noqa: PLC0415  (as above)

    return platformdirs.user_data_path() / "applications"


def icons_folder() -> Path:
    """Return where this user's menu finds pictures of programs."""
    import platformdirs  # noqa: PLC0415  (as above)

    return platformdirs.user_data_path() / "icons" / "hicolor" / "scalable" / "apps"


def autostart_folder() -> Path:
    """Return where what is started with this user's session is named."""
    import platformdirs  # noqa: PLC0415  (as above)

    return platformdirs.user_config_path() / "autostart"


def default_data_folder() -> Path:
    """Return the data folder of this user when none is named; it is not created."""
    import platformdirs  # noqa: PLC0415  (most desks are named)

    return platformdirs.user_data_path(APPLICATION, appauthor=False)


def resource(name: str) -> bytes:
    """Return the bytes of a resource.

    Args:
        name: Its path below ``resources/``, with forward slashes, such as ``sites/ampere.toml``.

    Raises:
        FileNotFoundError: When there is no such resource, or the name leads outside.
    """
    found = _place(name)
    if not found.is_file():
        raise FileNotFoundError(f"no such resource: {name}")
    return found.read_bytes()


def resource_file(name: str) -> Path:
    """Return where a resource lies, for whoever copies it; inside an archive it is only a name.

    Raises:
        FileNotFoundError: When there is no such resource, or the name leads outside.
    """
    found = _place(name)
    if not found.is_file():
        raise FileNotFoundError(f"no such resource: {name}")
    return Path(str(found))


def resource_text(name: str) -> str:
    """Return the text of a UTF-8 resource, its line ends as they are in the file.

    Raises:
        FileNotFoundError: When there is no such resource, or the name leads outside.
    """
    return resource(name).decode("utf-8")


def resource_names(folder: str) -> tuple[str, ...]:
    """Return the resources directly inside a folder, sorted, as names `resource` takes.

    Args:
        folder: Its path below ``resources/``, such as ``sites``.

    Raises:
        FileNotFoundError: When there is no such folder, or the name leads outside.
    """
    found = _place(folder)
    if not found.is_dir():
        raise FileNotFoundError(f"no such folder of resources: {folder}")
    return tuple(sorted(f"{folder}/{item.name}" for item in found.iterdir() if item.is_file()))


def _place(name: str) -> "Traversable":
    parts = name.split("/")
    if any(part in {"", ".", ".."} or "\\" in part or ":" in part or "\0" in part for part in parts):
        raise FileNotFoundError(f"not a name of a resource: {name!r}")
    return _root().joinpath(*parts)


def _root() -> "Traversable":
    package = Path(__file__).parent
    if package.is_dir():
        return _choose(package)
    # Inside an archive. Where files are files, a start does without the machinery for it.
    from importlib.resources import files  # noqa: PLC0415

    return _choose(files(__package__))


def _choose(package: "Traversable") -> "Traversable":
    """Return the packaged resources (wheel, frozen build), else those of the checkout.

    The choice is made once for all names: a folder that happens to be called ``resources`` beside
    an installed package must not lend it single files.

    Source: docs/contract.md, "Texts and resources".
    """
    packaged = package.joinpath("_resources")
    return packaged if packaged.is_dir() else Path(__file__).parent.parent / "resources"


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable: after a power cut a renamed file is where it was put.

    Raises:
        OSError: When the folder cannot be opened.
    """
    if os.name == "nt":  # pragma: no cover: NTFS journals the name itself and opens no folder
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
