"""审核的动作 Every write of this room."""
