"""登记 The facts of acquisition: plans, projects, notices, households, persons, structures and firms, each with its dates."""
