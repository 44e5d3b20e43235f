"""The page that checks a daily file, in a real browser: what it finds, where, and what it leaves to the reader."""

import base64
import hashlib
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from concierge_desk.exporting import container
from concierge_desk.exporting.verifier import PAGE, page
from concierge_desk.jobs.verdict import VerifyRequest
from concierge_desk.jobs.verify import verify_file
from tests.cli.helpers import record, say, signed, verdict
from tests.dice import dice_of
from tests.e2e.driver import CLOCK, DAY, FULL, LINES
from tests.e2e.older import OLDER, STATEMENT
from tests.exporting.browser import Tab, browser

CONTAINER = "le conteneur zip"
CHANGES = 300 if FULL else 60
NO_ED25519 = """
const known = crypto.subtle.importKey.bind(crypto.subtle);
crypto.subtle.importKey = (form, key, kind, ...more) => kind.name === "Ed25519"
  ? Promise.reject(new DOMException("Unrecognized name.", "NotSupportedError"))
  : known(form, key, kind, ...more);
"""
_READ = """(() => {
  const result = document.getElementById("result");
  const items = Array.from(result.querySelectorAll("li"), (item) => ({ ...item.dataset, said: item.textContent }));
  const codes = Array.from(result.querySelectorAll(".codes dd"), (code) => code.textContent);
  return { text: result.innerText, items, codes };
})()"""


@dataclass(frozen=True)
class Shown:
    """What the page shows of a file."""

    text: str
    items: list[dict[str, str]]
    codes: list[str]

    @property
    def intact(self) -> bool:
        return "Le fichier est entier" in self.text and not self.items

    @property
    def named(self) -> tuple[str, int | None]:
        """The first member that is named, and its line."""
        assert "Ce fichier n'est pas entier" in self.text and not self.codes, self.text
        line = self.items[0]["line"]
        return self.items[0]["member"], int(line) if line else None


@pytest.fixture(scope="module")
def tab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tab]:
    """One browser for all that is asked here."""
    with browser(tmp_path_factory.mktemp("navigateur")) as found:
        yield found


@pytest.fixture(scope="module")
def verifier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / PAGE
    path.write_bytes(page())
    return path


@pytest.fixture(params=["", NO_ED25519], ids=["by the browser", "by its own code"])
def checking(tab: Tab, verifier: Path, request: pytest.FixtureRequest) -> Tab:
    """The page, in a browser that knows Ed25519 and in one that does not."""
    tab.open(verifier, request.param)
    return tab


def shown(tab: Tab, path: Path) -> Shown:
    tab.choose(path)
    return Shown(**tab.run(_READ))


def write(tmp_path: Path, data: bytes) -> Path:
    path = tmp_path / "releve.zip"
    path.write_bytes(data)
    return path


def test_a_file_of_this_version_is_shown_as_the_program_verifies_it(
    checking: Tab, exported: bytes, tmp_path: Path
) -> None:
    found, known = shown(checking, write(tmp_path, exported)), verdict(tmp_path / "r.zip", exported)
    assert found.intact, found.text
    assert found.codes == [known.fingerprint, known.anchor]
    assert "Sans cette comparaison, cette page ne garantit rien" in found.text
    assert (
        f"{known.checked} écritures vérifiées une à une, et {known.left_out} d'autres mandants" in found.text
    )
    for said in (
        "mercredi 25 novembre 2026",
        "308,78\u00a0€",
        "FACTICE",
        "Z-2026-0001",
        "Conciergerie Solidaire",
    ):
        assert said.lower() in found.text.lower(), said
    # Acts by the clock of the shop, in words.
    for said in ("08:00:12\tVente\tTimbre Lettre verte 20\u00a0g", "Carte d’identité", "Lettre recommandée"):
        assert said in found.text, said
    assert "T07:00" not in found.text and "id_card" not in found.text


def test_a_file_of_an_older_version_is_whole_and_in_local_time(checking: Tab) -> None:
    path = OLDER / "0.5.0" / STATEMENT
    found, known = shown(checking, path), verify_file(path, VerifyRequest())
    assert (found.intact, known.faults) == (True, [])
    assert found.codes == [known.fingerprint, known.anchor]
    assert "18\t08:00:07\treassort" in found.text


