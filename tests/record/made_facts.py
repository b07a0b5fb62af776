"""Facts as merging compares them, drawn at random and close together, so that many pairs fit."""

import datetime as dt
from dataclasses import replace

from hypothesis import strategies as st
from making import GETAFE, MADRID, RABAT, SEVILLE, SPAIN

from dragoman.model import Kind
from dragoman.record.matching import Fact
from dragoman.record.timing import Window

FIRST = dt.date(2018, 6, 12).toordinal()
SIDES = ("ESP", "MAR", "PRT", "IGO")


def windows() -> st.SearchStrategy[Window]:
    """Single days, stays, months and seasons, most of them within two months."""
    days = st.integers(-80, 80).map(lambda offset: FIRST + offset)
    lengths = st.sampled_from([0, 0, 0, 0, 1, 3, 29, 120])
    return st.builds(lambda first, length: Window(first, first + length), days, lengths)


@st.composite
def facts(draw: st.DrawFn) -> Fact:
    """Of one report or of several."""
    named = draw(st.lists(st.sampled_from(SIDES), min_size=1, max_size=3, unique=True))
    sides = {side: frozenset(draw(st.sets(st.integers(1, 2), max_size=1))) for side in named}
    kind = draw(st.sampled_from(Kind))
    front = frozenset(named[:1]) if kind in (Kind.VISIT, Kind.MESSAGE, Kind.INVITATION) else frozenset[str]()
    happened = draw(st.booleans())
    told = draw(st.none() | st.integers(-120, 120).map(lambda offset: (FIRST + offset, FIRST + offset)))
    return Fact(
        kinds=frozenset({kind}),
        happened=happened,
        called_off=not happened and draw(st.booleans()),
        sides=sides,
        front=front,
        back=frozenset(named) - front,
        windows=tuple(draw(st.lists(st.tuples(windows(), st.sampled_from([None, -77.0, 37.6])), max_size=2))),
        places=tuple(draw(st.lists(st.sampled_from([MADRID, RABAT, GETAFE, SEVILLE, SPAIN]), max_size=2, unique=True))),
        told=told,
        remote=draw(st.booleans()),
    )


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Fact, Fact]:
    """Two facts that differ in one or two respects, so that many are taken for one."""
    one, other = draw(facts()), draw(facts())
    changed = draw(st.sets(st.sampled_from(["happened", "windows", "places", "told", "sides"]), min_size=1, max_size=2))
    if "sides" in changed:
        changed |= {"kinds", "front", "back"}
    if "happened" in changed:
        changed.add("called_off")
    return one, replace(one, **{name: getattr(other, name) for name in changed})
