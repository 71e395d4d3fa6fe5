"""预决算 The office's own money: what was approved, received, spent and carried over, by economic classification."""
