"""Page of the relay's own stock: the whole drawer is counted, a delivery checked in, an order changed, by scan and number."""
