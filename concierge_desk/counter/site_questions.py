"""Questions that services ask whoever sets a shop up.

Source: decision 0073.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SiteQuestion:
    """Question that a service asks whoever sets a shop up; its answer stands in the service's part of the site file.

    Attributes:
        name: Of the field there.
        label: English source of what is asked for.
        hint: English source of where it is found.
        figures: How many figures it has; 0 for any text.
    """

    name: str
    label: str
    hint: str = ""
    figures: int = 0
