"""Whatever belongs to a household or a project is seen by its street and its command office, and by no other."""

import pytest
from django.apps import apps

from anzhi.casework.models import Attendance, Meeting
from anzhi.office.models import Account
from anzhi.web.scope import PATHS, scope

OF_THE_DISTRICT = {Meeting, Attendance}
"""A meeting is about many households, and its minutes name them."""


def test_every_record_of_a_case_has_a_way_to_its_street_and_command_office():
    models = {model for model in apps.get_app_config("casework").get_models()}
    assert models - PATHS.keys() == OF_THE_DISTRICT
    assert all(street and office for street, office in (PATHS[model] for model in models - OF_THE_DISTRICT))


@pytest.mark.django_db
@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("role", ["street", "command_office"])
def test_a_body_sees_its_own_records_and_no_others(role):
    account = Account.objects.get(username=role)
    mine = account.officer.organisation_id
    for model, paths in PATHS.items():
        path = paths[role == "command_office"]
        seen = scope(model._default_manager.all(), account)
        if not path:
            assert not seen.exists()
        elif model._meta.app_label in ("registry", "casework"):
            assert set(seen.order_by().values_list(path, flat=True)) <= {mine}, model
