"""The commands that write a record: add, reread, judge, export and import."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.carry import carry_out, examples
from dragoman.cli.options import (
    Format,
    FormatOption,
    Inputs,
    Job,
    JobsOption,
    PublishedOption,
    QuietOption,
    RecordOption,
    TodayOption,
    check_published,
    check_today,
)
from dragoman.errors import UsageError
from dragoman.exports import FORMATS

ByOption = Annotated[
    str | None,
    typer.Option(
        "--by",
        metavar="NAME",
        help="Who judges. [default: DRAGOMAN_USER, else the login name]",
        show_default=False,
    ),
]
NoteOption = Annotated[
    str | None, typer.Option("--note", "-n", metavar="TEXT", help="Why, in a few words.", show_default=False)
]
Target = Annotated[str, typer.Argument(metavar="ID", help="The id of an event (E…) or of a report (R…).")]
Pair = Annotated[
    tuple[str, str],
    typer.Argument(
        metavar="ID ID",
        help="The ids of two events or two actors. Different, too: a report and its event; an actor and a report, or a "
        "name in quotes.",
    ),
]


class Lines(StrEnum):
    """What `add` can write to standard output."""

    JSONL = "jsonl"


def add_to(app: typer.Typer) -> None:
    """Give an app the commands that write a record."""
    app.command(
        epilog=examples(
            "dragoman add saved/",
            "dragoman add articles.jsonl.gz --record talks.sqlite",
            "dragoman add saved/ --record postgresql://desk@db.example/talks",
        )
    )(add)
    app.command(epilog=examples("dragoman reread", "dragoman reread --record talks.sqlite --jobs 2"))(reread)
    app.command(
        epilog="\n".join(
            (
                examples(
                    "dragoman export --list",
                    "dragoman export csv --output talks.csv",
                    "dragoman export native | gzip > talks.jsonl.gz",
                ),
                "",
                "\b",
                "Formats:",
                *(f"  {form.name:<12} {form.summary}" for form in FORMATS.values()),
            )
        )
    )(export)
    app.command(
        "import",
        epilog=examples("dragoman import talks.jsonl.gz", "dragoman import corrected.json --by ana"),
    )(import_)
    app.add_typer(_judge_app(), name="judge")


def _judge_app() -> typer.Typer:
    app = typer.Typer(
        help="""Judge events, reports and actors. Nothing that was read is rewritten: judgements are kept in a log with
        name and time, are applied on top, and can be undone.""",
        no_args_is_help=True,
        rich_markup_mode=None,
    )
    app.command(epilog=examples("dragoman judge accept E4eacebbe78"))(accept)
    app.command(epilog=examples("dragoman judge reject R072d74c6479e68 --note 'a film'"))(reject)
    app.command(
        epilog=examples(
            "dragoman judge correct E4eacebbe78 kind call",
            "dragoman judge correct R072d74c6479e68 date 2018-06-12/2018-06-14",
            "dragoman judge correct E4eacebbe78 place 'Singapore, SGP'",
            "dragoman judge correct E4eacebbe78 participant 'Alex Wong, USA, deputy assistant secretary, visitor'",
            "dragoman judge correct E4eacebbe78 participant 'RUS, host'",
            "dragoman judge correct R072d74c6479e68 participant 'RUS/igor-morgulov, deputy foreign minister'",
            "dragoman judge correct R072d74c6479e68 absent RUS/sergey-lavrov",
        )
    )(correct)
    app.command(
        epilog=examples(
            "dragoman judge same E4eacebbe78 E33527ea454", "dragoman judge same RUS/lavrov RUS/sergey-lavrov"
        )
    )(same)
    app.command(
        epilog=examples(
            "dragoman judge different R072d74c6479e68 E4eacebbe78",
            "dragoman judge different PRK/kim-yong-chol R072d74c6479e68",
            "dragoman judge different KOR/kim-hyun-chong 'Kim Hyun Jong'",
        )
    )(different)
    app.command(epilog=examples("dragoman judge undo Jae042a92e640"))(undo)
    app.command("list", epilog=examples("dragoman judge list", "dragoman judge list --all --format jsonl"))(judgements)
    return app


def add(
    pages: Inputs = None,
    published: PublishedOption = None,
    form: Annotated[
        Lines | None,
        typer.Option(
            "--format",
            "-f",
            help="Write one JSON object for each article that is stored. [default: only the closing line]",
            show_default=False,
        ),
    ] = None,
    jobs: JobsOption = None,
    quiet: QuietOption = False,
    record: RecordOption = None,
) -> None:
    """Read pages and store what they report in the record, which is made if there is none yet.

    Pages that the record knows are not read again, so a run that was broken off can be repeated.
    """
    from dragoman.cli.run_add import run_add

    carry_out(lambda: run_add(_job(pages, published, jobs, quiet), record, lines=form is not None))


def reread(jobs: JobsOption = None, quiet: QuietOption = False, record: RecordOption = None) -> None:
    """Read the articles in the record anew with this version of Dragoman, and replace the reports that differ."""
    from dragoman.cli.run_add import run_reread

    carry_out(lambda: run_reread(record, jobs=jobs, quiet=quiet))


def accept(target: Target, note: NoteOption = None, by: ByOption = None, record: RecordOption = None) -> None:
    """Say that an event or a report is right."""
    from dragoman.cli.run_judge import run_judge

    carry_out(lambda: run_judge(record, lambda judge, name: judge.accept(target, by=name, note=note), by))


def reject(target: Target, note: NoteOption = None, by: ByOption = None, record: RecordOption = None) -> None:
    """Say that an event or a report is wrong: it stays visible as rejected and counts for nothing."""
    from dragoman.cli.run_judge import run_judge

    carry_out(lambda: run_judge(record, lambda judge, name: judge.reject(target, by=name, note=note), by))


def correct(
    target: Target,
    field: Annotated[str, typer.Argument(metavar="FIELD", help="kind, status, date, place, participant or absent.")],
    value: Annotated[
        str,
        typer.Argument(
            metavar="VALUE",
            help="What it is: call, off, 2018-06-12, 'Singapore, SGP'; a participant as 'NAME, STATE, OFFICE, ROLE'.",
        ),
    ],
    note: NoteOption = None,
    by: ByOption = None,
    record: RecordOption = None,
) -> None:
    """Set a field of an event or a report, or say who took part.

    participant: he took part. Who does so already is corrected: what VALUE says of state, office and role is right, and
    the rest stays. absent: he took no part. One judgement is about one of them; to replace somebody say both. NAME is
    a name or an id as `event` shows it; STATE is a code like KOR, or IGO; ROLE is visitor, host, party, sender,
    recipient or carrier. All but NAME can be left out, where the record can tell.
    """
    from dragoman.cli.run_judge import run_judge

    carry_out(
        lambda: run_judge(record, lambda judge, name: judge.correct(target, field, value, by=name, note=note), by)
    )


def same(pair: Pair, note: NoteOption = None, by: ByOption = None, record: RecordOption = None) -> None:
    """Say that two events are one, or two actors. The id that is given up leads to the other."""
    from dragoman.cli.run_judge import run_judge

    carry_out(lambda: run_judge(record, lambda judge, name: judge.same(*pair, by=name, note=note), by))


def different(pair: Pair, note: NoteOption = None, by: ByOption = None, record: RecordOption = None) -> None:
    """Say that two events or actors are not one, or that a report is not about its event.

    An actor who is really two is split: with a report, the one named there, on that page, is another; with a name in
    quotes, all who are called so are another, now and in pages to come. The other gets an id, which is printed; if he
    is in the record already, say `same` of the two.
    """
    from dragoman.cli.run_judge import run_judge

    carry_out(lambda: run_judge(record, lambda judge, name: judge.different(*pair, by=name, note=note), by))


def undo(
    judgement: Annotated[str, typer.Argument(metavar="JUDGEMENT", help="The id of a judgement (J…).")],
    by: ByOption = None,
    record: RecordOption = None,
) -> None:
    """Take a judgement back. The log keeps it."""
    from dragoman.cli.run_judge import run_judge

    carry_out(lambda: run_judge(record, lambda judge, name: judge.undo(judgement, by=name), by))


def judgements(
    everything: Annotated[bool, typer.Option("--all", "-a", help="Those that were undone, too.")] = False,
    form: FormatOption = None,
    record: RecordOption = None,
) -> None:
    """List the judgements that stand, the oldest first."""
    from dragoman.cli.run_judge import run_list

    chosen = form or (Format.TABLE if sys.stdout.isatty() else Format.JSONL)
    carry_out(lambda: run_list(record, chosen, everything=everything))


def export(
    name: Annotated[
        str | None, typer.Argument(metavar="FORMAT", help="One of those below.", show_default=False)
    ] = None,
    listing: Annotated[bool, typer.Option("--list", "-l", help="Show the formats and what each is for.")] = False,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="Write here instead of standard output. The file appears when all is done.",
            show_default=False,
        ),
    ] = None,
    today: TodayOption = None,
    quiet: QuietOption = False,
    record: RecordOption = None,
) -> None:
    """Write the whole record in a format that others read."""
    from dragoman.cli.run_exchange import run_export, run_formats

    def work() -> bool:
        if listing:
            return run_formats()
        if name is None:
            raise UsageError(f"name a format: {', '.join(FORMATS)}")
        return run_export(name, record, output, check_today(today), quiet=quiet)

    carry_out(work)


def import_(
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE",
            help="A record's native export, office-holders as FollowTheMoney's JSON lines, or corrections as Label "
            "Studio's JSON; gzip of each, or - for standard input. What it is, is told from the content.",
        ),
    ],
    by: ByOption = None,
    quiet: QuietOption = False,
    record: RecordOption = None,
) -> None:
    """Take what others have into the record: other records, offices, corrections."""
    from dragoman.cli.run_exchange import run_import

    carry_out(lambda: run_import(files, record, by, quiet=quiet))


def _job(pages: list[str] | None, published: str | None, jobs: int | None, quiet: bool) -> Job:
    if not pages and sys.stdin.isatty():
        raise UsageError("name at least one page: a file, a folder, an address, or - for standard input")
    return Job(tuple(pages or ["-"]), check_published(published), Format.JSONL, None, jobs, quiet)
