"""演示 A synthetic office of 2021 whose totals are the published ones.

Every count, area, amount and quota of the 2021 self-evaluation falls out of individual records; the records
themselves, and all people in them, are invented. Loaded through the same actions as real records.
"""
