"""Page of the people: looked for, shown, led to the counter; imported when it is first opened."""

from concierge_desk.ui.page.page import PageParts


def people_parts() -> PageParts:
    """Return the parts of the page."""
    from concierge_desk.mechanisms.people.page.parts import PARTS  # noqa: PLC0415  (decision 0019)

    return PARTS
