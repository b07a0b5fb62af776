"""What the scripts that write figures into docs/ share."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def commit() -> str:
    """The short hash of the commit, with a + if tracked files of src/ have changes that were not committed."""

    def git(*words: str) -> str:
        done = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
        return done.stdout.strip()

    changed = git("status", "--porcelain", "--untracked-files=no", "--", "src")
    return (git("rev-parse", "--short", "HEAD") or "unknown") + ("+" if changed else "")


def put(page: Path, parts: dict[str, str]) -> None:
    """Write each text between the markers of its name, `<!-- name: begin -->` and `<!-- name: end -->`.

    Raises ValueError, and writes nothing, if the page lacks a pair of markers.
    """
    text = page.read_text(encoding="utf-8")
    for name, part in parts.items():
        begin, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
        if text.count(begin) != 1 or text.count(end) != 1:
            raise ValueError(f"{page.name} has no one pair of markers {begin} {end}")
        before, _, rest = text.partition(begin)
        text = f"{before}{begin}\n{part}\n{end}{rest.partition(end)[2]}"
    page.write_text(text, encoding="utf-8")
