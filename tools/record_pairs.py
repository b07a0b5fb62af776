"""Pairs of reports that the record takes for one contact, or keeps apart though they are alike, and what people found.

The order in which pairs are drawn follows from a hash of each, so a sample stays much the same when few merges change.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from pathlib import Path
from typing import Final

from dragoman.model import Article
from dragoman.record.timing import ordinal, window_of
from record_input import Told

SAME, DIFFERENT, MISREAD = "same", "different", "misread"
VERDICTS: Final = (SAME, DIFFERENT, MISREAD)
# Pairs are alike if their days lie within so many days, or one has none and they were published within so many.
_DAYS: Final = 3
_UNDATED_DAYS: Final = 14
_SHOWN_AROUND: Final = 1500  # characters before and after the evidence


@dataclass(frozen=True)
class Pair:
    """Two reports in the order of their keys."""

    one: Told
    other: Told

    @property
    def keys(self) -> tuple[str, str]:
        return self.one.key, self.other.key

    @property
    def merged(self) -> bool:
        return self.one.event.id == self.other.event.id


def pair_of(one: Told, other: Told) -> Pair:
    return Pair(one, other) if one.key <= other.key else Pair(other, one)


def merges(reports: Sequence[Told]) -> Iterator[Pair]:
    """Pairs of reports of different articles in one event."""
    by_event: dict[str, list[Told]] = defaultdict(list)
    for report in reports:
        by_event[report.event.id].append(report)
    for members in by_event.values():
        for one, other in combinations(members, 2):
            if one.source.article != other.source.article:
                yield pair_of(one, other)


def near_merges(reports: Sequence[Told]) -> Iterator[Pair]:
    """Pairs of different articles and events with two sides and the kind in common, and days that are near."""
    groups: dict[tuple[str, str, str], list[Told]] = defaultdict(list)
    for report in reports:
        kind = "talk" if str(report.source.kind) in ("meeting", "call") else str(report.source.kind)
        for one, other in combinations(sorted(report.sides), 2):
            groups[kind, one, other].append(report)
    seen = set()
    for members in groups.values():
        for one, other in combinations(members, 2):
            pair = pair_of(one, other)
            if one.event.id == other.event.id or one.source.article == other.source.article or pair.keys in seen:
                continue
            if _near(one, other):
                seen.add(pair.keys)
                yield pair


def _near(one: Told, other: Told) -> bool:
    a, b = window_of(one.source.when), window_of(other.source.when)
    if a is not None and b is not None:
        return a.gap(b) <= _DAYS
    days = [ordinal(report.source.published) for report in (one, other)]
    return None not in days and abs((days[0] or 0) - (days[1] or 0)) <= _UNDATED_DAYS


def sample(pairs: Iterable[Pair], number: int, seed: str) -> list[Pair]:
    """A random sample, at most one pair of the same event or of the same two events."""
    ranked = sorted(pairs, key=lambda pair: hashlib.sha256("|".join((seed, *pair.keys)).encode()).digest())
    chosen: dict[frozenset[str], Pair] = {}
    for pair in ranked:
        chosen.setdefault(frozenset((pair.one.event.id, pair.other.event.id)), pair)
    return list(chosen.values())[:number]


def read_verdicts(path: Path) -> dict[tuple[str, str], str]:
    """Verdict by pair from a table of tab-separated lines: verdict, report, report, reason."""
    found = {}
    if path.is_file():
        for line in path.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                verdict, one, other, _ = line.split("\t")
                if verdict not in VERDICTS:
                    raise ValueError(f"{path.name}: {verdict!r} is none of {', '.join(VERDICTS)}")
                found[one, other] = verdict
    return found


@dataclass(frozen=True)
class Count:
    """How the pairs of a sample were judged."""

    same: int
    different: int
    misread: int
    open: int

    @property
    def size(self) -> int:
        return self.same + self.different + self.misread + self.open


def counted(pairs: Sequence[Pair], verdicts: Mapping[tuple[str, str], str]) -> Count:
    given = [verdicts.get(pair.keys) for pair in pairs]
    return Count(given.count(SAME), given.count(DIFFERENT), given.count(MISREAD), given.count(None))


def written(pairs: Sequence[Pair], articles: Mapping[str, Article], verdicts: Mapping[tuple[str, str], str]) -> str:
    """The pairs with their texts, for reading."""
    parts = []
    for number, pair in enumerate(pairs, 1):
        parts.append(f"{'=' * 100}\n[{number}] {verdicts.get(pair.keys, '?')}\t{pair.one.key}\t{pair.other.key}\t")
        parts += [_shown(report, articles[report.source.article]) for report in (pair.one, pair.other)]
    return "\n".join(parts)


def _shown(report: Told, article: Article) -> str:
    source = report.source
    when = f"{source.when.start}..{source.when.end}" if source.when else "no day"
    where = source.place.name or source.place.country if source.place else "no place"
    cuts = sorted({max(0, source.span.start - _SHOWN_AROUND), source.span.start, source.span.end,
                   min(len(article.text), source.span.end + _SHOWN_AROUND)})  # fmt: skip
    pieces = [article.text[a:b] for a, b in pairwise(cuts)]
    text = "".join(f">>>{piece}<<<" if piece == source.span.of(article.text) else piece for piece in pieces)
    who = "; ".join(p.id for p in report.event.participants)
    return (
        f"--- {source.published} {source.kind} {source.status} {when} @ {where} | {article.outlet}: {article.title}\n"
        f"    event {report.event.id}: {who}\n{text}"
    )
