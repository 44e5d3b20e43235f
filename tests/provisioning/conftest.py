"""Pips to try the set-up with, and environments that hold nothing."""

import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pytest

from provisioning.pip import OLD_PIPS
from tests.failures.disks import not_tried

PIPS = ("old", "present")
Started = Callable[[str], Path]


@pytest.fixture(scope="session")
def bare_venv(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Path]:
    """Make environments without even pip."""

    def make() -> Path:
        venv = tmp_path_factory.mktemp("env") / "venv"
        subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(venv)], check=True)
        return venv

    return make


@pytest.fixture(scope="session")
def pip_folder(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Return the folder that PYTHONPATH is to begin with for a pip; unpacked, for a zip is compiled at every start."""

    @cache
    def unpack(which: str) -> Path:
        folder = tmp_path_factory.mktemp(which)
        if which == "old":
            found = sorted((Path(sys.prefix) / OLD_PIPS).glob("pip-*.whl"))
            if not found:
                not_tried("the pip of Debian 12 is fetched by: python3 dev.py test")
            with zipfile.ZipFile(found[0]) as wheel:
                wheel.extractall(folder, [name for name in wheel.namelist() if name.startswith("pip/")])
        else:
            spec = find_spec("pip")
            assert spec is not None
            assert spec.origin is not None
            shutil.copytree(Path(spec.origin).parent, folder / "pip")
        return folder

    return unpack


@pytest.fixture
def venv_of(
    bare_venv: Callable[[], Path], pip_folder: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> Started:
    """Make an empty environment whose `python -m pip` is the one that is named."""

    def make(which: str) -> Path:
        monkeypatch.setenv("PYTHONPATH", str(pip_folder(which)))
        # Else each start compiles all of pip.
        monkeypatch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
        return bare_venv()

    return make