def test_a_file_that_is_dropped_is_checked(tab: Tab, verifier: Path, exported: bytes, tmp_path: Path) -> None:
    tab.open(verifier)
    for data, whole in ((exported, True), (exported[:-1], False)):
        tab.run(
            f"""new Promise((done) => {{
              const dropped = new DataTransfer();
              dropped.items.add(new File([Uint8Array.from(atob("{base64.b64encode(data).decode()}"), (c) => c.charCodeAt(0))], "r.zip"));
              new MutationObserver((_, watched) => {{
                if (document.getElementById("result").ariaBusy !== "false") return;
                watched.disconnect();
                done();
              }}).observe(document.getElementById("result"), {{ attributes: true }});
              document.body.dispatchEvent(new DragEvent("drop", {{ dataTransfer: dropped, bubbles: true }}));
            }})"""
        )
        assert Shown(**tab.run(_READ)).intact is whole


def test_a_dispute_file_is_checked_and_shown_too(checking: Tab, played: Path, tmp_path: Path) -> None:
    """One page for all that leaves the shop: it says what of a dispute is there in clear, and what by its digest."""
    for more in (("--tracking", "8L41392128255"), ("--day", DAY)):
        asked = ("--principal", "LAPOSTE", *more, "--to", tmp_path, "--json")
        path = Path(say("--data", played, "export", "dispute", *asked).json["path"])
        found, known = shown(checking, path), verify_file(path, VerifyRequest())
        assert "Le dossier est entier" in found.text and not found.items, found.text
        assert found.codes == [known.fingerprint, known.anchor]
        assert f"{known.checked} écritures vérifiées une à une, et {known.left_out} autres" in found.text
        assert known.anchor in found.text and "Z-2026-0001, mercredi 25 novembre 2026" in found.text
        assert "25/11/2026 08:00\trelay" not in found.text and "signé par le facteur" in found.text
        data = bytearray(path.read_bytes())
        dice = dice_of(f"{__name__} {more}")
        for _ in range(5):
            at = dice.randrange(len(data))
            changed = data[:]
            changed[at] ^= dice.randrange(1, 256)
            assert shown(checking, write(tmp_path, bytes(changed))).named[0], at
        forged = signed(played, dict(container.unpack(bytes(data))), open=True)
        assert "la dernière journée" in shown(checking, write(tmp_path, forged)).items[0]["said"]


# Any change is found, and named where it is.


def where(data: bytes, position: int) -> tuple[set[str], int | None]:
    """What may be named for a byte: a member and its line, or the header of a member, or the container."""
    names = [(name, len(content), 0) for name, content in container.unpack(data)]
    for member in container.place(names):
        if member.content_at <= position < member.end:
            by_line = member.name.endswith((".csv", ".ndjson"))
            line = data.count(b"\n", member.content_at, position) + 1
            return {member.name}, line if by_line else None
        if member.offset <= position < member.content_at:
            return {member.name, CONTAINER}, None
    return {CONTAINER}, None


