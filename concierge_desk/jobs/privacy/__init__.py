"""Personal data over an open desk: the papers that tell of them, what somebody is handed out, the bundle for support."""
