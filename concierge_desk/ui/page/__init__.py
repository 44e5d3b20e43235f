"""Parts that every page is built of: binding, list, side panel, figures, long work, buttons of its actions."""
