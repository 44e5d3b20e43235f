"""Standard streams of a program that was started without them, as some icons do.

Their numbers, 0 to 2, would go to the first files that are opened: what a library of the system complains of would be
written into the store's neighbours, or into a backup.
"""

import os


def hold_closed() -> None:
    """Let the numbers of streams that are closed lead nowhere."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            # The lowest number that is free is taken, which is this one: those below it are held by now.
            os.open(os.devnull, os.O_RDONLY if number == 0 else os.O_WRONLY)
