"""Sample pages written for this project, with what a careful reader finds in them.

`README.md` in this folder describes the set. Outlets, agencies and bylines are invented; the events are public facts.
"""

from importlib.resources import files
from pathlib import Path

__all__ = ["sample_expectations", "sample_pages", "sample_record"]


def sample_pages() -> Path:
    """The folder of the sample pages: HTML, text dumps and JSONL articles, two of the files gzipped."""
    return _folder() / "pages"


def sample_expectations() -> Path:
    """The YAML file with the title, dates and contacts expected of each page."""
    return _folder() / "expected.yaml"


def sample_record() -> Path:
    """The YAML file with the real events that the pages tell, and how each page puts them."""
    return _folder() / "expected_record.yaml"


def _folder() -> Path:
    return Path(str(files(__name__)))
