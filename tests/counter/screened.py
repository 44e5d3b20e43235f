"""Labels and numbers as the counter looks at them before an entry may hold them."""

from dataclasses import dataclass, field

WORDS = "i-0123456789ab"
"""Ref of words that stand beside the journal."""


@dataclass
class Judge:
    """Stands in for the counter: who is here, what is in use, and what it was asked to keep beside the journal."""

    here: frozenset[str] = frozenset()
    used: dict[str, str] = field(default_factory=dict)
    confirmed: bool = False
    kept: list[str] = field(default_factory=list)

    def in_use(self, what: str, text: str) -> str | None:
        return self.used.get(f"{what} {text}")

    def names_somebody(self, text: str) -> bool:
        return text in self.here

    def inscribed(self, text: str) -> str:
        self.kept.append(text)
        return WORDS
