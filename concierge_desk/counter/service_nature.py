"""Nature of a service that a mechanism makes of data: what every nature says, whichever its mechanism.

Source: decisions 0093, 0094.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceNature:
    """What is said of every nature.

    Attributes:
        code: As in kinds, commands, tables; code of the service.
        label: English source of its name on screen.
        group: Under which heading of the shop it stands.
        vat_code: Of the dated rates, of what the shop sells on its own account.
        kinds: Resource of the kinds that the program ships.
        icon: Name of its picture; the code by default.
        words: English source of the words that it is looked for by, parted by spaces.
        fnuci: A thing bears a number by which its owner is known.
    """

    code: str
    label: str
    group: str
    vat_code: str
    kinds: str
    icon: str = ""
    words: str = ""
    fnuci: bool = False
