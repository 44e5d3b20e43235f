"""A picture on a paper.

Source: decision 0071.
"""

from dataclasses import dataclass

from concierge_desk.domain.blocks.sentence import check_printed


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in greys, as wide as its column.

    Attributes:
        resource: Its PNG below ``resources/``.
        told: What it shows, for who does not see it; stands below it.

    Raises:
        ValueError: For a control character, or no name.
    """

    resource: str
    told: str

    def __post_init__(self) -> None:
        """Check what was given."""
        check_printed(self.resource, self.told)
        if not self.resource:
            raise ValueError("a picture has a name")
