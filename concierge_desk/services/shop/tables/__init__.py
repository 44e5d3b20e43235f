"""The shop's tables: migrations, how entries move them, loaders. The only SQL of the service."""

from datetime import date

from concierge_desk.domain.journal import Posted
from concierge_desk.services.shop.model.facts import ArticleRow
from concierge_desk.store.connection import Connection
from concierge_desk.store.rows import column, one_record, records, write_rows
from concierge_desk.store.schema import Migrations, Schema, no_projection

migrations = Migrations("service.shop")


@migrations()
def m001_tables(connection: Connection) -> None:
    """Make the catalogue."""
    connection.execute(
        "CREATE TABLE shop_article(article TEXT NOT NULL, valid_from TEXT NOT NULL, label TEXT NOT NULL,"
        " cents INTEGER NOT NULL, vat_code TEXT NOT NULL, nature TEXT NOT NULL,"
        " PRIMARY KEY(article, valid_from)) STRICT, WITHOUT ROWID"
    )
    connection.execute(
        "CREATE TABLE shop_barcode(barcode TEXT PRIMARY KEY, article TEXT NOT NULL) STRICT, WITHOUT ROWID"
    )


@migrations()
def m002_partners(connection: Connection) -> None:
    """Make room for whose an article is: before, all were the shop's own."""
    connection.execute("ALTER TABLE shop_article ADD COLUMN partner TEXT")


@migrations()
def m003_favourites(connection: Connection) -> None:
    """Make room for the articles that have a key: where none is chosen, all have one, by their codes."""
    connection.execute("CREATE TABLE shop_favourite(place INTEGER PRIMARY KEY, article TEXT NOT NULL) STRICT")


def _article_set(connection: Connection, posted: Posted) -> None:
    columns, article = "article valid_from label cents vat_code nature partner", posted.data["article"]
    row = {**posted.data, "partner": posted.data.get("partner")}
    write_rows(connection, "shop_article", columns, [row], key="article, valid_from")
    connection.execute("DELETE FROM shop_barcode WHERE article = ?", (article,))
    rows = [{"barcode": barcode, "article": article} for barcode in posted.data["barcodes"]]
    write_rows(connection, "shop_barcode", "barcode article", rows)


def _favourites_set(connection: Connection, posted: Posted) -> None:
    connection.execute("DELETE FROM shop_favourite")
    listed = enumerate(posted.data["articles"], start=1)
    rows = [{"place": place, "article": article} for place, article in listed]
    write_rows(connection, "shop_favourite", "place article", rows)


SCHEMA = Schema(
    migrations=migrations,
    apply={
        "shop.article_set": _article_set,
        "shop.favourites_set": _favourites_set,
        "shop.sold": no_projection,
    },
    projections=("shop_article", "shop_barcode", "shop_favourite"),
)


def favourites(connection: Connection) -> tuple[str, ...]:
    """Return the articles that have a key, in the order of the keys; none where the shop chose none."""
    return column(connection, "SELECT article FROM shop_favourite ORDER BY place")


def owner_of(connection: Connection, barcode: str | None) -> str | None:
    """Return the article that a barcode belongs to; None where nobody knows it."""
    found = column(connection, "SELECT article FROM shop_barcode WHERE barcode = ?", barcode)
    return found[0] if found else None


def is_barcode(connection: Connection, barcode: str) -> bool:
    """Say whether an article bears a barcode."""
    return owner_of(connection, barcode) is not None


def is_code(connection: Connection, code: str) -> bool:
    """Say whether an article has a code."""
    return bool(column(connection, "SELECT 1 FROM shop_article WHERE article = ? LIMIT 1", code))


def is_label(connection: Connection, label: str) -> bool:
    """Say whether an article is or was called so."""
    return bool(column(connection, "SELECT 1 FROM shop_article WHERE label = ? LIMIT 1", label))


def article_of(connection: Connection, code: str) -> str | None:
    """Return the article that a barcode, or its own code in capitals, names; None where nobody knows it."""
    named = "SELECT article FROM shop_article WHERE article = upper(?) LIMIT 1"
    return owner_of(connection, code) or next(iter(column(connection, named, code)), None)


def article_on(connection: Connection, article: str | None, day: date) -> ArticleRow | None:
    """Return what an article is on a day; before its first one, what it will be."""
    last = (
        "shop_article WHERE article = ?"
        " ORDER BY valid_from <= ? DESC, CASE WHEN valid_from <= ? THEN valid_from END DESC, valid_from LIMIT 1"
    )
    return one_record(connection, ArticleRow, last, article, day.isoformat(), day.isoformat())


def catalogue_on(connection: Connection, day: date) -> tuple[ArticleRow, ...]:
    """Return every article that can be sold on a day, as it is then, by code."""
    latest = (
        "shop_article WHERE (article, valid_from) IN"
        " (SELECT article, max(valid_from) FROM shop_article WHERE valid_from <= ? GROUP BY article) ORDER BY article"
    )
    return records(connection, ArticleRow, latest, day.isoformat())


def barcodes_of(connection: Connection, article: str) -> tuple[str, ...]:
    """Return the barcodes of an article."""
    return column(connection, "SELECT barcode FROM shop_barcode WHERE article = ? ORDER BY 1", article)


def barcodes(connection: Connection) -> dict[str, tuple[str, ...]]:
    """Return the barcodes of every article that has some."""
    found: dict[str, tuple[str, ...]] = {}
    for article, barcode in connection.execute("SELECT article, barcode FROM shop_barcode ORDER BY 1, 2"):
        found[article] = (*found.get(article, ()), barcode)
    return found


def codes_used(connection: Connection) -> frozenset[str]:
    """Return every article's code, whenever it is sold."""
    return frozenset(column(connection, "SELECT article FROM shop_article"))
