"""Reads the YAML files that are installed with the package."""

from importlib.resources import files
from typing import Any

import yaml

# libyaml's loader reads the same ten times as fast; PyYAML built without it has only the Python one.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def load_yaml(package: str, *parts: str) -> Any:
    """The content of a YAML file: `package` is a dotted name, `parts` the path below it ("data", "words.yaml").

    Raises FileNotFoundError if there is no such file and yaml.YAMLError if it is not YAML.
    """
    text = files(package).joinpath(*parts).read_text(encoding="utf-8")
    return yaml.load(text, Loader=_Loader)  # noqa: S506 - either of the loaders is a safe one
