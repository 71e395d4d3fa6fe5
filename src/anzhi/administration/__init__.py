"""综合事务 What the office does beside its cases: study, training, activities, publicity, visits and assistance."""
