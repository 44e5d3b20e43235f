"""Place that the next item gets."""

from collections.abc import Mapping, Sequence


def proposed(
    places: Sequence[str],
    crowd: Mapping[str, int],
    but: str | None = None,
    capacities: Mapping[str, int] | None = None,
) -> str | None:
    """Return the place of the next item: the first that is empty, else the least crowded; None without any.

    One that holds no more is proposed where all of them are full.

    Args:
        places: In the order they are filled.
        crowd: How many items lie on each.
        but: Where the item lies already.
        capacities: How many some of them hold.
    """
    most = capacities or {}

    def fullness(place: str) -> tuple[bool, int]:
        lies = crowd.get(place, 0)
        return lies >= most.get(place, lies + 1), lies

    return min((place for place in places if place != but), key=fullness, default=None)
