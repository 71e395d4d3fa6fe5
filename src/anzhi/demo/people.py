"""虚构人员 Invented people: common names, impossible but check-digit-valid identity numbers."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from anzhi.demo.chance import Chance
from anzhi.values.identity_number import IdentityNumber

_SURNAMES = (
    "王李张刘陈杨黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余"
    "潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
_FIRST = "建国志明春秋文武德厚子雅安思永正清和立新光华海长兴福泽云天宏景家玉瑞庆晓佳美秀英桂芳月红丽静"
_SECOND = "国强军平辉华林峰斌伟勇刚涛超波鹏飞杰宇轩然涵怡欣悦萍芬兰香珍莲梅玲娟敏婷蓉燕琴霞云洁"


@dataclass(frozen=True)
class Invented:
    """A person as a clerk would type him or her."""

    name: str
    identity: str
    born_on: date


class Population:
    """Hands out people who do not exist, each with a number of his or her own."""

    def __init__(self, chance: Chance) -> None:
        self._chance = chance
        self._used: Counter[date] = Counter()

    def name(self, surname: str = "") -> str:
        """A full name, with a given surname if wanted."""
        given = self._chance.choice(_FIRST) + (self._chance.choice(_SECOND) if self._chance.random() < 0.8 else "")
        return (surname or self._chance.choice(_SURNAMES)) + given

    def person(self, youngest: int, oldest: int, year: int, surname: str = "") -> Invented:
        """A person whose age at the beginning of a year lies between two ages."""
        born_on = self._chance.day(date(year - 1 - oldest, 1, 1), date(year - 1 - youngest, 12, 31))
        self._used[born_on] += 1
        number = IdentityNumber.synthetic(born_on, self._used[born_on])
        return Invented(self.name(surname), number.text, born_on)
