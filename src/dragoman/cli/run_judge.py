"""What `judge` does: says what a person says, and tells it back in a line."""

import getpass
import os
import re
import sys
from collections.abc import Callable
from typing import Final

from rich.table import Table
from rich.text import Text

from dragoman import jsonio
from dragoman.cli.options import Format
from dragoman.cli.output import Output
from dragoman.cli.plain import plain
from dragoman.errors import UsageError
from dragoman.model import Judgement, Verdict
from dragoman.record.judge import Judge
from dragoman.record.partakers import ABSENT, PARTICIPANT
from dragoman.record.record import Record

ENVIRONMENT: Final = "DRAGOMAN_USER"
_REPORT: Final = re.compile(r"R[0-9a-f]{14}")


def speaker(by: str | None) -> str:
    """Who judges: as named, else by the environment, else as the machine knows him. Raises UsageError for nobody."""
    named = by or os.environ.get(ENVIRONMENT)
    if named:
        return named
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        raise UsageError(f"say who judges: --by NAME, or set {ENVIRONMENT}") from None


def run_judge(place: str | None, say: Callable[[Judge, str], Judgement], by: str | None) -> bool:
    """One judgement. `say` is given the judge and the name of who speaks. Raises RecordError and UsageError."""
    with Record.open(place) as record:
        sys.stdout.write(told(say(Judge(record.engine, record.place), speaker(by))) + "\n")
    return True


def told(judgement: Judgement) -> str:
    """A judgement in one line: "J0a1: R7 is rejected", "J0a2: the kind of E5 is call", "J0a3: E5 and E6 are one"."""
    undone = " (undone)" if judgement.undone_at else ""
    return plain(f"{judgement.id}{undone}: {_said(judgement)}")


def _said(judgement: Judgement) -> str:
    if judgement.field == PARTICIPANT:
        return f"in {judgement.target} takes part {judgement.value}"
    if judgement.field == ABSENT:
        return f"in {judgement.target} {judgement.value} takes no part"
    if judgement.about == "actor" and judgement.verdict is Verdict.DIFFERENT and judgement.value:
        where = "named in" if _REPORT.fullmatch(judgement.other or "") else "called"
        return f"{judgement.target} is not the one {where} {judgement.other}: that is {judgement.value}"
    return {
        Verdict.ACCEPT: f"{judgement.target} is accepted",
        Verdict.REJECT: f"{judgement.target} is rejected",
        Verdict.CORRECT: f"the {judgement.field} of {judgement.target} is {judgement.value}",
        Verdict.SAME: f"{judgement.target} and {judgement.other} are one",
        Verdict.DIFFERENT: f"{judgement.target} and {judgement.other} are not one",
    }[judgement.verdict]


def run_list(place: str | None, form: Format, *, everything: bool) -> bool:
    """`dragoman judge list`: the judgements that stand, or all with those that were undone. Raises RecordError."""
    with Record.open(place) as record, Output(None) as output:
        chosen = [one for one in record.judgements() if everything or one.undone_at is None]
        if form is Format.JSONL:
            output.lines(jsonio.dumps(jsonio.judgement_json(one)) for one in chosen)
        elif chosen:
            output.show(_table(chosen))
        else:
            output.show(Text("no judgements", "dim"))
    return True


def _table(chosen: list[Judgement]) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim", pad_edge=False)
    for name in ("judgement", "on", "by", "note"):
        table.add_column(name, overflow="fold")
    for one in chosen:
        undone = f"undone on {one.undone_at[:10]} by {one.undone_by}" if one.undone_at else ""
        note = "; ".join(part for part in (one.note, undone) if part)
        style = "dim" if one.undone_at else ""
        table.add_row(*(Text(plain(cell), style) for cell in (told(one), one.at[:10], one.by, note)))
    return table
