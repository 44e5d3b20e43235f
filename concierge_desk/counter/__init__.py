"""Counter of any shop, whatever the service: no Qt, no SQL."""