def positions(data: bytes, dice: random.Random) -> list[int]:
    """Bytes of each member, of each header, of the directory, and of anywhere."""
    members = container.place([(name, len(content), 0) for name, content in container.unpack(data)])
    chosen = []
    for member in members:
        chosen += [dice.randrange(member.content_at, member.end) for _ in range(CHANGES // 15)]
        chosen.append(dice.randrange(member.offset, member.content_at))
    chosen += [dice.randrange(members[-1].end, len(data)) for _ in range(CHANGES // 15)]
    return chosen + [dice.randrange(len(data)) for _ in range(CHANGES - len(chosen))]


def test_a_changed_byte_is_named_by_its_member_and_line_as_the_program_finds_it(
    tab: Tab, verifier: Path, exported: bytes, tmp_path: Path
) -> None:
    """Every second one with the sums of the container made anew: then hashes, signature and chain are left to find it."""
    tab.open(verifier)
    dice = dice_of(__name__)
    for n, position in enumerate(positions(exported, dice)):
        changed = bytearray(exported)
        changed[position] ^= 1 << dice.randrange(8)
        names, line = where(exported, position)
        data = bytes(changed)
        if n % 2 and len(names) == 1 and CONTAINER not in names:
            data = _packed_anew(exported, data)
            # Whose signature it is, is told of what was signed.
            names = {"datapackage.json"} if names == {"signature"} else names
        found = shown(tab, write(tmp_path, data))
        member, told_line = found.named
        assert (member in names, told_line) == (True, line), (position, names, line, found.items)
        (known, *_) = verdict(tmp_path / "p.zip", data).faults
        assert (known["detail"] or CONTAINER) == member, (position, known, found.items)


def _packed_anew(exported: bytes, changed: bytes) -> bytes:
    """The members as they are changed, in a container that is right."""
    names = [(name, len(content), 0) for name, content in container.unpack(exported)]
    placed = container.place(names)
    return container.pack([(one.name, changed[one.content_at : one.end]) for one in placed])


def members_of(data: bytes) -> dict[str, bytes]:
    return dict(container.unpack(data))


def lines_of(exported: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in members_of(exported)["journal.ndjson"].splitlines()]


def with_lines(played: Path, exported: bytes, lines: list[dict[str, Any]]) -> bytes:
    """The file as the desk itself would sign it over these lines."""
    text = "".join(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n" for line in lines)
    return signed(played, {**members_of(exported), "journal.ndjson": text.encode()})


def test_what_the_desk_signed_anew_is_held_by_the_chain(
    checking: Tab, played: Path, exported: bytes, tmp_path: Path
) -> None:
    """Hashes and signature of the file hold: a line withheld, left out, signed or said otherwise is named by its number."""
    own = next(n for n, line in enumerate(lines_of(exported)) if n > 20 and "payload" in line)

    def found(n: int, *faults: str) -> None:
        told = shown(checking, write(tmp_path, with_lines(played, exported, lines)))
        said = [item["said"] for item in told.items]
        assert said[: len(faults)] == [f"journal.ndjson, ligne {n + 1}\u00a0: {fault}" for fault in faults], (
            said
        )
        assert verdict(tmp_path / "p.zip", with_lines(played, exported, lines)).faults

    lines = lines_of(exported)
    sig = lines[own]["sig"]
    lines[own]["sig"] = sig[:-2] + ("01" if sig.endswith("00") else "00")
    found(own, "la signature n'est pas celle du comptoir")
    lines = lines_of(exported)
    digest = hashlib.sha256(lines[own]["payload"].encode()).hexdigest()
    lines[own] = {**{name: lines[own][name] for name in ("seq", "epoch", "aud")}, "digest": digest}
    found(own, "une écriture du mandant est cachée")
    lines = lines_of(exported)
    del lines[own - 1]
    found(own - 1, f"il manque l'écriture {own}")
    lines = lines_of(exported)
    lines[own]["payload"] = lines[own]["payload"].replace("{", "{ ", 1)
    found(
        own,
        "le maillon de la chaîne ne suit pas ce qui précède",
        "le contenu n'est pas une écriture de ce comptoir",
    )
    lines = lines_of(exported)[:-1]
    told = shown(checking, write(tmp_path, with_lines(played, exported, lines)))
    assert [item["said"] for item in told.items] == [
        "journal.ndjson\u00a0: l'ancre n'est pas celle de la dernière écriture"
    ]


def test_a_file_signed_by_another_key_shows_another_fingerprint(
    tab: Tab, verifier: Path, new: Path, exported: bytes, tmp_path: Path
) -> None:
    """Whole as it is, it is the paper that tells whose it is."""
    other = tmp_path / "autre"
    assert say("--data", other, "init", "--site", "ampere", "--practice", "--clock", CLOCK).status == 0
    record(other, LINES, "--clock", CLOCK)
    done = say("--data", other, "export", "laposte", "--day", DAY, "--to", tmp_path / "out", "--json")
    tab.open(verifier)
    theirs, ours = shown(tab, Path(done.json["path"])), shown(tab, write(tmp_path, exported))
    assert theirs.intact and ours.intact
    assert theirs.codes[0] != ours.codes[0]


def test_a_browser_that_knows_no_hashes_is_told(
    tab: Tab, verifier: Path, exported: bytes, tmp_path: Path
) -> None:
    tab.open(verifier, "Object.defineProperty(crypto, 'subtle', { value: undefined })")
    found = shown(tab, write(tmp_path, exported))
    assert "Ce fichier n'a pas pu être vérifié" in found.text and not found.codes
