"""Document -> PDF, text and ESC/POS; and the printer that takes the last of them."""
