"""The practice day through the words of the command line: before it, in its middle, after it, and the day after."""

import json
from pathlib import Path

from concierge_desk import paths
from tests.golden.papers import papers_of, print_all, print_one
from tests.golden.pinned import Dice
from tests.golden.stores import Kept
from tests.golden.words import FORMS, Words, inside, take

HERE = Path(__file__).parent
LINES = (HERE.parents[1] / "resources" / "practice" / "day.jsonl").read_bytes().splitlines(keepends=True)
HALF = len(LINES) // 2
MISTAKES = (HERE / "mistakes.jsonl").read_bytes()
DAY_AFTER = (HERE / "day-after.jsonl").read_bytes()

DAY, NEXT_DAY = "2026-11-25", "2026-11-26"
DESK = Path("poste")
PAPERS = Path("papers")
NEIGHBOUR = b"""\
{"op": "01970000-0000-7000-8000-0000000f0001", "do": "person.create", "family": "Exemplard", "given": "Odile",\
 "phones": ["06 39 98 00 13"], "street": "8 all\xc3\xa9e du Brouillon"}
{"op": "01970000-0000-7000-8000-0000000f0002", "do": "person.create", "family": "exemplard", "given": "Odile"}
{"op": "01970000-0000-7000-8000-0000000f0003", "do": "person.create", "street": "8 all\xc3\xa9e du Brouillon"}
"""
NO_PAPERS = ("ticket:T-2026-009999", "nothing:1", "ticket", "label:c-000000000000", "bordereau:2020-01-01")
LOOKED_FOR = (
    *("861011301731382", "86 10113 01731382", "861011301731383", "8L41392128255", "6A15602683841"),
    *("XA001134936TS", "RB123456785GB", "LU680211095FR", "1A12345678901", "6A15602676300"),
    *("kessler", "Mme Kessler", "traore", "da silva", "we", "zzz", "A1", "cafe", "timbre", "horloge", "%"),
    *("T-2026-000001", "B-2026-0001", "Z-2026-0001"),
)


def play(dice: Dice, folder: Path, work: Path) -> None:
    """Play the day in each form, on a desk for each; what is kept is the one's that answers in JSON.

    Args:
        dice: Pinned.
        folder: Where everything goes.
        work: Where the desks live meanwhile.
    """
    in_json, in_french = (Words(dice, "practice", folder, form, str(DESK)) for form in FORMS)
    for words in (in_json, in_french):
        home = work / words.form
        home.mkdir(parents=True)
        with inside(home):
            _before(words)
            _day(words)
            _exports(words)
            _day_after(words)
            _verify(words)
            _papers(words)
            _in_english(words)
    with inside(work / in_json.form):
        print_all([in_json], papers_of(DESK), PAPERS)
        with Kept(DESK) as rows:
            rows.write(Path("kept"))
        _copies(in_json, in_french)
        _people(in_json, in_french)
        for made in (Path("kept"), Path("exports"), PAPERS):
            take(made, folder)


def _before(words: Words) -> None:
    words("--version", data=None)
    words("init", "--site", "nowhere", "--practice")
    words("day", "status")
    words("init", "--site", "ampere", "--practice", "--clock", f"{DAY}T07:30")
    words("init", "--site", "ampere", "--practice")
    words("day", "status")
    words("day", "status", "--day", DAY)
    words("day", "morning")
    words("day", "close")
    words("look", "kessler")
    words("verify")


def _day(words: Words) -> None:
    words("record", "-", "--clock", f"{DAY}T08:00", stdin=b"".join(LINES[:HALF]))
    words("day", "status")
    words("day", "open")
    words("look", "kessler")
    words("export", "laposte", "--day", DAY, "--to", "exports")
    words("record", "-", "--stop", stdin=MISTAKES)
    words("record", "-", stdin=MISTAKES)
    words("record", "-", "--clock", f"{DAY}T15:00", stdin=b"".join(LINES[HALF:]))
    words("record", "nowhere.jsonl")
    words("record", "-", "--operator", "o99", stdin=LINES[0])
    words("day", "status")
    for day in (DAY, NEXT_DAY, "2026-12-10", "2026-13-01"):
        words("day", "morning", "--day", day)
    for text in LOOKED_FOR:
        words("look", text)
    # The date once more: a second closing of it.
    words("day", "open")
    words("day", "open", "--again", "--float", "5000", "--clock", f"{DAY}T18:30")
    words("export", "laposte", "--day", DAY, "--to", "exports/early")
    words("day", "close", "--counted", "none")
    for asked in (DAY, "Z-2026-0001", "Z-2026-0002", NEXT_DAY, "x"):
        words("day", "status", "--day", asked)


def _exports(words: Words) -> None:
    words("export", "laposte", "--day", DAY, "--to", "exports/laposte")
    words("export", "laposte", "--day", DAY, "--to", "exports/laposte")
    words("export", "laposte", "--closing", "Z-2026-0001", "--to", "exports/closing")
    words("export", "laposte", "--closing", "Z-2026-0099", "--to", "exports/closing")
    words("export", "laposte", "--day", NEXT_DAY, "--to", "exports/laposte")
    words("export", "laposte", "--to", "exports/laposte")
    words("export", "laposte", "--day", DAY, "--names", "--to", "exports/laposte")
    words("export", "everything", "--to", "exports/everything")
    words("export", "everything", "--to", "exports/everything")
    words("export", "everything", "--names", "--to", "exports/everything-with-names")
    words("export", "everything", "--day", DAY, "--to", "exports/none")
    words("deliver")


