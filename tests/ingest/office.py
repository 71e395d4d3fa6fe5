"""The small cast with what the rows of every kind of record refer to, and such rows."""

from datetime import date
from typing import Any

from anzhi.budget.actions import accounts
from anzhi.budget.models import Earmark
from anzhi.office import personal_data
from anzhi.social_security.actions import batches
from anzhi.social_security.models import PolicyHold
from tests.cast import Cast
from tests.ingest.workbooks import BUILDING, head, member

Rows = list[dict[str, Any]]
DAY = date(2021, 6, 1)


class Office:
    """甲中心 with two households, one of them approved, an estate, an earmark and a policy."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.household = cast.household(members=3)
        self.people = cast.people(self.household)
        self.approved = cast.household(members=3)
        cast.approve(self.approved)
        self.estate = cast.estate()
        accounts.load_classification(by=cast.officer)
        accounts.appropriate([Earmark(year=2021, name="甲专项", purpose="征拆", ordinal=1)], [], by=cast.officer)
        hold = PolicyHold(issuer="甲厅", title="甲通知", issued_on=date(2020, 7, 7))
        batches.announce_hold(hold, by=cast.officer)

    def rows(self, noun: str) -> Rows:
        """Valid rows of a kind of record, cells by heading."""
        return (self._registry() | self._cases() | self._affairs() | self._money())[noun]

    def person(self, place: int) -> dict[str, str]:
        person = self.people[place]
        return {"姓名": person.name, "身份证号": personal_data.unseal(person.sealed_identity)}

    def _registry(self) -> dict[str, Rows]:
        project = {"项目": self.cast.project.code}
        launched = {"启动日期": DAY, "腾地期限": date(2021, 12, 1), "启动签约日期": DAY, "清零日期": date(2021, 9, 1)}
        household = {"户号": self.household.number}
        plot = household | {"面积（亩）": 0.5}
        whole = household | {"结构": "砖木", "层数": 3, "建筑面积（平方米）": 120.5, "合法性": "合法"}
        known = {"项目编号": "P100", "项目名称": "乙项目", "所在街道": "甲街道", "预备日期": date(2020, 1, 1)}
        return {
            "project": [
                known | launched | {"征地面积（亩）": "１２０．５", "省市重点": "是"},
                known | {"项目编号": 101, "项目名称": "丙项目", "征地面积（亩）": 3, "预备日期": "2021年1月4日"},
            ],
            "notice": [project | {"公告类别": "预征地公告", "文号": "甲〔2021〕1号", "发布日期": DAY}],
            "land_area": [
                project | {"地类": "水田", "土地用途": "一般", "土地等级": "一类", "面积（亩）": 60.1234},
                project | {"地类": "林地", "面积（亩）": "39.5"},
            ],
            "structure": [
                whole
                | {
                    "栋号": 2,
                    "房屋用途": "住宅",
                    "一、二层建筑面积（平方米）": "80.5",
                    "有权属证书": "是",
                    "三层及以上建筑面积（平方米）": 40,
                    "权属证书颁发日期": date(2008, 3, 6),
                },
                whole | {"栋号": "3"},
            ],
            "crop": [plot | {"青苗类别": "水田", "青苗等级": "一类"}, plot | {"青苗类别": "旱土"}],
            "household": [head(self.cast, "B1") | member(self.cast) | BUILDING],
            "firm": [project | {"单位名称": "甲厂", "调查日期": DAY, "拆除日期": date(2021, 7, 1)}],
            "clearing": [
                project | {"腾地日期": DAY, "腾地面积（亩）": 60},
                project | {"腾地日期": "2021-07-01", "腾地面积（亩）": 40},
            ],
        }

    def _cases(self) -> dict[str, Rows]:
        project, member_line = {"项目": self.cast.project.code}, {"指标来源": "家庭成员"}
        approval = {"户号": self.household.number, "安置方式": "保障住房安置", "审批日期": DAY}
        home = {"户号": self.approved.number, "安置小区": "甲小区", "房号": "1栋101", "分房日期": DAY, "安置人数": 2.5}
        batch = {"批次号": "SB1", "审批日期": DAY, "政策暂停": "甲通知", "暂停日期": DAY} | project
        return {
            "approval": [
                approval | member_line | {"指标": 1} | self.person(0),
                member_line | {"指标": 0.5} | self.person(1),
                {"指标来源": "独生子女证", "指标": 1},
            ],
            "estate": [{"名称": "乙小区", "街道": "甲街道", "立项批准日期": DAY, "规划安置房面积（平方米）": 61000}],
            "allotment": [home],
            "batch": [batch | {"年龄段": "第三年龄段"} | self.person(0), {"年龄段": 4} | self.person(1)],
            "contribution": [project | {"收缴日期": DAY, "凭证号": "SB-1", "金额（元）": 5_850_000.25}],
        }

    def _affairs(self) -> dict[str, Rows]:
        ticket = {"工单号": "甲1", "诉求": "咨询", "受理日期": DAY, "办结期限": DAY}
        help_ = {"户号": self.household.number, "救助类别": "大病补助", "拨付日期": DAY, "金额（元）": 5000}
        return {
            "ticket": [
                ticket | {"办结日期": DAY, "是否满意": "否"},
                ticket | {"工单号": "甲2", "街道": "甲街道"},
            ],
            "programme": [{"年度": 2021, "专项类别": "参观", "名称": "甲参观"}],
            "activity": [{"活动类别": "业务培训", "日期": DAY, "主题": "甲培训", "参加人数": "25"}],
            "article": [{"标题": "甲稿", "平台": "甲报", "平台级别": "市级", "上稿日期": DAY}],
            "home_visit": [{"街道": "甲街道", "家庭": "甲家", "走访日期": DAY}],
            "assistance": [help_],
        }

    def _money(self) -> dict[str, Rows]:
        budget = {"年度": "2021", "支出性质": "项目支出", "专项": "甲专项", "金额（元）": "1,200.50"}
        paid = {"凭证号": "甲-1", "支付日期": DAY, "支出性质": "基本支出", "摘要": "纸", "金额（元）": 35.5}
        received = {"年度": 2021, "阶段": "决算到账", "来源": "其他收入", "日期": DAY, "凭证号": 7, "金额（元）": 3}
        return {
            "earmark": [{"年度": 2021, "名称": "乙专项", "用途": "征拆", "序号": 2}],
            "appropriation": [budget | {"经济分类": "30201"}, budget | {"经济分类": 30202}],
            "revenue": [received],
            "expenditure": [paid | {"经济分类": "30201"}],
        }
