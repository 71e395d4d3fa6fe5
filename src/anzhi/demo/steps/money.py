"""预决算 The office's own budget, revenue and payments, item by item."""

from datetime import date

from anzhi.budget.actions import accounts
from anzhi.budget.models import Appropriation, CarryOver, Earmark, EconomicItem, Expenditure, Nature, Revenue
from anzhi.demo.world import World, read
from anzhi.values.exact import YUAN, smallest


def build(world: World) -> None:
    """Load the classification, approve 2021, pay 2020 and 2021, close both."""
    data, by = read("money.yaml"), world.clerks["财务部"]
    accounts.load_classification(by=by)
    items = {item.code: item for item in EconomicItem.objects.all()}
    for year in (2020, 2021):
        earmarks = {
            name: Earmark(year=year, name=name, purpose=purpose, ordinal=ordinal)
            for ordinal, (name, purpose) in enumerate(data["earmarks"], start=1)
        }
        budget = _lines(data["budget"], earmarks) if year == 2021 else []
        accounts.appropriate(
            list(earmarks.values()),
            [
                Appropriation(year=year, nature=nature, item=items[code], earmark=earmark, amount=amount)
                for nature, code, earmark, amount in budget
            ],
            by=by,
        )
        accounts.pay(list(_payments(world, year, _lines(data[f"spent_{year}"], earmarks), items)), by=by)
    accounts.receive([r for entry in data["revenue"] for r in _revenues(world, entry)], by=by)
    for year, amount in data["carry_over"].items():
        accounts.confirm_carry_over(CarryOver(year=year, amount=smallest(amount, YUAN)), by=by)


def _lines(block: dict, earmarks: dict[str, Earmark]) -> list[tuple[str, str, Earmark | None, int]]:
    """Nature, item code, earmark and amount in fen."""
    rows = [(Nature.BASIC, code, None, smallest(amount, YUAN)) for code, amount in block["basic"].items()]
    return rows + [
        (Nature.PROJECT, code, earmarks[name], smallest(amount, YUAN))
        for name, amounts in block["project"].items()
        for code, amount in amounts.items()
    ]


def _payments(world: World, year: int, lines: list, items: dict[str, EconomicItem]) -> list[Expenditure]:
    """Salaries every month, the rest in one to six payments; vouchers numbered by date."""
    chance, rows = world.chance, []
    for nature, code, earmark, amount in lines:
        monthly = code.startswith("301") or code == "30226"
        parts = 12 if monthly else chance.randrange(1, 7)
        for month, share in enumerate(chance.partition(amount, parts), start=1):
            day = date(year, month, 10) if monthly else chance.day(date(year, 1, 15), date(year, 12, 28))
            rows.append((day, nature, items[code], earmark, share))
    rows.sort(key=lambda row: (row[0], row[2].code))
    return [
        Expenditure(
            year=year,
            nature=nature,
            item=item,
            earmark=earmark,
            amount=share,
            voucher=f"{year}-{number:04d}",
            paid_on=day,
            summary=f"{item.name}（{earmark.name if earmark else '基本支出'}）",
        )
        for number, (day, nature, item, earmark, share) in enumerate(rows, start=1)
    ]


def _revenues(world: World, entry: dict) -> list[Revenue]:
    parts = entry.get("parts", 1)
    return [
        Revenue(
            year=entry["year"],
            stage=entry["stage"],
            source=entry["source"],
            dated_on=entry.get("day") or date(entry["year"], month, 8),
            voucher=f"{entry['voucher']}{month if parts > 1 else ''}",
            amount=share,
        )
        for month, share in enumerate(world.chance.partition(smallest(entry["amount"], YUAN), parts), start=1)
    ]
