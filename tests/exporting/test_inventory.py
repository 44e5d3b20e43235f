"""The inventory of the export of everything, as a shop reads it."""

from dataclasses import replace

from concierge_desk.exporting.inventory import FileOut, InventoryOrigin, checksums, inventory

ORIGIN = InventoryOrigin(
    "AMP1", "Conciergerie", False, "aa", "A43:36853f432427aa82", "2026-11-25T07:00Z", "1", False
)
FILES = [
    FileOut("tables/tickets.csv", "Tickets.", 2, "11" * 32),
    FileOut("tables/tiroirs.csv", "Tiroirs.", 1, "22" * 32),
    FileOut("papiers/a.pdf", "", None, "33" * 32),
    FileOut("empreintes.sha256", "Empreintes.", None, "44" * 32),
]


def told(origin: InventoryOrigin = ORIGIN, papers: dict[str, int] | None = None, missing: int = 0) -> str:
    return inventory(origin, FILES, papers or {}, missing).decode()


def test_it_names_each_file_with_its_rows_and_sha() -> None:
    lines = told().splitlines()
    at = lines.index("  tables/tickets.csv — 2 lignes")
    assert lines[at + 1 : at + 3] == ["      Tickets.", f"      SHA-256 {'11' * 32}"]
    assert "  tables/tiroirs.csv — 1 ligne" in lines
    assert "  empreintes.sha256" in lines
    assert "a.pdf" not in told()


def test_it_says_what_the_papers_are_and_how_many_are_gone() -> None:
    found = told(papers={"Ticket": 31}, missing=2)
    assert "      Ticket\u00a0: 31\n" in found
    assert "2 ne peuvent plus être dessinés" in found
    assert "ne peuvent plus" not in told(papers={"Ticket": 31})


def test_it_says_whether_names_are_in_it() -> None:
    with_names = told(replace(ORIGIN, names=True))
    assert "personnes/ contient les noms" in with_names and "Aucun nom" not in with_names
    assert "Aucun nom" in told() and "personnes/ contient" not in told()


def test_a_practice_store_is_marked() -> None:
    assert "FACTICE" in told(replace(ORIGIN, practice=True))
    assert "FACTICE" not in told()


def test_it_says_how_to_check_and_what_is_left_out() -> None:
    assert "verify --signatures --anchor A43:36853f432427aa82" in told()
    assert "sha256sum -c empreintes.sha256" in told()
    assert "CE QUI N'Y EST PAS, ET POURQUOI" in told()
    assert max(map(len, told().splitlines())) <= 110


def test_the_checksums_are_those_of_sha256sum() -> None:
    assert checksums(FILES[:1]) == b"11" * 32 + b"  tables/tickets.csv\n"