def _day_after(words: Words) -> None:
    words("day", "morning")
    words("day", "open", "--clock", f"{NEXT_DAY}T08:00")
    words("record", "-", stdin=DAY_AFTER)
    for text in ("muller", "EP111111110FR", "8L41392128255", "T-2026-000003"):
        words("look", text)
    words("day", "close", "--counted", "nowhere.json")
    words("day", "close", "--counted", "1234")
    Path("coins.json").write_text(json.dumps({"2000": 3, "500": 2, "200": 1, "5": 4}), "utf-8")
    words("day", "close", "--counted", "coins.json", "--gap-reason", "unknown", "--parked", "keep")
    words("day", "close", "--counted", "coins.json", "--gap-reason", "counting_error", "--parked", "abandon")
    words("day", "status")
    words("export", "laposte", "--day", NEXT_DAY, "--to", "exports/laposte")


def _verify(words: Words) -> None:
    words("verify")
    words("verify", "--signatures")
    words("verify", "--rebuild")
    words("verify", "--key", "00")
    words("verify", "--anchor", "A11:0123456789abcdef")
    words("verify", "--anchor", "A99999:0123456789abcdef")
    words("verify", "--anchor", "x")
    statement = f"exports/laposte/laposte-AMP1-F-{DAY}.zip"
    words("verify", statement, data=None)
    words("verify", statement, "--signatures", data=None)
    words("verify", statement, "--rebuild", data=None)
    whole = Path(statement).read_bytes()
    for name, content in (
        ("cut.zip", whole[: len(whole) // 2]),
        ("changed.zip", whole.replace(b"LV_20", b"LV_21")),
        ("empty.zip", b""),
        ("other.zip", b"no zip at all"),
    ):
        Path(name).write_bytes(content)
        words("verify", name, data=None)


def _papers(words: Words) -> None:
    for name, form, more in (
        ("ticket:T-2026-000001", "text", ()),
        ("ticket:T-2026-000001", "text", ()),
        ("ticket:T-2026-000002", "escpos", ("--width", "58")),
        ("ticket:T-2026-000003", "pdf", ("--width", "58")),
        ("z:Z-2026-0001", "text", ("--width", "58")),
        ("slip:B-2026-0001", "escpos", ()),
        *((name, "text", ()) for name in NO_PAPERS),
    ):
        print_one(words, name, form, PAPERS, *more)


def _copies(in_json: Words, in_french: Words) -> None:
    """Make a copy, look into it, put it back; from here on what is told rests on keys that a library draws.

    The one desk does for both forms: each word that opens a copy takes the second that guessing its words would take.
    """
    Path("phrase.txt").write_text("rien que pour s'exercer\n", "utf-8")
    Path("wrong.txt").write_text("autre chose\n", "utf-8")
    phrase = ("--passphrase-file", "phrase.txt")
    for words in (in_json, in_french):
        words("recovery-sheet", "--to", "sheet.pdf")
        words("recovery-sheet", "--to", "sheet.pdf", "--passphrase-file", "nowhere.txt")
    in_json("backup", "--to", "copies")
    in_json.drawn = in_french.drawn = True
    in_json("backup", "--to", "copies", *phrase)
    in_french("backup", "--to", "others")
    in_json("rehearse", *_copy("copies"), "--passphrase-file", "wrong.txt")
    for words, copy in ((in_json, _copy("copies")), (in_french, _copy("others"))):
        words("verify", *copy, data=None)
        words("recovery-sheet", "--to", "sheet.pdf", *phrase)
        words("rehearse", *copy, *phrase)
        words("restore", *copy, *phrase)
        restored = f"restored-{words.form}"
        words("restore", *copy, *phrase, data=restored)
        words("day", "status", data=restored)
        words("verify", "--signatures", "--rebuild", data=restored)
        words("day", "morning", data=restored)
    (copied,) = _copy("copies")
    in_json("look", "kessler", "--read-only", "--key-passphrase-file", "phrase.txt", data=copied)
    in_french("day", "status", "--read-only", data=copied)
    in_french("day", "open", "--read-only", data=copied)


def _people(in_json: Words, in_french: Words) -> None:
    """Keep somebody, and hand out what is kept; of a bundle for whoever helps, what is not of this PC."""
    told = in_json("record", "-", stdin=NEIGHBOUR)
    key = json.loads(told.splitlines()[0])["result"]["person"]
    in_french("look", "exemplard")
    for words in (in_json, in_french):
        out = f"exports/access/{words.form}"
        words("person", "access", key, "--to", out)
        words("person", "access", key, "--to", out)
        words("person", "access", "i-000000000000", "--to", f"{out}/nobody")
        words("person", "looked")
        for name in ("schema.sql", "nowhere.json"):
            words("support", "--show", name)


def _copy(folder: str) -> list[str]:
    """Return the one copy of a folder."""
    (copy,) = map(str, Path(folder).glob("*.zip"))
    return [copy]


def _in_english(words: Words) -> None:
    """Ask once more for what was told, in the other language."""
    english = ("--lang", "en")
    words("record", "-", *english, stdin=b"".join(LINES) + MISTAKES + DAY_AFTER)
    words("day", "status", *english)
    words("day", "morning", *english)
    words("look", "kessler", *english)
    words("verify", *english)
    Path("prices.csv").write_text(paths.resource_text("demo/tariffs.csv"), "utf-8")
    words("tariff", "prices.csv")
    words("tariff", "nowhere.csv")
    words("pay", "--principal", "LAPOSTE", "--month", "2026-11")
    words("pay", "--principal", "NOBODY", "--month", "2026-11")
    words("bank")
    words("month")
    words("month", "2026-11")
    words("month", "2031-01")
