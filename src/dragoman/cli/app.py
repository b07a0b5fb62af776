"""What `dragoman` can be told to do; each command only says what is made of a page and how it is shown.

The parser takes a second to load, so the modules that need it are imported by the commands that use it.
"""

import sys
from pathlib import Path
from typing import Annotated

import typer

from dragoman import __version__
from dragoman.cli import questions, record_commands
from dragoman.cli.carry import carry_out, examples
from dragoman.cli.options import (
    Format,
    FormatOption,
    Inputs,
    Job,
    JobsOption,
    OutputOption,
    PublishedOption,
    QuietOption,
    check_published,
)
from dragoman.errors import UsageError

app = typer.Typer(
    name="dragoman",
    help="""Reads news pages and official readouts and keeps the diplomatic record: who visited, met, called, wrote to,
    invited and agreed with whom, when, where, on whose word, and whether it is planned, possible, done or off.""",
    epilog="""Exit status: 0 all input was read, 1 some input could not be read, 2 the command was wrong. A page that is
    skipped for a reason (not in English) is no failure.""",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
codebook_app = typer.Typer(
    help="Look after the codebook: the rules that say which words report a contact.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
app.add_typer(codebook_app, name="codebook")


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"dragoman {__version__}")
        raise typer.Exit


@app.callback()
def _dragoman(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Options of `dragoman` itself."""


@app.command(
    epilog=examples(
        "dragoman clean page.html",
        "dragoman clean saved/ --format jsonl > articles.jsonl",
        "dragoman clean 'dumps/*.txt.gz' --published 2018-03-12",
    )
)
def clean(
    pages: Inputs = None,
    published: PublishedOption = None,
    form: FormatOption = None,
    output: OutputOption = None,
    jobs: JobsOption = None,
    quiet: QuietOption = False,
) -> None:
    """Show what of each page is the article: its text, title, outlet, dates, and what was left out and why."""
    from dragoman.cli.run import run_clean

    carry_out(lambda: run_clean(_job(pages, published, form, output, jobs, quiet)))


@app.command(
    epilog=examples(
        "dragoman read page.html",
        "dragoman read saved/ --format jsonl > reports.jsonl",
        "cat articles.jsonl | dragoman read - | jq .evidence",
    )
)
def read(
    pages: Inputs = None,
    published: PublishedOption = None,
    form: FormatOption = None,
    output: OutputOption = None,
    jobs: JobsOption = None,
    quiet: QuietOption = False,
) -> None:
    """Read pages and show the contacts that they report, each with the words that it was read from."""
    from dragoman.cli.run import run_read

    carry_out(lambda: run_read(_job(pages, published, form, output, jobs, quiet)))


@app.command(
    epilog=examples(
        "dragoman times page.html --published 2020-02-12",
        "dragoman times articles.jsonl --format jsonl > times.jsonl",
    )
)
def times(
    pages: Inputs = None,
    published: PublishedOption = None,
    form: FormatOption = None,
    output: OutputOption = None,
    jobs: JobsOption = None,
    quiet: QuietOption = False,
) -> None:
    """Show the time expressions of each article: TIMEX3 type and value, and the days that they mean."""
    from dragoman.cli.run import run_times

    carry_out(lambda: run_times(_job(pages, published, form, output, jobs, quiet)))


@app.command(
    epilog=examples(
        "dragoman explain page.html",
        "dragoman explain page.html --all --published 2020-02-12",
    )
)
def explain(
    page: Annotated[str, typer.Argument(metavar="PAGE", help="One file, http(s) address, or - for standard input.")],
    published: PublishedOption = None,
    everything: Annotated[
        bool, typer.Option("--all", "-a", help="Show sentences in which nothing fired, too.")
    ] = False,
    output: OutputOption = None,
    quiet: QuietOption = False,
) -> None:
    """Show sentence by sentence which rule fired, what filled each field, and why a candidate made no report."""
    from dragoman.cli.run import run_explain

    carry_out(lambda: run_explain(_job([page], published, Format.TABLE, output, 1, quiet), everything=everything))


@codebook_app.command(
    "test",
    epilog=examples(
        "dragoman codebook test",
    ),
)
def codebook_test(quiet: QuietOption = False) -> None:
    """Read the codebook's own examples and compare them with the reports that they expect."""
    from dragoman.cli.run import run_codebook_test

    carry_out(lambda: run_codebook_test(quiet=quiet))


def _job(
    pages: list[str] | None,
    published: str | None,
    form: Format | None,
    output: Path | None,
    jobs: int | None,
    quiet: bool,
) -> Job:
    if not pages and sys.stdin.isatty():
        raise UsageError("name at least one page: a file, a folder, an address, or - for standard input")
    return Job(
        pages=tuple(pages or ["-"]),
        published=check_published(published),
        form=form or (Format.TABLE if output is None and sys.stdout.isatty() else Format.JSONL),
        output=output,
        jobs=jobs,
        quiet=quiet,
    )


record_commands.add_to(app)
questions.add_to(app)


def main() -> None:
    """Run `dragoman` with the arguments of the process."""
    app()
