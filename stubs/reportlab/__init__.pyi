from typing import Final

# Only what printing/ uses.
Version: Final[str]
