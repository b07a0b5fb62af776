"""The commands that ask a record: timeline, agenda, who, country, pair, together, changes, search and event."""

from typing import Annotated

import typer

from dragoman.cli.carry import carry_out, examples
from dragoman.cli.options import FormatOption, OutputOption, RecordOption, TodayOption
from dragoman.model import EventStatus, Kind

SinceOption = Annotated[
    str | None,
    typer.Option("--since", "-s", metavar="DATE", help="From this day on, as 2018-03-12, 2018-03 or 2018."),
]
UntilOption = Annotated[
    str | None, typer.Option("--until", "-u", metavar="DATE", help="Up to this day, month or year, itself included.")
]
WhoOption = Annotated[
    str | None,
    typer.Option("--who", "-w", metavar="NAME", help="An actor: a name, the beginning of its words, a surname, an id."),
]
CountryOption = Annotated[
    str | None, typer.Option("--country", "-c", metavar="STATE", help="A state: its code (KOR) or English name.")
]
PlaceOption = Annotated[
    str | None,
    typer.Option("--place", metavar="PLACE", help="A city and its surroundings (Moscow) or a state (Russia)."),
]
AllOption = Annotated[bool, typer.Option("--all", "-a", help="Show events that people rejected, too.")]
LimitOption = Annotated[
    int | None,
    typer.Option(
        "--limit",
        "-n",
        metavar="N",
        min=1,
        max=1_000_000,
        help="The last so many. [default: 100 in a table, all as JSON lines]",
        show_default=False,
    ),
]


def add_to(app: typer.Typer) -> None:
    """Give an app the commands that ask a record."""
    app.command(
        epilog=examples(
            "dragoman timeline --country KOR --since 2018",
            "dragoman timeline --pair USA PRK --kind meeting",
            "dragoman timeline --who Lavrov --place Geneva --format jsonl",
        )
    )(timeline)
    app.command(epilog=examples("dragoman agenda", "dragoman agenda --days 30 --today 2018-05-20"))(agenda)
    app.command(epilog=examples("dragoman who Lavrov", "dragoman who KOR/kim-hyun-chong --format jsonl"))(who)
    app.command(epilog=examples("dragoman country KOR", "dragoman country 'South Korea'"))(country)
    app.command(epilog=examples("dragoman pair USA PRK", "dragoman pair Biden Ukraine"))(pair)
    app.command(
        epilog=examples(
            "dragoman together --unmet --since 2020-02",
            "dragoman together --who 'Kim Hyun-chong' --away",
            "dragoman together --place Moscow --planned",
        )
    )(together)
    app.command(
        epilog=examples("dragoman changes --since 2018-05-20", "dragoman changes --since 2018-05 --until 2018-05")
    )(changes)
    app.command(epilog=examples("dragoman search summit", "dragoman search '\"foreign minister\" Bergen' --limit 20"))(
        search
    )
    app.command(epilog=examples("dragoman event E4eacebbe78", "dragoman event E4eacebbe78 --format jsonl"))(event)


