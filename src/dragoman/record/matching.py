"""Whether a report tells of an event that the record knows: the same kind of contact, sides, days and place.

Each of the four is graded, and what the report says less of in one it must say more of in another: "Kim met Trump in
Singapore" needs no date, "the two Koreas talked" needs day and place. A contradiction in any of them keeps them apart.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from dragoman.model import Kind, Place, Role, Status
from dragoman.record.distance import near
from dragoman.record.member import Member
from dragoman.record.timing import VISIT_DAYS, Window, told_by_clocks

_VIRTUAL: Final = re.compile(
    r"\b(?:video(?:-?conferenc\w+)?|virtual(?:ly)?|online|tele-?conferenc\w+|(?:tele-?)?phone[ds]?|conversation|"
    r"calls?(?! (?:off|for|on)\b))\b",
    re.IGNORECASE,
)
_LATE: Final = re.compile(r"\b(?:night|evening|midnight|(?:[6-9]|1[01])(?::\d\d)? ?p\.?m\.?)\b", re.IGNORECASE)
_EARLY: Final = re.compile(r"\b(?:morning|dawn|\d(?:\d)?(?::\d\d)? ?a\.?m\.?)(?!\w)", re.IGNORECASE)
_EVIDENCE: Final = 16_384
_DIRECTED: Final = frozenset({Role.VISITOR, Role.SENDER})
_MOMENTARY: Final = frozenset({Kind.CALL, Kind.MESSAGE, Kind.INVITATION, Kind.AGREEMENT})
_EXACT: Final = len("2018-03-12")
# Days by which a plan is moved and stays the same plan: anywhere, and at the same place between the same people.
_MOVED: Final = 14
_POSTPONED: Final = 60
# A plan without a date is the one that others tell of within so many days.
_PLAN_LIVES: Final = 120
# An invitation to a state stands for longer: until the guest comes.
STANDING: Final = 700
# A contact told without a date is the last of its kind within so many days.
_NEWS: Final = 14
# A plan that is told on its eve, so many days before, is hardly put off for weeks.
_EVE: Final = 3
# Days from the writing of a letter to its delivery.
_ON_ITS_WAY: Final = 3
# Background that tells of a contact without its day looks back so many days, a plan without a day so many days ahead.
BACKGROUND: Final = 400
PLAN_AHEAD: Final = 200
# A span longer than a season dates no contact that happened: "since the beginning of the year", "in 2021".
_VAGUE: Final = 92
# Places whose clocks show much the same (degrees of longitude).
_SAME_CLOCK: Final = 15.0
# An event remembers so many of the days and places that its reports gave.
_REMEMBERED: Final = 8
# Aspects of a match, each 0 (not known) to 3; None is a contradiction.
Grade = int | None
# Days, and the longitude that they were told from.
Told = tuple[Window, float | None]


@dataclass(frozen=True, slots=True)
class Fact:
    """What is compared of a report, or of an event whose reports agree.

    `sides` gives for each side those who are named (numbers of actors), `front` the sides that visit or send, `back`
    the others. `windows` are the days told, each with the longitude that it was told from. `told` are the first and
    last day of publication. `remote` marks a video conference or call by its words. `late` and `early` are days on
    which it is said to have been at night or in the morning. `open` says that a report gives no date, or was a plan for
    other days. Of what happened, `plans` are the days for which it was planned, and `planned` the first and last day
    on which it was told as a plan or as called off.
    """

    kinds: frozenset[Kind]
    happened: bool
    called_off: bool
    sides: Mapping[str, frozenset[int]]
    front: frozenset[str]
    back: frozenset[str]
    windows: tuple[Told, ...]
    places: tuple[Place, ...]
    told: tuple[int, int] | None
    remote: bool
    late: frozenset[int] = frozenset()
    early: frozenset[int] = frozenset()
    open: bool = False
    plans: tuple[Told, ...] = ()
    planned: tuple[int, int] | None = None

    @property
    def timeless(self) -> bool:
        """Whether nothing is known of when it was, or of when it was told."""
        return not self.windows and self.told is None

    @property
    def is_sent(self) -> bool:
        """Whether it is a message or an invitation, which are on their way for some days."""
        return self.kinds <= {Kind.MESSAGE, Kind.INVITATION}

    @property
    def dates(self) -> tuple[Told, ...]:
        """The windows that date the contact: the exact ones if there are any; of what happened, none that are vague."""
        exact = tuple(told for told in self.windows if told[0].precise)
        return exact or tuple(w for w in self.windows if not self.happened or (w[0].days or _VAGUE + 1) <= _VAGUE)


def fact_of(member: Member) -> Fact:
    """What is compared of a report."""
    return facts_of([member], member.source.status is Status.HAPPENED, member.source.status is Status.OFF)


def facts_of(members: Sequence[Member], happened: bool, called_off: bool) -> Fact:
    """What is compared of an event with these reports; with `happened`, only those that say so date and place it."""
    sides: dict[str, set[int]] = {}
    front: set[str] = set()
    back: set[str] = set()
    for member in members:
        for party in member.parties:
            people = sides.setdefault(party.side, set())
            if party.names_somebody:
                people.add(party.actor_id)
            (front if party.role in _DIRECTED else back).add(party.side)
    settled = [m for m in members if m.source.status is Status.HAPPENED] if happened else []
    speaking = settled or list(members)
    coming = [m for m in members if m.source.status is not Status.HAPPENED] if happened else []
    places = dict.fromkeys(m.source.place for m in speaking if m.source.place is not None)
    days, plans = _windows_of(speaking), _windows_of(coming)
    return Fact(
        kinds=frozenset(m.kind for m in members),
        happened=happened,
        called_off=called_off,
        sides={side: frozenset(people) for side, people in sides.items()},
        front=frozenset(front),
        back=frozenset(back),
        windows=days[-_REMEMBERED:],
        places=tuple(places)[-_REMEMBERED:],
        told=_told_of(members),
        remote=any(_is_virtual(m.source.evidence) for m in members),
        late=_days_at(_is_late, speaking),
        early=_days_at(_is_early, speaking),
        open=any(m.window is None for m in members) or any(a.gap(b) for a, _ in plans for b, _ in days),
        plans=plans[-_REMEMBERED:],
        planned=_told_of(coming),
    )


def _windows_of(members: Sequence[Member]) -> tuple[Told, ...]:
    return tuple(dict.fromkeys((_closed(m, m.window), m.longitude) for m in members if m.window is not None))


def _told_of(members: Sequence[Member]) -> tuple[int, int] | None:
    told = [m.published for m in members if m.published is not None]
    return (min(told), max(told)) if told else None


def _days_at(hour: Callable[[str], bool], members: Sequence[Member]) -> frozenset[int]:
    """The days of members whose words name the hour."""
    days = dict.fromkeys(
        m.window.first
        for m in members
        if m.window is not None and m.window.first is not None and m.window.days == 1 and hour(m.source.evidence)
    )
    return frozenset(list(days)[-_REMEMBERED:])


@lru_cache(maxsize=_EVIDENCE)
def _is_late(evidence: str) -> bool:
    return _LATE.search(evidence) is not None


@lru_cache(maxsize=_EVIDENCE)
def _is_early(evidence: str) -> bool:
    return _EARLY.search(evidence) is not None


@lru_cache(maxsize=_EVIDENCE)
def _is_virtual(evidence: str) -> bool:
    return _VIRTUAL.search(evidence) is not None


def _closed(member: Member, days: Window) -> Window:
    """Days of which one end is open, "by May" or "since March", as far as they go when the article comes out."""
    if days.first is not None and days.last is not None:
        return days
    told, happened = member.published, member.source.status is Status.HAPPENED
    if days.first is not None and happened and told:
        return _since(member, days.first, max(told, days.first))
    if days.first is not None:
        return Window(days.first, days.first + (VISIT_DAYS if _names_a_day(member) else _PLAN_LIVES))
    assert days.last is not None
    known = told is not None and told <= days.last and not happened
    return Window(told if known else days.last - _PLAN_LIVES, days.last)


def _since(member: Member, first: int, told: int) -> Window:
    """A call "from 11:30 on Sunday" was on that Sunday; the second "since the beginning of the year" has no date."""
    if member.kind is Kind.VISIT:
        return Window(first, told)
    exact = _names_a_day(member)
    if exact and member.kind in _MOMENTARY:
        return Window(first, first)
    return Window(first if exact else min(first, told - _VAGUE), told)


def _names_a_day(member: Member) -> bool:
    when = member.source.when
    return when is not None and len(when.start or "") >= _EXACT


def likeness(report: Fact, event: Fact) -> float | None:
    """How well a report fits an event, the higher the better; None if it must not be one of its reports."""
    who = _who(report, event)
    if who is None or not _same_kind(report, event):
        return None
    where = _where(report, event)
    when = _when(report, event, who, where)
    if when is None or (when < 2 and not _may_be_called_so(report, event)):
        return None
    if where is None:
        # Two who met on that very day did so once, and one source has the place wrong; or a plan was moved.
        if who < 3 or (when < 3 and not _moved_place(report, event)):
            return None
        where = -1
    enough = {
        3: when >= 1 or where == 2,
        2: when >= 2 or (when == 1 and where >= 1) or where == 2,
        # Two states sign several agreements on one day; their leaders, one.
        1: when >= 3 and (Kind.AGREEMENT not in report.kinds or _names_all(report) != _names_all(event)),
    }
    if not enough.get(who, False):
        return None
    return who + when + where / 2 + _freshness(report, event) + _fineness(report, event)


def _fineness(a: Fact, b: Fact) -> float:
    """Less than a fifth of a grade, which decides between events that fit alike: the very kind, sides and days."""
    together = any(day.gap(other) == 0 for day, _ in a.dates for other, _ in b.dates)
    return 0.05 * (bool(a.kinds & b.kinds) + (a.sides.keys() == b.sides.keys()) + together)


def _freshness(report: Fact, event: Fact) -> float:
    """Up to a fifth of a grade where only one is dated: without a date it is the latest of its kind, or the next."""
    if bool(report.dates) == bool(event.dates):
        return 0.0
    dated, undated = (report, event) if report.dates else (event, report)
    if undated.told is None:
        return 0.0
    if not undated.happened:
        ahead = min(w.first or w.last or 0 for w, _ in dated.dates) - undated.told[1]
        return 0.2 * (1 - ahead / _PLAN_LIVES) if 0 <= ahead <= _PLAN_LIVES else 0.0
    since = undated.told[0] - max(w.last or w.first or 0 for w, _ in dated.dates)
    return 0.2 * (1 - since / _NEWS) if 0 <= since <= _NEWS else 0.0


def resemblance(new: Fact, old: Fact) -> float | None:
    """How well a newer version's report stands for one of the version before; None if it is about another contact.

    Days and place may have changed from one version to the next; kind and sides must not.
    """
    who = _who(new, old)
    if who is None or not new.kinds & old.kinds:
        return None
    where = _where(new, old)
    when = _when(new, old, who, where)
    return who + (-1 if when is None else when) + (-1 if where is None else where)


def _moved_place(a: Fact, b: Fact) -> bool:
    """Whether a plan can have been moved to another city: one that is still a plan, or in the same state."""
    if not a.happened and not b.happened:
        return True
    states = [{place.country for place in fact.places} for fact in (a, b)]
    return not (a.happened and b.happened) and bool(states[0] & states[1])


def _same_kind(a: Fact, b: Fact) -> bool:
    if a.kinds & b.kinds:
        return True
    talks = {Kind.MEETING, Kind.CALL}
    if not (a.kinds | b.kinds) <= talks:
        return False
    # A side may call a call a meeting; one that has a place of its own was held there, unless it says by video, and
    # so was an organisation's summit.
    meeting, call = (a, b) if Kind.MEETING in a.kinds else (b, a)
    framed = "IGO" in meeting.sides.keys() - call.sides.keys()
    return meeting.remote or not (meeting.places or framed)


def _may_be_called_so(a: Fact, b: Fact) -> bool:
    """Whether a call that is still to come can be another's meeting though no day says so."""
    if a.kinds & b.kinds or (a.happened and b.happened):
        return True
    return (a if Kind.MEETING in a.kinds else b).remote


