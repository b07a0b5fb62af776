"""What `dragoman` can be told to do; each command only says what is made of a page and how it is shown.

The parser takes a second to load, so the modules that need it are imported by the commands that use it.
"""

import multiprocessing
import os
import signal
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from dragoman import __version__
from dragoman.cli.options import Format, Job, check_published
from dragoman.cli.plain import plain
from dragoman.errors import UsageError

EXIT_FAILED = 1
EXIT_USAGE = 2
EXIT_INTERRUPTED = 130


def _examples(*lines: str) -> str:
    r"""The end of a command's help; the mark \b keeps the lines apart."""
    return "\n".join(("\b", "Examples:", *(f"  {line}" for line in lines)))


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

Inputs = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="PAGE",
        help="Files, folders, glob patterns, http(s) addresses, or - for standard input: "
        "HTML, text dumps of pages, plain articles, JSON lines, and gzip of each. "
        "Without any, standard input is read.",
        show_default=False,
    ),
]
FormatOption = Annotated[
    Format | None,
    typer.Option(
        "--format",
        "-f",
        help="How to write: a table for people, or one JSON object a line. [default: table on a terminal, else jsonl]",
        show_default=False,
    ),
]
PublishedOption = Annotated[
    str | None,
    typer.Option(
        "--published",
        "-p",
        metavar="DATE",
        help="The day of publication (2018-03-12) of pages that come without one in JSON lines. "
        "It goes before what a page says.",
        show_default=False,
    ),
]
OutputOption = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help="Write here instead of standard output; JSON lines unless --format says otherwise. "
        "The file appears when all is done.",
        show_default=False,
    ),
]
JobsOption = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        "-j",
        metavar="N",
        min=1,
        help="Processes to read with. [default: 1 for up to 50 pages, else one a core, at most 4]",
        show_default=False,
    ),
]
QuietOption = Annotated[
    bool, typer.Option("--quiet", "-q", help="No progress, no remarks and no closing line; failures are still told.")
]


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
    epilog=_examples(
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

    _carry_out(lambda: run_clean(_job(pages, published, form, output, jobs, quiet)))


@app.command(
    epilog=_examples(
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

    _carry_out(lambda: run_read(_job(pages, published, form, output, jobs, quiet)))


@app.command(
    epilog=_examples(
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

    _carry_out(lambda: run_times(_job(pages, published, form, output, jobs, quiet)))


@app.command(
    epilog=_examples(
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

    _carry_out(lambda: run_explain(_job([page], published, Format.TABLE, output, 1, quiet), everything=everything))


@codebook_app.command(
    "test",
    epilog=_examples(
        "dragoman codebook test",
    ),
)
def codebook_test(quiet: QuietOption = False) -> None:
    """Read the codebook's own examples and compare them with the reports that they expect."""
    from dragoman.cli.run import run_codebook_test

    _carry_out(lambda: run_codebook_test(quiet=quiet))


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


def _carry_out(work: Callable[[], bool]) -> None:
    """Do the work of a command; a traceback is never what a user gets for what he or an input did."""
    try:
        all_read = work()
    except UsageError as error:
        sys.stderr.write(f"dragoman: {error}\n")
        raise typer.Exit(EXIT_USAGE) from None
    except KeyboardInterrupt:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        for process in multiprocessing.active_children():
            process.terminate()
        sys.stderr.write("dragoman: interrupted\n")
        raise typer.Exit(EXIT_INTERRUPTED) from None
    except BrokenPipeError:
        # The reader of our output has what it wanted.
        _forget_output()
        raise typer.Exit(0) from None
    except OSError as error:
        # What cannot be read is told page by page, so this is about the output: a full disk, say.
        sys.stderr.write(f"dragoman: the output cannot be written: {(error.strerror or str(error)).lower()}\n")
        _forget_output()
        raise typer.Exit(EXIT_FAILED) from None
    except Exception as error:  # noqa: BLE001 - what is left here is a fault of ours, and a traceback helps no user
        place = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{Path(place.filename).name}, line {place.lineno}"
        told = plain(f"{type(error).__name__}: {error} ({where})")
        sys.stderr.write(f"dragoman: a fault of Dragoman's own, please report it: {told}\n")
        raise typer.Exit(EXIT_FAILED) from None
    if not all_read:
        raise typer.Exit(EXIT_FAILED)


def _forget_output() -> None:
    """Python would complain once more when it flushes standard output at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def main() -> None:
    """Run `dragoman` with the arguments of the process."""
    app()
