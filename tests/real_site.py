"""Site file of a shop that is no exercise: the shipped example with a SIRET of its own, which a real shop needs."""

from pathlib import Path

REAL_SITE = str(Path(__file__).parent / "data" / "real-site.toml")
SIRET = "30326504500003"
