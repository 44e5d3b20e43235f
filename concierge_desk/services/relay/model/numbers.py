"""Numbers on a label: which carrier, which principal, and what the concierge confirms.

Source: docs/trade.md, "Tracking numbers", rules 2 to 4.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from concierge_desk.counter.partners.partner import require_not_retired
from concierge_desk.counter.values.codes import check_character, read_code
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.inscriptions import is_inscription
from concierge_desk.domain.journal import Warned
from concierge_desk.domain.tracking import Recognised, recognise

OFFICE = ("office", "regate")
"""To which post office the shop belongs, and its number among La Poste's sites: what an entry says of it, and a store keeps."""

LAPOSTE = "LAPOSTE"
PRINCIPALS = (LAPOSTE, "DPD", "MONDIAL_RELAY")
"""Those for whom items are kept, as the program knows them."""


@dataclass(frozen=True, slots=True)
class Identified:
    """A number with its carrier, and what is odd about it."""

    number: str
    format: str | None
    carrier: str
    warnings: tuple[Warned, ...]


def read_number(text: str) -> Recognised:
    """Return what a typed or scanned text is by its shape."""
    if is_inscription(text):
        # Words that stand for a number: nothing is known of it.
        return Recognised(text, None, None, certain=False, key="none", country_known=None)
    return recognise(text, check_character)


def own_code(text: str) -> str | None:
    """Return the code of a stay or a mandate, as our papers bear it; None for anything else or a misread one.

    An international number such as ``CP123456785DE`` is as long as a code without its dash and check
    character: written in one, it is the carrier's.
    """
    try:
        code = read_code(text)
    except ValueError:
        return None
    if code is None or code[0] not in "cm":
        return None
    in_one = text.strip()[1:2].isalnum()
    return None if in_one and read_number(text).format is not None else code


def identify(text: str | None, carrier: str | None) -> Identified:
    """Return the number with the carrier that its shape says or the concierge confirms; none where none was given.

    Raises:
        Refused: ``relay.carrier_needed`` when the shape only suggests one, or none, and nobody says.

    Warns:
        ``relay.tracking_missing``, and as `oddities`.
    """
    if text is None:
        return Identified("", None, carrier or "", (Warned("relay.tracking_missing", {}),))
    found = read_number(text)
    by_shape = found.carrier if found.certain else None
    chosen = carrier or by_shape
    if chosen is None:
        raise Refused("relay.carrier_needed", tracking=found.number, suggestion=found.carrier)
    return Identified(found.number, found.format, chosen, oddities(found, chosen))


def oddities(found: Recognised, carrier: str | None) -> tuple[Warned, ...]:
    """Return what to compare with the label: a warning, never a block.

    Warns:
        ``tracking.shape``, ``tracking.check_key``, ``tracking.country``.
    """
    params = {"tracking": found.number}
    if found.carrier is None or (carrier is not None and carrier != found.carrier):
        return (Warned("tracking.shape", params),)
    warnings = []
    if found.key == "fails":
        warnings.append(Warned("tracking.check_key", params))
    if found.country_known is False:
        warnings.append(Warned("tracking.country", params))
    return tuple(warnings)


def principal_of(carrier: str, principals: Mapping[str, str]) -> str:
    """Return whose item it is, from the site file.

    Raises:
        Refused: ``relay.carrier_off`` for a carrier the shop does not serve.
    """
    if carrier not in principals:
        raise Refused("relay.carrier_off", carrier=carrier)
    return principals[carrier]


def served_for(carrier: str, principals: Mapping[str, str], retired: Collection[str]) -> str:
    """Return whose an item is that comes in: nothing new does for one who is retired.

    Raises:
        Refused: As `principal_of`, `require_not_retired`.
    """
    owner = principal_of(carrier, principals)
    require_not_retired(owner, retired)
    return owner
