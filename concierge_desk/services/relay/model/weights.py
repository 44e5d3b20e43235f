"""Weights as a scale and a price list say them."""

from concierge_desk.domain.money import NBSP

_KILOGRAM = 1000


def weight(grams: int, lang: str) -> str:
    """Return a weight as people say it: ``500 g``, ``1,5 kg``."""
    if grams < _KILOGRAM:
        return f"{grams}{NBSP}g"
    whole, rest = divmod(grams, _KILOGRAM)
    decimals = f"{rest:03d}".rstrip("0")
    point = "," if lang == "fr" else "."
    return f"{whole}{point + decimals if decimals else ''}{NBSP}kg"
