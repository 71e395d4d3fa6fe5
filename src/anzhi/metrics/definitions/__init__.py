"""数字定义 All metrics, one topic a file. The name a metric is defined under is its key everywhere."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import ModuleType

from anzhi.metrics.definitions import (
    activities,
    estates,
    grievances,
    plans,
    projects,
    resettlement,
    signing,
    social_security,
    spending,
    staff,
)
from anzhi.metrics.model import Metric

TOPICS: tuple[ModuleType, ...] = (
    projects,
    signing,
    plans,
    resettlement,
    estates,
    social_security,
    grievances,
    activities,
    staff,
    spending,
)


def _named(topic: ModuleType) -> Iterator[tuple[str, Metric]]:
    family: Mapping[str, Metric] = getattr(topic, "FAMILY", {})
    for name, metric in {**vars(topic), **family}.items():
        if isinstance(metric, Metric):
            yield name, replace(metric, name=name)


METRICS: dict[str, Metric] = {name: metric for topic in TOPICS for name, metric in _named(topic)}
"""Every metric by name."""
