"""账户 One demo account a role. Their common password is public: the application serves them on this machine only."""

from anzhi.demo.world import World
from anzhi.office.actions import accounts, officers
from anzhi.office.models import Officer
from anzhi.office.roles import ROLES

PASSWORD = "anzhi-demo-2021"  # noqa: S105 - printed for everybody to use
_OWN = {
    "director": "中心", "general": "综合部", "clearance": "拆迁部", "resettlement": "安置社保部", "finance": "财务部",
}  # fmt: skip
_EXTERNAL = {
    "street": ("洋湖街道", "征拆办经办"),
    "command_office": ("洋湖片区指挥部", "指挥部经办"),
    "partner_bureau": ("岳麓区人力资源和社会保障局", "社保经办"),
    "reviewer": ("岳麓区财政局", "绩效评价科"),
    "auditor": ("岳麓区财政局", "审计联络员"),
    "administrator": ("长沙市岳麓区征地服务中心", "系统管理员"),
}


def build(world: World) -> None:
    """Open the accounts, and appoint the officers of other bodies that use some of them."""
    director = world.clerks["中心"]
    everywhere = world.organisations | world.streets
    appointed = officers.appoint(
        [
            Officer(
                staff_number=f"E{number:02d}",
                name=world.population.name(),
                organisation=everywhere[organisation],
                title=title,
                employment=Officer.Employment.EXTERNAL,
                employed_on=director.employed_on,
            )
            for number, (organisation, title) in enumerate(_EXTERNAL.values(), start=1)
        ],
        by=director,
    )
    holders = {role: world.clerks[clerk] for role, clerk in _OWN.items()} | dict(zip(_EXTERNAL, appointed, strict=True))
    for role in ROLES:
        accounts.open_account(
            officer=holders[role], username=role, role=role, password=PASSWORD, by=director, is_demo=True
        )
