"""Rules of what is entrusted, without a nature: kinds and codes are the words alone."""
