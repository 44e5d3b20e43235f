"""Words that open the key of a desk, asked for in its window: in memory alone, and in nothing that is shown or logged.

They are kept until the program ends: after a copy was looked into, or put back, they open the desk again.

Source: decision 0057.
"""

from collections.abc import Callable


class AskedPhrase:
    """Words that are asked for before a desk opens."""

    __slots__ = ("_words", "prepare")

    def __init__(self, prepare: Callable[[], None] = lambda: None) -> None:
        """Know none yet.

        Args:
            prepare: What can be done before they are known, on the thread that opens the desk.
        """
        self.prepare = prepare
        self._words: str | None = None

    def __repr__(self) -> str:
        """Say nothing of them."""
        return "AskedPhrase()"

    @property
    def is_known(self) -> bool:
        """Whether somebody typed them, and nothing said that they are wrong."""
        return self._words is not None

    def give(self, words: str) -> None:
        """Take what was typed."""
        self._words = words

    def take(self) -> str:
        """Return what was typed.

        Raises:
            LookupError: Nobody was asked.
        """
        if self._words is None:
            raise LookupError
        return self._words

    def forget(self) -> None:
        """Forget them: they were wrong."""
        self._words = None
