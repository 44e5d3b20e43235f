"""The bank's side of the money: what its statements tell, and what is expected on them."""
