"""The files that come with the package."""

import importlib.resources
from pathlib import Path

import pytest
import yaml

from dragoman.resources import load_yaml

FILES = [
    path.relative_to(str(importlib.resources.files("dragoman")))
    for path in sorted(Path(str(importlib.resources.files("dragoman"))).rglob("*.yaml"))
]


@pytest.mark.parametrize("path", FILES, ids=str)
def test_every_file_reads_as_with_the_python_loader(path: Path) -> None:
    text = importlib.resources.files("dragoman").joinpath(*path.parts).read_text(encoding="utf-8")
    assert load_yaml("dragoman", *path.parts) == yaml.safe_load(text)


def test_a_file_that_is_not_there_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        load_yaml("dragoman", "nowhere.yaml")
