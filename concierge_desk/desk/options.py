"""Options by which a desk is opened, and whether there is one: known before anything of it is loaded.

Source: docs/contract.md, "Options and exit statuses".
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from concierge_desk.domain.errors import EnvironmentFailure
from concierge_desk.paths import DataFolder
from concierge_desk.signing.passphrase import NO_PASSPHRASE, PassphraseSource

if TYPE_CHECKING:
    from concierge_desk.counter.values.codes import Draws


@dataclass(frozen=True, slots=True)
class Options:
    """Options by which a desk is opened.

    Attributes:
        data: Its folder.
        clock: ``--clock``: local time of the site, or None.
        passphrase: Where the key's passphrase comes from.
        patience_seconds: How long other writers are waited for; as long as a window waits by default.
        draws: Where salts, ops and codes come from; other ones than the system's for a practice desk only.
    """

    data: Path
    clock: datetime | None = None
    passphrase: PassphraseSource = NO_PASSPHRASE
    draws: "Draws | None" = None
    patience_seconds: float | None = None

    @property
    def dice(self) -> "Draws":
        """Source of random draws for this desk."""
        # Nothing is drawn before a desk is open.
        from concierge_desk.counter.values.codes import SECRET  # noqa: PLC0415

        return self.draws or SECRET

    def check_draws(self, *, practice: bool) -> None:
        """Let no real desk draw what can be drawn again.

        Raises:
            ValueError: When it would.
        """
        if self.draws is not None and not practice:
            raise ValueError("only a practice desk draws what can be drawn again")


def has_store(folder: DataFolder) -> bool:
    """Say whether a desk was made in a folder.

    Raises:
        EnvironmentFailure: ``store.cannot_open`` when the folder may not be looked into.
    """
    try:
        return folder.store.is_file()
    except PermissionError as error:
        raise EnvironmentFailure("store.cannot_open") from error
    except OSError:
        # A name that no disk takes.
        return False