def timeline(
    other: Annotated[
        str | None, typer.Argument(metavar="[B]", help="The second side, where --pair names only the first.")
    ] = None,
    who: WhoOption = None,
    country: CountryOption = None,
    pair: Annotated[
        str | None,
        typer.Option(
            "--pair", metavar="A", help="Contact between two sides, states or actors: --pair A B, or --pair A,B."
        ),
    ] = None,
    kind: Annotated[Kind | None, typer.Option("--kind", "-k", help="Only this kind of contact.")] = None,
    status: Annotated[EventStatus | None, typer.Option("--status", help="Only what is of this status.")] = None,
    since: SinceOption = None,
    until: UntilOption = None,
    place: PlaceOption = None,
    everything: AllOption = False,
    limit: LimitOption = None,
    record: RecordOption = None,
    today: TodayOption = None,
    form: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Show what happened, in order of the first day; what has no day stands at the day of its first report."""
    from dragoman.cli import run_questions as run

    filters = run.Filters(who, country, pair, other, kind, status, since, until, place, everything)
    carry_out(lambda: run.timeline(run.ask(record, today, form, output), filters, limit))


def agenda(
    days: Annotated[
        int, typer.Option("--days", "-d", metavar="N", min=0, max=100_000, help="How many days to look ahead.")
    ] = 14,
    record: RecordOption = None,
    today: TodayOption = None,
    form: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Show what is coming, how sure it is, from how many independent sources and on whose word.

    Plans without a day are shown if they were reported in the last 60 days.
    """
    from dragoman.cli import run_questions as run

    carry_out(lambda: run.agenda(run.ask(record, today, form, output), days))


def who(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name, the beginning of its words, a surname, an id.")],
    record: RecordOption = None,
    today: TodayOption = None,
    form: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Show all about a person or office: names, offices, trips, contacts, counterparts, gaps."""
    from dragoman.cli import run_questions as run

    carry_out(lambda: run.who(run.ask(record, today, form, output), name))


def country(
    state: Annotated[str, typer.Argument(metavar="STATE", help="A state: its code (KOR) or English name.")],
    record: RecordOption = None,
    today: TodayOption = None,
    form: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Show all about a state: visits by and to it, contacts, counterparts, its people, gaps."""
    from dragoman.cli import run_questions as run

    carry_out(lambda: run.country(run.ask(record, today, form, output), state))


def pair(
    one: Annotated[str, typer.Argument(metavar="A", help="A state by code or name, or an actor by name.")],
    other: Annotated[str, typer.Argument(metavar="B", help="The other side.")],
    record: RecordOption = None,
    today: TodayOption = None,
    form: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Show all contact between two sides: how often, first and last, the longest times without, who meets whom."""
    from dragoman.cli import run_questions as run

    carry_out(lambda: run.pair(run.ask(record, today, form, output), one, other))


def together(
    who: WhoOption = None,
    country: CountryOption = None,
    place: PlaceOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    unmet: Annotated[bool, typer.Option("--unmet", help="Only those of whom no meeting is told.")] = False,
    away: Annotated[bool, typer.Option("--away", help="Only those who are both away from their own states.")] = False,
    planned: Annotated[bool, typer.Option("--planned", help="Stays that are only planned, too.")] = False,
    limit: LimitOption = None,
    record: RecordOption = None,
    today: TodayOption = None,
    form: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Show people of different states who were in one place on the same days, whether or not they are told to have met.

    A city's surroundings (60 km) count as the city. Where one source names only the state, the line says so.
    """
    from dragoman.cli import run_questions as run

    filters = run.Presences(who, country, place, since, until, unmet, away, planned)
    carry_out(lambda: run.together(run.ask(record, today, form, output), filters, limit))


def changes(
    since: Annotated[
        str, typer.Option("--since", "-s", metavar="DATE", help="From this day of publication on: 2018-03-12, 2018-03.")
    ],
    until: UntilOption = None,
    limit: LimitOption = None,
    record: RecordOption = None,
    today: TodayOption = None,
    form: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Show what was new, changed, called off, revived, held, contradicted or confirmed, by the day that brought it."""
    from dragoman.cli import run_questions as run

    carry_out(lambda: run.changes(run.ask(record, today, form, output), since, until, limit))


def search(
    words: Annotated[
        list[str],
        typer.Argument(metavar="WORDS", help="Words that must all be there; words between double quotes are a phrase."),
    ],
    limit: Annotated[
        int, typer.Option("--limit", "-n", metavar="N", min=1, max=1000, help="So many of each kind at most.")
    ] = 10,
    record: RecordOption = None,
    today: TodayOption = None,
    form: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Find articles, evidence, actors and events by words."""
    from dragoman.cli import run_questions as run

    carry_out(lambda: run.search(run.ask(record, today, form, output), " ".join(words), limit))


def event(
    event_id: Annotated[
        str, typer.Argument(metavar="ID", help="The event's id; the id of an event merged into it does.")
    ],
    record: RecordOption = None,
    today: TodayOption = None,
    form: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Show everything about one event: its life, sources with quotations and links, disagreements, judgements."""
    from dragoman.cli import run_questions as run

    carry_out(lambda: run.event(run.ask(record, today, form, output), event_id))
