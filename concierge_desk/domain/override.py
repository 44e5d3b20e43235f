"""Mark of a method that takes the place of another: checked by mypy, and no docstring is said twice.

Source: https://docs.python.org/3/library/typing.html#typing.override (in the library from Python 3.12 on).
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

F = TypeVar("F", bound=Callable[..., Any])

if TYPE_CHECKING:
    from typing_extensions import override as override
else:

    def override(method: F) -> F:
        """Return the method as it is."""
        return method
