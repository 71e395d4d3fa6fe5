"""词汇 The vocabulary every room shares: frozen values, pure functions, no I/O."""
