"""Ways out of this PC for a file or a message: SFTP and mail; nothing here knows the desk."""
