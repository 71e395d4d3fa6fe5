"""The files of the repository: what is tracked, and what would be with the next commit."""

import ast
import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "anzhi"


def tracked() -> list[Path]:
    """Every file that git keeps or would keep; whoever owns the folder."""
    listed = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    paths = [ROOT / name for name in listed.stdout.decode().split("\0") if name]
    return sorted(path for path in paths if path.is_file())


def texts() -> Iterator[tuple[Path, str]]:
    """Every tracked text that was written here, with its path; compiled and vendored files are left out."""
    for path in tracked():
        if path.suffix not in (".mo", ".png") and "vendor" not in path.parts and not path.name.endswith(".min.js"):
            yield path, path.read_text(encoding="utf-8")


def modules(*folders: Path) -> Iterator[tuple[Path, ast.Module]]:
    """Every Python file written by hand, parsed. Migrations are generated."""
    for folder in folders or (SOURCE,):
        for path in sorted(folder.rglob("*.py")):
            if "migrations" not in path.parts:
                yield path, ast.parse(path.read_text(encoding="utf-8"))


def name(path: Path) -> str:
    """A path as the repository knows it."""
    return path.relative_to(ROOT).as_posix()
