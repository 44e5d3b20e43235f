"""Names of a nature's tables: the same for all, with its code before each.

Source: decision 0093.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tables:
    """Names of a nature's tables.

    Attributes:
        code: Of the nature.
    """

    code: str

    def named(self, statement: str) -> str:
        """Return a statement with the nature's code where it says ``{N}``."""
        return statement.replace("{N}", self.code)

    @property
    def piece(self) -> str:
        """Its pieces."""
        return f"{self.code}_piece"
