"""The shop's tables: migrations, how entries move them, loaders. The only SQL of the service."""

from sqlite_utils import Database, Migrations

from concierge_desk.counter.everything import TableOut
from concierge_desk.counter.service import Context
from concierge_desk.domain.journal import Posted
from concierge_desk.exporting.tables import Field, TableSpec
from concierge_desk.services.shop.model import ArticleRow, Catalogue, Sale, Sell, SetArticle
from concierge_desk.store.connection import Connection
from concierge_desk.store.everything import reader
from concierge_desk.store.schema import Schema, no_projection
from concierge_desk.store.settings import rates_on

migrations = Migrations("service.shop")


@migrations()
def m001_tables(db: Database) -> None:
    """Make the catalogue."""
    db.execute(
        "CREATE TABLE shop_article(article TEXT NOT NULL, valid_from TEXT NOT NULL, label TEXT NOT NULL,"
        " cents INTEGER NOT NULL, vat_code TEXT NOT NULL, nature TEXT NOT NULL,"
        " PRIMARY KEY(article, valid_from)) STRICT, WITHOUT ROWID"
    )
    db.execute(
        "CREATE TABLE shop_barcode(barcode TEXT PRIMARY KEY, article TEXT NOT NULL) STRICT, WITHOUT ROWID"
    )


def _article_set(connection: Connection, posted: Posted) -> None:
    data = posted.data
    connection.execute(
        "INSERT INTO shop_article VALUES(?, ?, ?, ?, ?, ?) ON CONFLICT(article, valid_from) DO UPDATE SET"
        " label = excluded.label, cents = excluded.cents, vat_code = excluded.vat_code, nature = excluded.nature",
        (data["article"], data["valid_from"], data["label"], data["cents"], data["vat_code"], data["nature"]),
    )
    connection.execute("DELETE FROM shop_barcode WHERE article = ?", (data["article"],))
    connection.executemany(
        "INSERT INTO shop_barcode VALUES(?, ?)", [(barcode, data["article"]) for barcode in data["barcodes"]]
    )


SCHEMA = Schema(
    migrations=migrations,
    apply={"shop.article_set": _article_set, "shop.sold": no_projection},
    projections=("shop_article", "shop_barcode"),
)


def load_sale(connection: Connection, command: Sell, context: Context) -> Sale:
    """Return the article's dated rows and the rates of the day."""
    article = command.article
    if article is None and command.barcode is not None:
        row = connection.execute(
            "SELECT article FROM shop_barcode WHERE barcode = ?", (command.barcode,)
        ).fetchone()
        article = row[0] if row else None
    rows = connection.execute(
        "SELECT article, label, cents, vat_code, nature, valid_from FROM shop_article WHERE article = ?"
        " ORDER BY valid_from",
        (article,),
    )
    return Sale(tuple(ArticleRow(*row) for row in rows), rates_on(connection, context.business_day))


def load_article(connection: Connection, command: SetArticle, context: Context) -> Catalogue:
    """Return whose each of its barcodes is, and the codes of VAT."""
    owners: dict[str, str] = {}
    for barcode in command.barcodes:
        rows = connection.execute("SELECT barcode, article FROM shop_barcode WHERE barcode = ?", (barcode,))
        owners |= dict(rows.fetchall())
    return Catalogue(owners, rates_on(connection, context.business_day))


_ARTICLE = Field("article", "string", "Article", "Code de l'article.", required=True)
_ARTICLES = TableSpec(
    "boutique-articles",
    "boutique-articles.csv",
    "Articles",
    "Les articles de la boutique, leurs prix et leurs dates.",
    (
        _ARTICLE,
        Field("valid_from", "date", "Dès le", "Premier jour du prix.", required=True),
        Field("label", "string", "Libellé", "Tel qu'il est imprimé.", required=True),
        Field("price", "money", "Prix", "TTC, en euros.", required=True),
        Field("vat_code", "string", "TVA", "Code du taux.", required=True),
        Field("nature", "string", "Nature", "Bien ou service.", required=True),
    ),
)
_BARCODES = TableSpec(
    "boutique-codes-barres",
    "boutique-codes-barres.csv",
    "Codes-barres",
    "À quel article chaque code-barres appartient.",
    (Field("barcode", "string", "Code-barres", "Tel qu'il est lu.", required=True), _ARTICLE),
)

EVERYTHING = (
    TableOut(
        ("shop_article",),
        _ARTICLES,
        reader("shop_article", "article, valid_from, label, cents, vat_code, nature", "article, valid_from"),
    ),
    TableOut(("shop_barcode",), _BARCODES, reader("shop_barcode", "barcode, article", "barcode")),
)
