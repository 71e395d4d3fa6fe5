"""搬迁 Relocation: moving out, waiting for a home, leaving on time."""
