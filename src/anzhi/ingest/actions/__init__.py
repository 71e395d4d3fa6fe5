"""写 Every write of this room: one verb, one path."""
