"""Why a set-up failed: each failure is produced, and pip's own words are told apart."""

import datetime
import os
import shutil
import socket
import ssl
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from provisioning import reasons
from provisioning.pip import Pip
from provisioning.terminal import SetUpError
from tests.e2e.driver import FULL
from tests.failures.disks import bound_by_rights, mount, unmount
from tests.provisioning.conftest import PIPS, Started
from tests.provisioning.stub_index import Index, Wheel, ask_only, installed, offer, served

LIBRARY = Wheel("needed", "1.0")
INTERNET = "Internet ne répond pas"
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    path = tmp_path / "lock.txt"
    path.write_text(f"needed==1.0 --hash=sha256:{LIBRARY.sha256}\n", "utf-8")
    return path


@pytest.fixture(params=PIPS)
def which(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def venv(which: str, venv_of: Started) -> Path:
    return venv_of(which)


def failure(venv: Path, lock: Path) -> str:
    """What is said when a lock cannot be installed; all of pip's words are where it says."""
    with pytest.raises(SetUpError) as told:
        Pip(venv).install_lock(lock)
    sentence, log = str(told.value).split("\nTout ce que pip a dit est dans ")
    assert "ERROR" in Path(log).read_text("utf-8") or "error" in Path(log).read_text("utf-8")
    assert installed(venv) == {}
    return sentence


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.mark.parametrize("retries", ["0", "1"] if FULL else ["0"])
def test_nobody_answers(retries: str, venv: Path, lock: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without another try pip does not even say that it could not connect."""
    ask_only(monkeypatch, f"http://127.0.0.1:{free_port()}/simple")
    monkeypatch.setenv("PIP_RETRIES", retries)
    assert failure(venv, lock) == f"{INTERNET} : vérifiez la connexion, puis relancez la même commande."


def test_a_name_that_nobody_knows(venv: Path, lock: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ask_only(monkeypatch, "https://index.invalid/simple")
    assert INTERNET in failure(venv, lock)


def test_a_proxy_that_does_not_answer(venv: Path, lock: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ask_only(monkeypatch, "https://index.invalid/simple")
    monkeypatch.delenv("NO_PROXY")
    monkeypatch.setenv("https_proxy", f"http://127.0.0.1:{free_port()}")
    said = failure(venv, lock)
    assert INTERNET in said
    assert said.endswith("Un proxy est réglé sur ce PC (https) : vérifiez aussi son adresse.")


def test_it_hangs(venv: Path, lock: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        ask_only(monkeypatch, f"http://127.0.0.1:{silent.getsockname()[1]}/simple")
        assert INTERNET in failure(venv, lock)


@pytest.mark.parametrize("status", [403, 503] if FULL else [503])
def test_a_server_that_refuses(status: int, venv: Path, lock: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with served(Index(offer([LIBRARY]), status)) as index:
        ask_only(monkeypatch, index.url)
        said = failure(venv, lock)
    assert said.startswith("Le serveur des bibliothèques n'a pas répondu ce qu'il faut")
    assert INTERNET not in said


def test_a_network_that_wants_to_be_logged_into(
    venv: Path, lock: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It answers every address with a page of its own."""
    with served(Index({"needed": {}})) as index:
        ask_only(monkeypatch, index.url)
        assert "wifi public" in failure(venv, lock)


def test_it_breaks_off_in_the_middle(
    which: str, venv: Path, lock: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with served(Index(offer([LIBRARY]), cut=100)) as index:
        ask_only(monkeypatch, index.url)
        said = failure(venv, lock)
    # The old one takes what came for the whole of it.
    assert ("Le téléchargement a pu être abîmé" if which == "old" else INTERNET) in said


def test_something_else_was_sent(venv: Path, lock: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with served(Index({"needed": {LIBRARY.filename: b"something else"}})) as index:
        ask_only(monkeypatch, index.url)
        said = failure(venv, lock)
    assert said.startswith(
        "Ce qui a été reçu pour needed n'est pas ce qui est attendu : rien n'en a été installé."
    )


@pytest.mark.parametrize(
    "offered",
    [{"needed-1.0-cp27-none-win32.whl": b""}, {Wheel("needed", "2.0").filename: b""}],
    ids=["for another system", "in another version"],
)
def test_not_made_for_this_pc(
    offered: dict[str, bytes], venv: Path, lock: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with served(Index({"needed": offered})) as index:
        ask_only(monkeypatch, index.url)
        said = failure(venv, lock)
    assert said.startswith("Il n'y a pas de needed tout prêt pour ce PC (Python 3.")
    assert INTERNET not in said


@pytest.fixture
def not_trusted(tmp_path: Path) -> Iterator[str]:
    """A server whose certificate nobody signed, as seen by a PC whose clock is wrong; its address."""
    key, name = (
        ec.generate_private_key(ec.SECP256R1()),
        x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "x")]),
    )
    day = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
    signed = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(day)
        .not_valid_after(day + datetime.timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    private = (pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path = tmp_path / "server.pem"
    path.write_bytes(key.private_bytes(*private) + signed.public_bytes(pem))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    with served(Index({}), context) as index:
        yield index.url


def test_a_certificate_that_is_not_trusted(
    not_trusted: str, venv: Path, lock: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask_only(monkeypatch, not_trusted)
    said = failure(venv, lock)
    assert said.startswith(
        "La connexion n'est pas reconnue comme sûre : vérifiez la date et l'heure de ce PC."
    )


def test_a_full_disk(
    which: str, tmp_path: Path, venv: Path, lock: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not even the log finds room."""
    place = tmp_path / "disk"
    place.mkdir()
    mount("-t", "tmpfs", "-o", "size=1m", "tmpfs", place)
    try:
        small = place / "venv"
        subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(small)], check=True)
        with served(Index(offer([LIBRARY]))) as index, (place / "filler").open("wb", buffering=0) as filler:
            ask_only(monkeypatch, index.url)
            while filler.write(bytes(4096)) == 4096 and shutil.disk_usage(place).free:
                pass
            with pytest.raises(SetUpError, match=r"^Le disque est plein : libérez \d+ Mo, puis relancez"):
                Pip(small).install_lock(lock)
    finally:
        unmount(place)


def test_a_folder_of_somebody_else(venv: Path, lock: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code = (
        "import sys; from pathlib import Path; from provisioning.pip import Pip\n"
        "try: Pip(Path(sys.argv[1])).install_lock(Path(sys.argv[2]))\n"
        "except Exception as error: print(error)"
    )
    for folder, _, _ in os.walk(venv):
        Path(folder).chmod(0o555)
    try:
        with served(Index(offer([LIBRARY]))) as index:
            ask_only(monkeypatch, index.url)
            monkeypatch.setenv("PYTHONPATH", f"{os.environ['PYTHONPATH']}{os.pathsep}{ROOT}")
            words = (*bound_by_rights(), sys.executable, "-c", code, str(venv), str(lock))
            done = subprocess.run(words, capture_output=True, encoding="utf-8", check=True)
    finally:
        for folder, _, _ in os.walk(venv):
            Path(folder).chmod(0o755)
    assert f"Ce compte ne peut pas écrire dans {venv}" in done.stdout


def test_what_nobody_thought_of(venv: Path, lock: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ask_only(monkeypatch, "http://127.0.0.1:9/simple")
    lock.write_text("needed==1.0 --no-such-word\n", "utf-8")
    assert failure(venv, lock) == reasons.OTHER


def test_a_connection_that_came_back_is_not_blamed() -> None:
    """Words of a try that was not the last, or of a library that then came, say nothing."""
    broken = "WARNING: Retrying (Retry(total={})) after connection broken by 'NewConnectionError(…)': /simple/needed/"
    came = ["Collecting needed==1.0", "  Downloading needed-1.0-py3-none-any.whl (1 kB)"]
    mismatch = "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE."
    assert reasons.kind_of([broken.format(3), mismatch]) == "hash"
    assert reasons.kind_of([broken.format(0), *came, mismatch]) == "hash"
    assert reasons.kind_of([*came, broken.format(0), "ERROR: (from versions: none)"]) == "network"


def test_the_libraries_that_pip_names() -> None:
    assert reasons.library_of(["ERROR: No matching distribution found for a-b==1.0"]) == "a-b"
    assert reasons.library_of(["    a==1.0 from https://x/a-1.0-py3-none-any.whl (from -r x):"]) == "a"
    assert reasons.library_of(["ERROR: something"]) == ""
    assert "une bibliothèque" in reasons.sentence("hash", "", "x")
