"""随机 Repeatable chance: the same office every time."""

from datetime import date, timedelta
from random import Random

SEED = 20210101


class Chance(Random):
    """A seeded generator with the draws the demo needs."""

    def day(self, first: date, last: date) -> date:
        """A day between two days, both included."""
        return first + timedelta(days=self.randrange((last - first).days + 1))

    def partition(self, total: int, parts: int, least: int = 1) -> list[int]:
        """Split a total into parts of uneven size, each at least ``least``; the parts sum to the total exactly."""
        weights = [self.uniform(0.4, 1.6) for _ in range(parts)]
        spare = total - least * parts
        if spare < 0:
            raise ValueError(f"{total} cannot be split into {parts} parts of at least {least}")
        shares = [least + int(spare * weight / sum(weights)) for weight in weights]
        for index in range(total - sum(shares)):
            shares[index % parts] += 1
        return shares

    def sizes(self, total: int, households: int) -> list[int]:
        """Split tenths of persons over households of half a person to six and a half; a few hold a half person."""
        sizes = [10 * size for size in self.choices(range(1, 7), (8, 20, 30, 24, 12, 6), k=households)]
        for index in self.sample(range(households), households // 25):
            sizes[index] -= 5
        gap = total - sum(sizes)
        if gap % 10:
            index = self.randrange(households)
            sizes[index] += 5
            gap -= 5
        while gap:
            index, step = self.randrange(households), 10 if gap > 0 else -10
            if 5 <= sizes[index] + step <= 65:
                sizes[index] += step
                gap -= step
        return sizes
