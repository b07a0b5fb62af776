"""Sample pages written for this project, with what a careful reader finds in them.

`README.md` in this folder describes the set. Outlets, agencies and bylines are invented; the events are public facts.
`record/` holds a second, plain set for the record, in which the events are invented too; see the `README.md` there.
"""

from importlib.resources import files
from pathlib import Path

__all__ = [
    "record_sample_expectations",
    "record_sample_pages",
    "sample_expectations",
    "sample_pages",
    "sample_record",
]


def sample_pages() -> Path:
    """The folder of the sample pages: HTML, text dumps and JSONL articles, two of the files gzipped."""
    return _folder() / "pages"


def sample_expectations() -> Path:
    """The YAML file with the title, dates and contacts expected of each page."""
    return _folder() / "expected.yaml"


def sample_record() -> Path:
    """The YAML file with the real events that the pages tell, and how each page puts them."""
    return _folder() / "expected_record.yaml"


def record_sample_pages() -> Path:
    """The folder of the plain pages for the record: JSONL articles, HTML and text dumps."""
    return _folder() / "record" / "pages"


def record_sample_expectations() -> Path:
    """The YAML file with what each of those pages reports, and the record that must come of them."""
    return _folder() / "record" / "expected.yaml"


def _folder() -> Path:
    return Path(str(files(__name__)))