def _names_all(fact: Fact) -> bool:
    return all(fact.sides.values())


def _who(a: Fact, b: Fact) -> Grade:
    """3: people of two sides are the same; 2: of one, the other is named by one source alone; 1: only the sides are."""
    common = a.sides.keys() & b.sides.keys()
    if not _directions_agree(a, b) or not _enough_sides(a, b, common):
        return None
    met = named_apart = 0
    for side in common:
        if a.sides[side] & b.sides[side]:
            met += 1
        elif a.sides[side] and b.sides[side]:
            named_apart += 1
    if named_apart or (len(common) < 2 and not met):
        return None
    if len(a.sides) == len(b.sides) == 1:
        people = [people for fact in (a, b) for people in fact.sides.values()]
        return 3 if len(people[0] & people[1]) > 1 else None
    return 3 if met > 1 else 2 if met else 1


def _directions_agree(a: Fact, b: Fact) -> bool:
    """Kim's visit to Russia is not Putin's to Korea."""
    if not a.front or not b.front:
        return True
    if not a.front & b.front:
        return False
    return not (a.back - a.front) or not (b.back - b.front) or bool((a.back & b.back) - (a.front & b.front))


def _enough_sides(a: Fact, b: Fact, common: set[str]) -> bool:
    """Whether no side is left over that makes it another meeting: with three is not between two of them.

    The state where it takes place, and an organisation that gives the frame, may be left out by a source.
    """
    hosts = {place.country for place in (*a.places, *b.places)} | {"IGO"}
    few, many = sorted((a, b), key=lambda fact: len(fact.sides.keys() - hosts))
    left = many.sides.keys() - few.sides.keys() - hosts
    if not common:
        return False
    if len(common) < 2 and not (few.front and many.front) and max(len(a.sides), len(b.sides)) > 1:
        return False  # with somebody else
    if few.front and many.front:
        # A visitor alone is named as often as with his hosts; two visitors from different states make two visits.
        return not ((many.front - few.front) - hosts) or len(common) * 2 >= len(many.sides)
    return not left or (len(common) > 2 and len(common) * 2 >= len(a.sides.keys() | b.sides.keys()))


