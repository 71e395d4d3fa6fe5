"""建立 An empty office with its first administrator: what `anzhi init` does."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from anzhi.office.actions import accounts, organisations
from anzhi.office.models import Account, Officer, Organisation, Street
from anzhi.values.refusal import Refused

SECTIONS = ("综合部", "拆迁部", "安置社保部", "财务部")


@transaction.atomic
def set_up(
    *,
    name: str,
    area_code: str,
    streets: Mapping[str, str],
    administrator: str,
    username: str,
    password: str,
    on: date,
    year: int | None = None,
) -> Account:
    """Found the office with its sections and streets, open its first year, and give the administrator an account.

    Args:
        name: the centre's full name.
        area_code: six digits of the district.
        streets: nine-digit area codes and names.
        administrator: name of the first administrator.
        username: login name of the administrator.
        password: first password; it is the administrator's own, so no change is demanded.
        on: the day of founding.
        year: the first year of record; the year of ``on`` when left out.

    Raises:
        Refused: a code is not of the district, a password is weak, or there is an office already.
    """
    _check_codes(area_code, streets)
    centre, officer = organisations.found(
        name=name,
        established_on=on,
        first_officer=Officer(
            staff_number="A01",
            name=administrator,
            title="系统管理员",
            employment=Officer.Employment.EXTERNAL,
            employed_on=on,
        ),
    )
    organisations.add(
        [Organisation(kind=Organisation.Kind.SECTION, name=section, parent=centre) for section in SECTIONS], by=officer
    )
    organisations.add(
        [Street(kind=Organisation.Kind.STREET, name=street, area_code=code) for code, street in streets.items()],
        by=officer,
    )
    organisations.open_year(year or on.year, by=officer)
    return accounts.open_account(
        officer=officer, username=username, role="administrator", password=password, is_own=True, by=officer
    )


def _check_codes(area_code: str, streets: Mapping[str, str]) -> None:
    if len(area_code) != 6 or not area_code.isdigit():
        raise Refused("区划代码“{code}”应为 6 位数字", code=area_code)
    for code in streets:
        if len(code) != 9 or not code.isdigit() or not code.startswith(area_code):
            raise Refused("街道代码“{code}”应为 9 位数字，并以 {district} 开头", code=code, district=area_code)
