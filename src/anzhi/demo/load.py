"""装入 Loading the demo office: whole or not at all."""

from collections.abc import Callable

from django.db import transaction

from anzhi.demo.chance import SEED, Chance
from anzhi.demo.people import Population
from anzhi.demo.steps import STEPS
from anzhi.demo.world import World
from anzhi.office.actions import seals
from anzhi.office.models import Organisation
from anzhi.values.refusal import Refused


def load(progress: Callable[[str], None] = lambda step: None) -> bool:
    """Build the demo office in one transaction; False when it is there already.

    Args:
        progress: called with the name of each step as it begins.

    Raises:
        Refused: the database holds a real office.
    """
    with transaction.atomic():
        centre = Organisation.objects.filter(kind=Organisation.Kind.CENTRE).first()
        if centre is not None:
            if not centre.is_synthetic:
                raise Refused("数据库里是真实机构“{name}”，不能装入演示数据；请换一个 ANZHI_HOME", name=centre.name)
            return False
        chance = Chance(SEED)
        world = World(chance, Population(chance))
        for name, step in STEPS:
            progress(name)
            step(world)
        seals.seal(by=world.clerks["中心"])
    return True
