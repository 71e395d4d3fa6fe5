"""登记 The facts of acquisition: plans, projects, notices, households, persons, structures, firms, with their dates."""
