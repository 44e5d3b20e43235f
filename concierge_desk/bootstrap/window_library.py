"""Library of the window that is not there: which one, as whoever looks after the PC has to install it."""

from concierge_desk.domain.errors import EnvironmentFailure


def library_failure(error: ImportError) -> EnvironmentFailure:
    """Return the failure that says which library is missing: the loader names the file first, Python the module."""
    library = error.name if error.name else str(error).partition(":")[0]
    return EnvironmentFailure("window.library", library=library)
