"""案情 What a case consists of: a project with its land, a household with its people, buildings and crops.

Units: area of land in mu and floor area in square metres, both to four decimals; persons and quota to a tenth.
A fact that was not entered is missing, never zero: a rule that needs it stops.
"""

from anzhi.rules.engine.schema import Fact, entity, schema
from anzhi.rules.engine.types import DAY, FLAG, MONTHS, MU, PERSONS, SQUARE_METRES, number, word

ZONES = {"1": "一类区片", "2": "二类区片", "3": "三类区片", "4": "四类区片", "5": "五类区片"}
LAND_CLASSES = {
    "permanent_farmland": "永久基本农田",
    "paddy": "水田",
    "dry": "旱地",
    "garden": "园地",
    "forest": "林地",
    "pond": "坑塘水面",
    "road": "农村道路",
    "construction": "集体建设用地",
    "other_farmland": "其他农用地",
    "grassland": "荒山荒地、其他草地",
    "bare": "裸地",
    "unused": "未利用地",
}
LAND_USES = {
    "ordinary": "一般",
    "vegetables_1": "专业菜地（一类）",
    "vegetables_2": "专业菜地（二类）",
    "fishpond_1": "专业鱼池（一类）",
    "fishpond_2": "专业鱼池（二类）",
    "enterprise": "企业建设用地",
}
HOUSEHOLD_KINDS = {"farm": "农业户", "non_farm": "非农业户"}
OPTIONS = {"cash": "货币补贴安置", "housing": "保障住房安置"}
CONSTRUCTIONS = {
    "reinforced_concrete": "钢混",
    "brick_concrete_1": "砖混一类",
    "brick_concrete_2": "砖混二类",
    "brick_timber": "砖木",
    "earth_timber": "土木",
}
STRUCTURE_USES = {"residential": "住宅", "production": "生产用房"}
STANDINGS = {
    "resident": "常住成员",
    "conscript": "义务兵、一二级士官",
    "student": "在校大中专学生",
    "prisoner": "服刑人员",
    "military_officer": "军官、文职人员",
    "public_servant": "机关事业单位在编人员",
    "registered_only": "空挂户",
}
CROP_CLASSES = {
    "paddy": "水田",
    "vegetables": "专业菜地",
    "fishpond": "专业鱼池",
    "dry": "旱土",
    "reservoir": "水塘水库",
    "nursery": "苗木花卉经济林",
    "timber": "人造用材林",
    "wild": "非人造林木",
}
GRADES = {"1": "一类", "2": "二类"}
LAND_GRADES = GRADES | {"3": "三类"}

CASE = schema(
    entity(
        "project", "projects", "项目",
        Fact("plan_announced_on", "方案实施公告日", DAY),
        Fact("computed_on", "计算日", DAY),
        Fact("pre_announced_on", "征收土地预公告日", DAY),
        Fact("declared_on", "征地公告日", DAY),
        Fact("vacate_by", "按期腾地期限", DAY),
        Fact("zone", "区片", word(ZONES)),
        Fact("farmland_per_head", "征地前人均耕地", number(4, "亩/人")),
        Fact("is_redevelopment_site", "可利用原地恢复", FLAG),
    ),
    entity(
        "land", "land", "土地",
        Fact("land_class", "地类", word(LAND_CLASSES)),
        Fact("use", "用途", word(LAND_USES)),
        Fact("grade", "等级", word(LAND_GRADES)),
        Fact("area", "面积", MU),
        parent="project",
    ),
    entity(
        "household", "households", "户",
        Fact("kind", "户别", word(HOUSEHOLD_KINDS)),
        Fact("option", "安置方式", word(OPTIONS)),
        Fact("vacated_on", "腾房日期", DAY),
        Fact("housed_on", "分房日期", DAY),
        Fact("has_certified_half", "半边户一方经确认未享受住房补贴", FLAG),
        Fact("becomes_non_farm", "农户转为非农业户", FLAG),
        Fact("farmland_per_head_after", "征地后人均耕地", number(4, "亩/人")),
        parent="project",
    ),
    entity(
        "person", "persons", "人",
        Fact("born_on", "出生日期", DAY),
        Fact("is_female", "女性", FLAG),
        Fact("is_collective_member", "村集体经济组织成员", FLAG),
        Fact("joined_on", "成为成员日期", DAY),
        Fact("standing", "身份", word(STANDINGS)),
        Fact("was_member_before", "入学、入伍、服刑前为成员", FLAG),
        Fact("is_agricultural", "农业人口", FLAG),
        Fact("share", "本户份额", PERSONS),
        Fact("only_child_share", "独生子女证份额", PERSONS),
        Fact("enrolled_on", "纳入社保日", DAY),
        Fact("months_without_work", "未就业月数", MONTHS),
        Fact("had_pension_paid", "已按职工身份参保或曾一次性补缴", FLAG),
        parent="household",
    ),
    entity(
        "structure", "structures", "房屋",
        Fact("construction", "结构", word(CONSTRUCTIONS)),
        Fact("use", "用途", word(STRUCTURE_USES)),
        Fact("lower_area", "一、二层建筑面积", SQUARE_METRES),
        Fact("upper_area", "三层及以上建筑面积", SQUARE_METRES),
        Fact("built_on", "建成日期", DAY),
        Fact("was_rebuilt", "改建或扩建过", FLAG),
        Fact("rebuilt_on", "改建或扩建日期", DAY),
        Fact("certified_on", "权属证书颁发日期", DAY),
        Fact("has_certificate", "有权属证书", FLAG),
        Fact("has_building_approval", "有建设用地批准文件或规划许可证", FLAG),
        Fact("is_on_farmland", "占用耕地", FLAG),
        Fact("has_township_approval", "经乡（镇、场、街道）批准", FLAG),
        Fact("has_district_approval", "经区建设主管部门批准", FLAG),
        Fact("is_temporary", "经批准的临时建筑", FLAG),
        Fact("temporary_until", "临时建筑批准期限", DAY),
        Fact("is_substandard", "四面墙体或门窗不全", FLAG),
        parent="household",
    ),
    entity(
        "crop", "crops", "青苗",
        Fact("crop_class", "类别", word(CROP_CLASSES)),
        Fact("grade", "等级", word(GRADES)),
        Fact("area", "面积", MU),
        parent="household",
    ),
)  # fmt: skip
"""The kinds of rows with their facts."""
