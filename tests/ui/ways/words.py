"""Every word of the command line and the way to what it does in the window, or why there is none.

Played by `test_words.py`, told by docs/generate.py.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias

from concierge_desk.desk import catalogue
from tests.counter.desks import COFFEE, Play, card
from tests.services.relay.ways import RELAY
from tests.ui.evening.hands import PASSPHRASE
from tests.ui.ways.scenes import PARCELS, ready, to_open
from tests.ui.ways.steps import Act, Card, Name, Page, Press, Row, Scan, Section, Step, Type
from tests.ui.ways.way import DAY, SETTINGS, Before, NotThere, told

BACKUP, HELP = Page("Sauvegarde", word="sauvegarde"), Press("Aide", "help")


@dataclass(frozen=True, slots=True)
class Gone:
    """A way that was gone to its end.

    Attributes:
        window: The window.
        play: The desk.
        folder: Where sticks and documents are.
        released: Sticks that were released.
    """

    window: Any
    play: Play
    folder: Path
    released: list[str]

    def state(self, page: str) -> Any:
        """What a page shows."""
        return self.window.pages.bound[page].presenter.state

    def wrote(self, kind: str) -> bool:
        return kind in {entry.kind for entry in self.play.posted()}

    def lies(self, pattern: str) -> bool:
        """Whether a file lies there, below the folder or the desk's own."""
        roots = (self.folder, self.play.desk.folder.root)
        return any(found.is_file() for root in roots for found in root.rglob(pattern))


