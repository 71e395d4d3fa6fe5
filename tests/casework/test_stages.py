"""Stages are configuration, read strictly."""

from copy import deepcopy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anzhi.casework import stages
from anzhi.casework.stages import Subject
from anzhi.office.roles import ROLES
from anzhi.values.refusal import Refused

STAGE = {"key": "first", "label": "一审", "roles": ["street"], "quorum": 1, "meeting": False}


@pytest.mark.parametrize("subject", Subject)
def test_the_stages_that_come_with_anzhi_read_and_each_has_somebody_to_decide(subject):
    flow = stages.flow(subject)

    assert [stage.label for stage in flow][-1] == "三审"
    assert all(stage.roles and stage.quorum >= 1 for stage in flow)


def test_how_long_a_list_is_public_is_not_known():
    assert stages.publication_days() is None


@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "key": st.text(min_size=1, max_size=8),
                "label": st.text(min_size=1, max_size=8),
                "roles": st.lists(st.sampled_from(sorted(ROLES)), min_size=1, max_size=3),
                "quorum": st.integers(1, 9),
                "meeting": st.booleans(),
                "organisations": st.lists(st.text(max_size=8), max_size=2),
                "note": st.text(max_size=8),
            }
        ),
        min_size=1,
        max_size=4,
        unique_by=lambda stage: stage["key"],
    )
)
def test_what_a_review_is_pinned_to_reads_back_to_the_same_stages(written):
    flow = stages.read(written)

    assert stages.read(stages.write(flow)) == flow


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ([], "至少要有一个审核环节"),
        (None, "至少要有一个审核环节"),
        ([STAGE, STAGE], "key 不能重复"),
        ([STAGE | {"quorum": 0}], "quorum 至少是 1"),
        ([STAGE | {"quorum": "2"}], "quorum 至少是 1"),
        ([STAGE | {"roles": ["king"]}], "没有角色 king"),
        ([STAGE | {"quorom": 2}], "不认识的键 quorom"),
        ([{k: v for k, v in STAGE.items() if k != "meeting"}], "都要有 key、label"),
        (["一审"], "都要有 key、label"),
    ],
)
def test_a_configuration_that_is_not_as_it_should_be_is_refused_by_name(written, sentence):
    with pytest.raises(Refused, match=rf"review\.yaml：.*{sentence}"):
        stages.read(deepcopy(written))
