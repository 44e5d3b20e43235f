# What the program uses of psutil.
from typing import NamedTuple

PROCFS_PATH: str

class sdiskpart(NamedTuple):
    device: str
    mountpoint: str
    fstype: str
    opts: str

class sdiskusage(NamedTuple):
    total: int
    used: int
    free: int
    percent: float

def disk_partitions(all: bool = False) -> list[sdiskpart]: ...
def disk_usage(path: str) -> sdiskusage: ...
