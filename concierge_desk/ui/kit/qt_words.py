"""Qt's own few words, such as those of a field's menu, in the language of the window.

Source: docs/contract.md, "Texts and resources"; docs/wording.md, "How sentences are worded".
"""

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QObject, QTranslator


def speak(app: QCoreApplication, lang: str, owner: QObject) -> None:
    """Let Qt say its own words in a language, as long as their owner lives; without any, it stays with English.

    Args:
        app: The application.
        lang: Code of the language.
        owner: Such as the window.
    """
    words = QTranslator(owner)
    if words.load(f"qtbase_{lang}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(words)