@dataclass(frozen=True, slots=True)
class WordWay:
    """Way to what a word does.

    Attributes:
        scene: What the desk is like: one of `SCENES`.
        steps: By keys; by mouse too, where nothing else is said.
        effect: Whether it was done.
        mouse: By mouse, where it is another way.
        besides: What the window does of it otherwise, or not at all.
    """

    scene: str
    steps: tuple[Step, ...]
    effect: Callable[[Gone], bool]
    mouse: tuple[Step, ...] = ()
    besides: str = ""

    def told(self) -> str:
        return " ".join(filter(None, (f"In the window: {told(self.steps, self.mouse)}.", self.besides)))


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Way that other tests play: each by its file and its name.

    Attributes:
        way: In words.
        keys: Plays it by keys.
        mouse: Plays it by mouse.
    """

    way: str
    keys: tuple[str, str]
    mouse: tuple[str, str]

    def told(self) -> str:
        return f"In the window: {self.way}"


Told: TypeAlias = WordWay | Elsewhere | NotThere

_FIRST_DAY = "tests/ui/first/test_first_day.py"


def waits(play: Play) -> None:
    """A parcel that is to be reminded of, and a ticket."""
    ready(play)
    play.do(
        "relay.receive",
        tracking="6A15602676348",
        shelf="A5",
        addressee={"name": "Mme Kessler"},
        presented_day="2026-11-11",
    )
    play.do("operator.set", whom="o02", name="La remplaçante", roles=["concierge", "responsible"])
    play.settle([COFFEE], card(120))


def closed(play: Play) -> None:
    """The morning after a day that owes its statements, one of them to a partner."""
    play.do("partner.set", partner="ATELIER", name="Atelier des Hirondelles", regime="mandate", audience=True)
    to_open(play)


SCENES: Mapping[str, Before] = {
    "counter": waits,
    "closed": closed,
    "stick": waits,
    "checked": waits,
    "sheet": waits,
    "looked into": waits,
    "put back": waits,
}
"""What a desk is like before its window is opened; all but the first two have a copy on a stick that is plugged in."""
WITH_STICK = frozenset(SCENES) - {"counter", "closed"}

_COPY = (BACKUP, Press("Faire une copie maintenant", "slash"))
_REPORT = (DAY, Press("Écrire le relevé", "day"))
_WORDS = (Type(PASSPHRASE), Press("Continuer", "enter"))

WORDS: Mapping[str, Told] = {
    "--data": NotThere(
        "an icon opens one shop; the window of a practice shop leads to a real one (`F1`, then `2`)."
    ),
    "--operator": WordWay(
        "counter",
        (
            SETTINGS,
            Section("Qui tient le guichet"),
            Card("La remplaçante"),
            Act("Tient le guichet maintenant"),
        ),
        lambda gone: gone.play.desk.present(None) == "o02",
        besides="It holds until the window is closed.",
    ),
    "--lang": WordWay(
        "counter",
        (HELP, Press("Les réglages de ce PC", "1"), Press("Changer : Langue de la fenêtre", "park")),
        lambda gone: gone.window.preferring._this_pc.shown.lang == "en",
        besides="It holds from the next start on.",
    ),
    "--code-file": NotThere("a file is for programs; whoever sits there types the code."),
    "--key-passphrase-file": NotThere(
        "the window asks for the words itself, and they are typed where nobody keeps them."
    ),
    "--clock": NotThere(
        "it is for trying a practice desk; the window goes by the PC's clock, and asks where that may be wrong."
    ),
    "--json": NotThere("answers for a machine."),
    "--read-only": WordWay(
        "looked into",
        (BACKUP, Press("Regarder dedans", "right"), *_WORDS, Press("L’ouvrir maintenant", "slash")),
        lambda gone: gone.window.going.errand == "look",
    ),
    "backup": WordWay(
        "stick", _COPY, lambda gone: len(list(gone.folder.rglob("CLE/concierge-desk/*.zip"))) > 1
    ),
    "day close": WordWay(
        "stick",
        (DAY, Press("Compter et clôturer", "day")),
        lambda gone: gone.state("day").is_open,
        besides="See `day.close`.",
    ),
    "day morning": WordWay(
        "counter",
        (RELAY,),
        lambda gone: any(row.tone == "warning" for row in gone.state("relay").rows),
        (Press("Ouvrir : À rappeler", ""),),
        besides="The counter shows the same lists while nobody is served.",
    ),
    "day status": WordWay("counter", (DAY,), lambda gone: gone.state("day").sheet.day == "2026-11-25"),
    "deliver": WordWay(
        "closed",
        (Page("Envois", word="envois"),),
        lambda gone: gone.state("deliveries").month is not None,
        (SETTINGS, Section("Envois"), Card("Relevé La Poste"), Act("Voir ce qui est parti")),
        besides="What is due leaves by itself while a window is open.",
    ),
    "demo": NotThere(
        "it makes up weeks for tests and pictures; a practice shop has lived three of them at its first start,"
        " and its page *Leçons* makes them anew (`F8` twice)."
    ),
    "doctor": WordWay(
        "counter", (Page("Diagnostic", word="diagnostic"),), lambda gone: bool(gone.state("doctor").checks)
    ),
    "month": WordWay(
        "closed",
        (Page("Mois", word="trésorier"), Press("L’écrire en tableau", "f5")),
        lambda gone: (
            gone.state("month").period is not None and "mois-2026-11" in gone.state("month").told.text
        ),
    ),
    "eject": WordWay(
        "stick",
        _COPY,
        lambda gone: gone.released == ["CLE"],
        besides="Every copy on a stick ends so: alone it has no key.",
    ),
    **{
        f"export {export.code}": WordWay(
            "closed",
            _REPORT,
            partial(Gone.lies, pattern=f"{export.code}-*.zip"),
            besides="Of the day that was closed last; of an earlier one by command.",
        )
        for export in catalogue.exports()
    },
    "export partner": WordWay(
        "closed",
        _REPORT,
        lambda gone: gone.lies("partner-atelier-*.zip"),
        besides="As those above: a step of the closing for each who gets a statement; of a month on the card of a workshop.",
    ),
    "export dispute": WordWay(
        "counter",
        (Scan(PARCELS[0]), Act("Dossier pour un litige")),
        lambda gone: gone.lies(f"rapports/litige-*{PARCELS[0]}.zip"),
        (RELAY, Row(PARCELS[0][-4:]), Act("Dossier pour un litige")),
        besides="Of a day at which money is missing: *Journal*, the day, *Dossier pour un litige* (`F8`).",
    ),
    "export summary": WordWay(
        "closed",
        (Page("Récapitulatifs pour La Poste", word="récapitulatif"), Press("Classeur pour La Poste", "f8")),
        lambda gone: gone.lies("recapitulatif-*.xlsx") and gone.lies("recapitulatif-*.csv"),
        (
            RELAY,
            Press("Suivi pour La Poste", ""),
            Card("Récapitulatifs"),
            Act("Les regarder"),
            Press("Classeur pour La Poste", "f8"),
        ),
        besides="Its paper is there too, and weeks and months before by the arrows.",
    ),
    "export everything": WordWay(
        "stick",
        (BACKUP, Press("Tout exporter", "star")),
        lambda gone: gone.lies("CLE/tout-*/LISEZMOI.txt"),
        besides="Without names: `--names` asks for the passphrase again, and is given at a terminal.",
    ),
    "export verifier": WordWay(
        "closed",
        _REPORT,
        lambda gone: gone.lies("rapports/*.html"),
        besides="It lies beside the statement that was written.",
    ),
    "day open": WordWay(
        "closed",
        (DAY, Press("Ouvrir la journée", "day")),
        lambda gone: gone.play.last("day.opened").day == "2026-11-26",
    ),
    "gallery": NotThere("it shows the parts of the window itself, to whoever changes them."),
    "init": Elsewhere(
        "the first start asks step by step what a site file says; a site file stays for whoever sets up many shops.",
        (_FIRST_DAY, "test_by_keyboard_from_an_empty_folder_to_a_closed_first_day"),
        (_FIRST_DAY, "test_by_the_mouse_alone"),
    ),
    "look": WordWay(
        "counter",
        (Name("Kessler"),),
        lambda gone: any("Kessler" in (one.person or "") for one in gone.window.front.state.offers),
        (RELAY, Row(PARCELS[0][-4:])),
    ),
    "print": WordWay(
        "counter",
        (
            Page("Affiche des avis", word="affiche"),
            Card("Affiche des avis"),
            Act("La voir"),
            Press("Garder en PDF", "f8"),
        ),
        lambda gone: gone.lies("documents/*.pdf"),
        (RELAY, Press("Affiche des avis", ""), Act("La voir"), Press("Garder en PDF", "f8")),
        besides="`--as text` and `--as escpos` are for programs.",
    ),
    "record": NotThere("lines of JSON are for programs; each command has its own way below."),
    "recovery-sheet": WordWay(
        "sheet",
        (BACKUP, Press("Fiche de secours", "paper"), *_WORDS),
        lambda gone: gone.state("copies").shown is not None,
    ),
    "rehearse": WordWay(
        "checked",
        (BACKUP, Press("Est-elle bonne ?", "f5"), *_WORDS),
        lambda gone: gone.state("copies").looked.tone == "good",
    ),
    "restore": WordWay(
        "put back",
        (
            BACKUP,
            Press("La remettre en place…", "f6"),
            Press("Taper sa phrase secrète", "slash"),
            *_WORDS,
            Press("Remettre la copie maintenant", "slash"),
        ),
        lambda gone: gone.window.going.errand == "restore",
        besides="On a PC without a desk the first start does it.",
    ),
    "bank": WordWay(
        "counter",
        (Page("Banque", word="rapprochement"),),
        lambda gone: gone.state("reconciliation").picture is not None,
        (DAY, Press("Espèces du tiroir-caisse", ""), Act("Voir le relevé bancaire")),
    ),
    "pay": WordWay(
        "counter",
        (Page("Rémunération", word="rémunération"),),
        lambda gone: gone.state("relay_pay").month is not None,
        (RELAY, Press("Rémunération", ""), Act("Ce que cela fait")),
    ),
    "support": Elsewhere(
        "F1, then « Diagnostic », F8 shows it file by file, F12 writes what was shown.",
        ("tests/ui/doctor/test_doctor.py", "test_the_bundle_is_shown_before_it_is_written"),
        ("tests/ui/doctor/test_doctor.py", "test_the_bundle_by_mouse"),
    ),
    "person access": NotThere("what it writes is for one person alone: no screen of the counter shows it."),
    "person looked": WordWay(
        "closed",
        (
            SETTINGS,
            Section("Données personnelles"),
            Card("Qui a regardé des noms"),
            Act("Voir la liste"),
            Press("Garder en PDF", "f8"),
        ),
        lambda gone: gone.lies("documents/Qui a regardé*.pdf"),
    ),
    "tariff": WordWay(
        "counter",
        (
            Page("Nouveaux prix de La Poste", word="tarifs"),
            Card("Nouveaux prix de La Poste"),
            Act("Chercher la grille"),
            Press("Le regarder", "enter"),
        ),
        lambda gone: gone.state("tariff").sheet is not None,
        (
            RELAY,
            Press("Nouveaux prix de La Poste", ""),
            Act("Chercher la grille"),
            Press("Le regarder", "enter"),
        ),
    ),
    "verify": WordWay(
        "counter",
        (Page("Journal", key="f4"), Press("Le journal tient-il bon ?", "f5")),
        lambda gone: gone.state("journal").verdict is not None,
        besides=(
            "A copy is verified as `rehearse` does; a statement of La Poste by the page that lies beside it."
            " `--rebuild` and `--anchor` are for whoever is called for help."
        ),
    ),
}
"""Global options first, then the words, each as it is typed."""