def _where(a: Fact, b: Fact) -> Grade:
    """2: the same city or site; 1: the same state; 0: one does not say; None: not the same."""
    best: Grade = None
    if not a.places or not b.places:
        return 0
    # A visit goes through several cities of a state; for it the state decides, and the city is only preferred.
    touring = Kind.VISIT in a.kinds & b.kinds
    for one in a.places:
        for other in b.places:
            grade = _same_place(one, other, touring=touring)
            if grade is not None and (best is None or grade > best):
                best = grade
    return best


def _same_place(one: Place, other: Place, *, touring: bool) -> Grade:
    if one.country and other.country and one.country != other.country:
        return 2 if near(one, other) else None
    if one.name and other.name:
        same = one.name.casefold() == other.name.casefold() or near(one, other)
        if same:
            return 2
        # Where a palace or an island lies is not known; it may well be in the city.
        unknown = one.lat is None or other.lat is None
        return 1 if one.country == other.country and (touring or unknown) else None
    return 1 if one.country and other.country else 0


def _when(report: Fact, event: Fact, who: int, where: Grade) -> Grade:
    """3: the same days; 2: days that touch or clocks that differ; 1: can be; 0: nothing is known; None: other days."""
    best: Grade
    if _is_for(report, event) or _is_for(event, report):
        best = 1
    elif report.dates and event.dates:
        best = max((_days(report, a, event, b, who, where) for a in report.dates for b in event.dates), key=_rank)
    elif report.windows and event.windows and all(a.gap(b) for a, _ in report.windows for b, _ in event.windows):
        best = None
    elif report.told is None or event.told is None:
        best = 0 if report.timeless and event.timeless else None
    elif report.happened and event.happened:
        best = _undated_news(report, event, who)
    else:
        best = _undated_plan(report, event, who)
    return None if best is not None and best < 3 and _still_a_plan(report, event) else best


