"""机构与人员 The centre, its sections and staff, streets, command offices and bureaus."""

from anzhi.demo.world import World, read
from anzhi.office.actions import officers, organisations
from anzhi.office.models import Officer, Organisation, Post, Street

Kind = Organisation.Kind


def build(world: World) -> None:
    """Found the office and everybody in it."""
    data = read("office.yaml")
    entries = data["officers"]
    centre, director = organisations.found(
        name=data["name"],
        established_on=data["established_on"],
        first_officer=_officer(world, entries[0], None),
        is_synthetic=True,
    )
    sections = organisations.add(
        [Organisation(kind=Kind.SECTION, name=name, parent=centre) for name in data["sections"]], by=director
    )
    streets = organisations.add(
        [Street(kind=Kind.STREET, name=name, area_code=code) for code, name in data["streets"].items()], by=director
    )
    others = organisations.add(
        [Organisation(kind=Kind.COMMAND_OFFICE, name=name) for name in data["command_offices"]]
        + [Organisation(kind=Kind.PARTNER_BUREAU, name=name) for name in data["partner_bureaus"]],
        by=director,
    )
    world.streets = {street.name: street for street in streets}
    world.organisations = {o.name: o for o in (centre, *sections, *others)}
    posts = officers.authorise(
        [
            Post(number=number, title="管理岗" if number < 5 else "专业技术岗", authorised_on=data["established_on"])
            for number in range(1, data["posts"] + 1)
        ],
        by=director,
    )
    appointed = []
    for entry in entries[1:]:
        officer = _officer(world, entry, world.organisations[entry["section"] or data["name"]])
        if officer.employment == Officer.Employment.ESTABLISHED and officer.retired_on is None:
            officer.post = posts[len(appointed) + 1]
        appointed.append(officer)
    officers.appoint(appointed, by=director)
    officers.assign_post(director, posts[0], by=director)
    organisations.open_year(2021, by=director)
    world.clerks = {officer.organisation.name: officer for officer in reversed(appointed)} | {"中心": director}


def _officer(world: World, entry: dict[str, object], organisation: Organisation | None) -> Officer:
    return Officer(
        staff_number=entry["number"],
        name=world.population.name(),
        organisation=organisation,
        title=entry["title"],
        employment=entry.get("employment", Officer.Employment.ESTABLISHED),
        employed_on=entry["employed_on"],
        retired_on=entry.get("retired_on"),
    )
