"""Steps of a first start, one small module each: what is asked, why, and when the answer is enough."""
