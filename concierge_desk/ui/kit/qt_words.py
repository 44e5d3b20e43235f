"""Qt's own few words, such as those of a field's menu, in the language of the window.

Source: docs/contract.md, "Texts and resources"; docs/wording.md, "How sentences are worded".
"""

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QObject, QTranslator

from concierge_desk.ui.kit.speech import lang


def speak(app: QCoreApplication, owner: QObject) -> None:
    """Let Qt say its own words in the language shown, as long as their owner lives; without any, it stays with English.

    Args:
        app: The application.
        owner: Such as the window.
    """
    words = QTranslator(owner)
    if words.load(f"qtbase_{lang()}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(words)