def _is_for(plan: Fact, done: Fact) -> bool:
    """Whether it is a plan for days, or of a time, for which another one that has happened was planned, too."""
    if plan.happened or not done.happened or done.planned is None or plan.told is None:
        return False
    if plan.windows:
        same = any(day.gap(other) == 0 for day, _ in plan.dates for other, _ in done.plans)
        return same and all(day.gap(other) > 0 for day, _ in plan.dates for other, _ in done.dates)
    return plan.called_off and done.planned[0] <= plan.told[0] <= done.planned[1]


def _still_a_plan(a: Fact, b: Fact) -> bool:
    """Whether one is told as a plan after the other was over: then it is another one that is to come."""
    if a.happened == b.happened:
        return False
    plan, done = (b, a) if a.happened else (a, b)
    ends = max((w.last or w.first or 0 for w, _ in done.windows), default=None)
    return plan.told is not None and ends is not None and plan.told[1] > ends + 1


def _rank(grade: Grade) -> int:
    return -1 if grade is None else grade


def _days(report: Fact, a: Told, event: Fact, b: Told, who: int, where: Grade) -> Grade:
    gap = a[0].gap(b[0])
    if gap == 0:
        if a[0].precise and b[0].precise:
            return 3 if min(a[0].days or 9, b[0].days or 9) == 1 or a[0] == b[0] else 2
        return 1
    if not a[0].precise and not b[0].precise:
        return None
    if told_by_clocks(a[0], a[1], b[0], b[1]) and not _told_there(a, event) and not _told_there(b, report):
        return 2 if who == 3 else 1
    if who == 3 and gap == 1 and _over_midnight(report, a, event, b):
        return 2
    if report.happened and event.happened:
        within = gap == 1 or (gap <= _ON_ITS_WAY and who == 3 and report.is_sent and event.is_sent)
        return 2 if within and _lasts(report, a, event, b) and who > 1 and where is not None else None
    return _moved(report, event, gap, who, where)


