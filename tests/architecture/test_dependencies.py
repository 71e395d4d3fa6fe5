import re
import tomllib

from tests.architecture.files import ROOT

TEXT = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
PROJECT = tomllib.loads(TEXT)
WANTED = [
    *PROJECT["build-system"]["requires"],
    *PROJECT["project"]["dependencies"],
    *(entry for extra in PROJECT["project"]["optional-dependencies"].values() for entry in extra),
]


def test_every_dependency_says_why_it_is_there():
    reasons = dict(re.findall(r'^[^#"\n]*"([^"]+)"\]?,?[ ]+# (\w.*)$', TEXT, re.MULTILINE))
    assert [entry for entry in WANTED if entry not in reasons] == []


def test_every_dependency_is_pinned_with_the_hashes_of_its_files():
    lock = (ROOT / "requirements-dev.lock").read_text(encoding="utf-8")
    pinned = dict(re.findall(r"^([a-z0-9._-]+)(?:\[[a-z,]+\])?==\S+ \\\n    --hash=(sha256):", lock, re.MULTILINE))
    names = {re.split(r"[\[<>=~!; ]", entry)[0].lower() for entry in WANTED} - {"setuptools"}
    # What is only measured beside is installed by whoever measures, beside what is locked.
    extra = PROJECT["project"]["optional-dependencies"]["benchmark"]
    beside = {re.split(r"[<>=]", entry)[0].lower() for entry in extra}
    assert names - pinned.keys() == beside


def test_whoever_only_runs_anzhi_installs_the_same_versions():
    def versions(name: str) -> set[str]:
        return set(re.findall(r"^\S+==\S+", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE))

    assert versions("requirements.lock") < versions("requirements-dev.lock")
