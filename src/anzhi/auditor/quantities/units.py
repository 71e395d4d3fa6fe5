"""计量单位 Units that stand behind numbers, and what each is worth in the base unit of its dimension."""

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure as printed.

    Attributes:
        symbol: as printed, such as 万元.
        dimension: what is measured; only quantities of one dimension are compared or added.
        scale: base units in one of it.
    """

    symbol: str
    dimension: str
    scale: Fraction = Fraction(1)

    @property
    def is_count(self) -> bool:
        """Are such things counted one by one, so that a number of them is exact?"""
        return self.dimension in _COUNTED


MONEY, AREA, PERCENT, POINTS, TIMES, SCORE, PEOPLE = "元", "平方米", "%", "百分点", "倍", "分", "人"
NONE = Unit("", "")
_MEASURED: dict[str, dict[str, int | Fraction]] = {
    MONEY: {"元": 1, "千元": 1000, "万元": 10**4, "百万元": 10**6, "千万元": 10**7, "亿元": 10**8, "万亿元": 10**12,
            "元人民币": 1, "万元人民币": 10**4, "亿元人民币": 10**8},
    "美元": {"美元": 1, "万美元": 10**4, "亿美元": 10**8},
    AREA: {"平方米": 1, "㎡": 1, "m²": 1, "m2": 1, "平米": 1, "平方": 1, "万平方米": 10**4, "万㎡": 10**4,
           "万平米": 10**4,
           "平方公里": 10**6, "平方千米": 10**6, "公顷": 10**4, "亩": Fraction(2000, 3),
           "万亩": Fraction(20_000_000, 3)},
    "米": {"米": 1, "公里": 1000, "千米": 1000, "km": 1000, "万公里": 10**7, "万米": 10**4, "延米": 1},
    "立方米": {"立方米": 1, "立方": 1, "万立方米": 10**4, "m³": 1, "万方": 10**4, "方": 1},
    "吨": {"吨": 1, "万吨": 10**4, "公斤": Fraction(1, 1000), "千克": Fraction(1, 1000), "斤": Fraction(1, 2000)},
    "千瓦时": {"千瓦时": 1, "万千瓦时": 10**4, "度": 1},
    "天": {"天": 1, "日": 1, "个工作日": 1, "工作日": 1},
    "月": {"个月": 1},
    "年": {"年": 1, "周年": 1},
    "小时": {"小时": 1, "分钟": Fraction(1, 60), "学时": 1, "课时": 1},
    PERCENT: {"%": 1, "‰": Fraction(1, 10)},
    POINTS: {"个百分点": 1, "百分点": 1},
    TIMES: {"倍": 1},
    SCORE: {"分": 1},
}  # fmt: skip
_PEOPLE = ("人", "名", "位")
_COUNTERS = (
    "个", "项", "件", "条", "家", "次", "篇", "批次", "批", "宗", "座", "栋", "套", "台", "辆", "份", "期",
    "场次", "场", "处", "所", "块", "起", "只", "支", "本", "册", "张", "艘", "间", "幢", "部", "门", "类",
    "种", "户", "户次", "人次", "人天", "株", "头", "盏", "例", "首", "幅", "台套", "台次", "村", "单",
    "眼", "口", "架", "班", "轮", "桩", "面", "盘", "枚", "款", "组", "棵", "节", "课", "街道", "镇", "乡",
    "社区", "小区", "笔", "桶", "袋", "箱", "瓶", "孔", "车次", "辆次", "件次", "家次", "趟", "尾", "羽", "匹",
)  # fmt: skip
_COUNTED = {PEOPLE, *_COUNTERS}
SCALES = {
    "": 1,
    "十": 10,
    "百": 100,
    "千": 1000,
    "万": 10**4,
    "十万": 10**5,
    "百万": 10**6,
    "千万": 10**7,
    "亿": 10**8,
    "万亿": 10**12,
}
"""Words between a number and its unit."""

UNITS: dict[str, Unit] = {
    **{
        symbol: Unit(symbol, dimension, Fraction(scale))
        for dimension, known in _MEASURED.items()
        for symbol, scale in known.items()
    },
    **{symbol: Unit(symbol, PEOPLE) for symbol in _PEOPLE},
    **{symbol: Unit(symbol, symbol) for symbol in _COUNTERS},
}
"""Every known unit by its symbol."""
HEADED = tuple(
    sorted((u for u in UNITS if u not in ("部", "门", "度", "方", "面", "本", "日", "年", "月")), key=len, reverse=True)
)
"""Units that a heading may state for what stands below it."""


def scaled(unit: Unit, word: str) -> Unit:
    """The unit with a word of magnitude before it: 万 and 人 are 万人."""
    return Unit(word + unit.symbol, unit.dimension, unit.scale * SCALES[word]) if word else unit


def per(unit: Unit, other: str) -> Unit:
    """An amount for each of something: 元/人. Never compared with the amount itself."""
    return Unit(f"{unit.symbol}/{other}", f"{unit.dimension}/{other}", unit.scale)