def _over_midnight(report: Fact, a: Told, event: Fact, b: Told) -> bool:
    """Saturday night here and Sunday morning there, by clocks that are not known."""
    if a[1] is not None and b[1] is not None:
        return False
    first, then = (report, event) if (a[0].first or 0) < (b[0].first or 0) else (event, report)
    days = sorted((a[0].first or 0, b[0].first or 0))
    return days[0] in first.late and days[1] in then.early


def _told_there(told: Told, other: Fact) -> bool:
    """Whether the other was told by the same clock, too, and on another day: then no clocks explain the difference."""
    day, where = told
    return any(
        there is not None and where is not None and abs(there - where) < _SAME_CLOCK and w.days == 1 and w.gap(day) > 0
        for w, there in other.windows
    )


def _lasts(report: Fact, a: Told, event: Fact, b: Told) -> bool:
    """A visit is told day by day, and a letter dated by its writing here and by its delivery there."""
    kinds = report.kinds | event.kinds
    if kinds & {Kind.MEETING, Kind.CALL, Kind.AGREEMENT} or not a[0].precise or not b[0].precise:
        return False
    return kinds == {Kind.VISIT} or a[1] is None or b[1] is None or abs(a[1] - b[1]) >= _SAME_CLOCK


def _moved(report: Fact, event: Fact, gap: int, who: int, where: Grade) -> Grade:
    """A plan that was moved, or a contact that was held on another day than was planned."""
    plan = event if not event.happened else report
    done = report if report.happened else event if event.happened else None
    if done is not None:
        begins = min((w.first for w, _ in done.windows if w.first is not None), default=None)
        if plan.called_off or begins is None or plan.told is None or plan.told[0] > begins:
            return None
        return 1 if who == 3 and (gap <= _MOVED // 2 or (where == 2 and gap <= _latest(plan))) else None
    if who < 3 or (report.called_off and event.called_off):
        return None
    return 1 if gap <= _MOVED or (where is not None and gap <= _POSTPONED) else None


def _latest(plan: Fact) -> int:
    """By how many days a plan may have been put off in silence."""
    begins = max((w.first or w.last or 0 for w, _ in plan.dates), default=0)
    return _MOVED if plan.told is not None and plan.told[1] >= begins - _EVE else _POSTPONED


def _undated_news(report: Fact, event: Fact, who: int) -> Grade:
    """Both are said to have happened, and one or both without a day."""
    assert report.told is not None and event.told is not None
    dated = report if report.dates else event if event.dates else None
    if dated is None:
        apart = max(report.told[0] - event.told[1], event.told[0] - report.told[1], 0)
        return 1 if apart <= 2 else 0 if apart <= _NEWS and who > 1 else None
    undated = event if dated is report else report
    ends = min((w.last or w.first or 0) for w, _ in dated.dates)
    assert undated.told is not None
    since = undated.told[1] - ends
    if not 0 <= since <= BACKGROUND:
        return None
    return 1 if since <= _NEWS and who > 1 else 0


def _undated_plan(report: Fact, event: Fact, who: int) -> Grade:
    """One or both are plans, and one or both without a day."""
    assert report.told is not None and event.told is not None
    if not report.happened and not event.happened:
        # A cancelled day may be told of for long; it matters how far from it another cancellation was told.
        known = bool(report.windows) != bool(event.windows) and report.called_off and event.called_off
        apart = 0 if known else max(report.told[0] - event.told[1], event.told[0] - report.told[1], 0)
        near_day = all(_within_plan(*pair) for pair in ((report, event), (event, report)))
        return 1 if apart <= _lives(report, event) and near_day and who > 1 else None
    plan, done = (event, report) if report.happened else (report, event)
    assert plan.told is not None and done.told is not None
    if plan.called_off:
        return None
    day = min((w.last or w.first or 0) for w, _ in done.dates) if done.dates else done.told[0]
    if plan.dates:
        begins = min((w.first or w.last or 0) for w, _ in plan.dates)
        return 1 if begins <= day <= begins + _NEWS and who > 1 else None
    # One that was told as a plan later on was alive then.
    alive = min(day, done.planned[0]) if done.planned else day
    return 1 if plan.told[0] <= day + 1 and alive - plan.told[1] <= _lives(report, event) and who > 1 else None


def _lives(a: Fact, b: Fact) -> int:
    """Days for which a plan without a day stands."""
    off = [fact.called_off for fact in (a, b)]
    # Two cancellations or denials; and a call that was not made is not put off for weeks.
    if not a.dates and not b.dates and (all(off) or (any(off) and (a.kinds | b.kinds) <= _MOMENTARY)):
        return _NEWS
    return STANDING if stands(a) and stands(b) and not _other_cities(a, b) else _PLAN_LIVES


def _other_cities(a: Fact, b: Fact) -> bool:
    cities = [{place.name.casefold() for place in fact.places if place.name} for fact in (a, b)]
    return bool(cities[0] and cities[1]) and not cities[0] & cities[1]


def stands(fact: Fact) -> bool:
    """Whether it is a visit by somebody who is named: what was once promised need not be promised again."""
    return fact.kinds == {Kind.VISIT} and any(fact.sides[side] for side in fact.front)


def _within_plan(undated: Fact, dated: Fact) -> bool:
    """Whether a plan that is told without a day can be for the days of another one."""
    if undated.windows or undated.told is None:
        return True
    ahead = STANDING if stands(undated) else PLAN_AHEAD
    back = _NEWS if undated.called_off and dated.called_off else _POSTPONED
    told = Window(undated.told[0] - back, undated.told[1] + ahead)
    return not dated.windows or any(told.gap(days) == 0 for days, _ in dated.windows)


def packed(fact: Fact) -> dict[str, Any]:
    """A fact as JSON, for the record to keep with the event."""
    return {
        "kinds": sorted(fact.kinds),
        "happened": fact.happened,
        "off": fact.called_off,
        "sides": {side: sorted(people) for side, people in sorted(fact.sides.items())},
        "front": sorted(fact.front),
        "back": sorted(fact.back),
        "windows": [[w.first, w.last, longitude] for w, longitude in fact.windows],
        "places": [[p.name, p.country, p.lat, p.lon] for p in fact.places],
        "told": fact.told,
        "remote": fact.remote,
        "late": sorted(fact.late),
        "early": sorted(fact.early),
        "open": fact.open,
        "plans": [[w.first, w.last, longitude] for w, longitude in fact.plans],
        "planned": fact.planned,
    }


def unpacked(value: Mapping[str, Any]) -> Fact:
    """The fact that `packed` made `value` of."""
    return Fact(
        kinds=frozenset(Kind(kind) for kind in value["kinds"]),
        happened=value["happened"],
        called_off=value["off"],
        sides={side: frozenset(people) for side, people in value["sides"].items()},
        front=frozenset(value["front"]),
        back=frozenset(value["back"]),
        windows=tuple((Window(first, last), longitude) for first, last, longitude in value["windows"]),
        places=tuple(Place(name, country, lat, lon) for name, country, lat, lon in value["places"]),
        told=_pair(value["told"]),
        remote=value["remote"],
        late=frozenset(value.get("late", ())),
        early=frozenset(value.get("early", ())),
        open=value.get("open", False),
        plans=tuple((Window(first, last), longitude) for first, last, longitude in value.get("plans", ())),
        planned=_pair(value.get("planned")),
    )


def _pair(value: Sequence[int] | None) -> tuple[int, int] | None:
    return (value[0], value[1]) if value else None
