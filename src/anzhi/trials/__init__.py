"""试算 What another policy would do to the office's own households and rosters. Only reads; nothing is decided here."""
