"""The numbers of the law in OpenFisca's parameter tree, and how a formula asks for those of each row's day."""

from datetime import date
from importlib.resources import files
from typing import Any

import numpy as np
import yaml
from openfisca_core.parameters import ParameterNode

TOPICS = ("crops", "house", "purchase", "relocation", "resettlement")
STARTS: dict[str, list[date]] = {}
"""First days of every parameter's periods."""


def tree(pack: str = "example") -> ParameterNode:
    """The parameter tree, from the files of a policy pack."""
    data: dict[str, Any] = {}
    for topic in TOPICS:
        for file in (files("anzhi.rules") / "parameters" / pack / topic).iterdir():
            written = yaml.safe_load(file.read_text(encoding="utf-8"))
            name = file.name.removesuffix(".yaml")
            if written["unit"] != "日期":
                STARTS[f"{topic}.{name}"] = [period["from"] for period in written["values"]]
                data.setdefault(topic, {})[name] = _node(written["values"], ())
    return ParameterNode("", data=data)


def _node(periods: list[dict[str, Any]], path: tuple[str, ...]) -> dict[str, Any]:
    """One value by day, or a node with a child for each class."""
    first = _at(periods[0], path)
    if isinstance(first, dict):
        return {name: _node(periods, (*path, name)) for name in first}
    return {"values": {period["from"].isoformat(): {"value": float(_at(period, path))} for period in periods}}


def _at(period: dict[str, Any], path: tuple[str, ...]) -> Any:
    found = period["value"]
    for name in path:
        found = found[name]
    return found


def of_day(parameters: Any, name: str, days: np.ndarray, *keys: Any) -> Any:
    """A parameter on the day of each row, for the classes of each row."""
    topic, _, leaf = name.partition(".")
    found: Any = None
    for start in STARTS[name]:
        value = getattr(getattr(parameters(start.isoformat()), topic), leaf)
        for key in keys:
            value = value[key]
        found = value if found is None else np.where(days >= np.datetime64(start), value, found)
    return found
