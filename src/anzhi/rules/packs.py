"""政策包 The policy packs that come with anzhi: ``changsha``, as far as the law is known, and ``example``, invented."""

from collections.abc import Iterator
from functools import lru_cache
from importlib import import_module
from importlib.resources import files
from importlib.resources.abc import Traversable
from pkgutil import walk_packages
from types import ModuleType

import yaml

from anzhi.rules import library
from anzhi.rules.engine import parameters
from anzhi.rules.engine.pack import Pack
from anzhi.rules.engine.parameters import Parameter
from anzhi.rules.engine.rule import gather
from anzhi.rules.facts import CASE
from anzhi.values.refusal import Refused

PACKS = {"changsha": ("长沙市征地补偿安置政策", False), "example": ("示例政策（虚构）", True)}
"""Packs by name: label, and whether the values are invented."""


FIRST = next(iter(PACKS))
"""The pack of the office itself."""


def chosen(name: str) -> Pack:
    """The pack that an address names; the office's own where it names none that there is."""
    return load(name if name in PACKS else FIRST)


def every() -> list[Pack]:
    """All packs."""
    return [load(name) for name in PACKS]


@lru_cache
def load(name: str) -> Pack:
    """A policy pack.

    Raises:
        Refused: there is none of this name, or one of its files is not as it should be.
    """
    if name not in PACKS:
        raise Refused("没有名为 {name} 的政策包，可用：{known}", name=name, known="、".join(PACKS))
    label, is_fictional = PACKS[name]
    found = dict(_parameters(files("anzhi.rules") / "parameters" / name))
    return Pack(name, label, CASE, gather(_modules()), found, is_fictional=is_fictional)


def _parameters(folder: Traversable) -> Iterator[tuple[str, Parameter]]:
    for topic in sorted(folder.iterdir(), key=lambda entry: entry.name):
        for file in sorted(topic.iterdir(), key=lambda entry: entry.name):
            name = f"{topic.name}.{file.name.removesuffix('.yaml')}"
            yield name, parameters.read(name, yaml.safe_load(file.read_text(encoding="utf-8")))


def _modules() -> Iterator[ModuleType]:
    for found in walk_packages(library.__path__, f"{library.__name__}."):
        if not found.ispkg:
            yield import_module(found.name)
