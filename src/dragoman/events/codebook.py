"""The codebook: which words state a contact, and which of their neighbours are its sides.

The entries live in YAML under `codebook/`, one file per kind, each entry with examples and the reports expected of
them, so that an entry can be read, changed and tested without reading Python.
"""

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from dragoman.errors import CodebookError
from dragoman.model import Kind, Plover, Status
from dragoman.resources import load_yaml

ROLES = frozenset({"visitor", "host", "party", "sender", "recipient", "carrier", "destination", "forum"})


@dataclass(frozen=True, slots=True)
class Example:
    """A passage written for the codebook and the reports expected of it.

    `published` is an ISO date. Each report maps "kind", "status", "place", "start", "end" and role names to what is
    expected; a key that is absent is not checked.
    """

    text: str
    published: str
    reports: tuple[Mapping[str, Any], ...]
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One way of stating a contact.

    `words` are lemmas of verbs (`verbal`) or nouns. `roles` maps a role to the slots that fill it (see `grammar`).
    `needs` are roles that must be filled, `slots` slots of which one must be filled. `cue` are lemmas of which one must
    stand in the clause, `object` lemmas of which one must be the object (or stand after "in"), `complement` lemmas of
    which one must be the verb after it, `particle` its particles. `avoid` maps a slot to lemmas that must not fill it,
    `without` are words that must not hang on the trigger. `status` is what the word itself says of its reality.
    `flags` are the conditions that docs/codebook.md lists; `sides` is the least number of sides.
    """

    id: str
    kind: Kind
    verbal: bool
    words: frozenset[str]
    roles: Mapping[str, tuple[str, ...]]
    needs: frozenset[str]
    slots: frozenset[str]
    cue: frozenset[str]
    avoid: Mapping[str, frozenset[str]]
    object: frozenset[str]
    particle: frozenset[str]
    without: frozenset[str]
    complement: frozenset[str]
    status: Status | None
    flags: frozenset[str]
    sides: int
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class Factuality:
    """Words that set the status of what they govern: `verbs["visit"]`-like maps from lemma to status."""

    verbs: Mapping[str, Status]
    nouns: Mapping[str, Status]
    adjectives: Mapping[str, Status]
    adverbs: Mapping[str, Status]
    modals: frozenset[str]
    saying: frozenset[str]
    acts: frozenset[str]
    judged: frozenset[str]
    dropped: frozenset[str]


@dataclass(frozen=True, slots=True)
class Codebook:
    """All entries, by the lemma that they fire on, with the PLOVER fields of each kind and status.

    `private` are lemmas of groups that are nobody's officials, `parts_of_states` are words for those, `lemmas` all
    those that an entry fires on.
    """

    entries: tuple[Entry, ...]
    plover: Mapping[tuple[Kind, Status], Plover]
    factuality: Factuality
    private: frozenset[str]
    parts_of_states: frozenset[str]
    by_word: Mapping[tuple[str, bool], tuple[Entry, ...]] = field(repr=False)
    lemmas: frozenset[str] = field(repr=False)

    def candidates(self, lemma: str, *, verbal: bool) -> tuple[Entry, ...]:
        """Entries that may fire on a word with this lemma, in the order of the files."""
        return self.by_word.get((lemma, verbal), ())


KEYS = frozenset(
    [
        "id",
        "verbs",
        "nouns",
        "roles",
        "needs",
        "slots",
        "cue",
        "avoid",
        "object",
        "particle",
        "without",
        "complement",
        "status",
        "flags",
        "sides",
        "examples",
    ]
)


# what each means: docs/codebook.md
FLAGS = frozenset(
    {
        "apart",
        "arrival",
        "city",
        "deed",
        "face",
        "implied",
        "in person",
        "intransitive",
        "people",
        "person host",
        "plain",
        "presence",
        "remote",
        "sent",
        "somewhere",
        "spoken",
        "states and organisation",
        "two people",
    }
)


@functools.cache
def codebook() -> Codebook:
    """The codebook that is installed with the package.

    Raises:
        CodebookError: an entry is not well formed; the message names the file and the entry.
    """
    folder = ("dragoman.events", "codebook")
    entries: list[Entry] = []
    plover: dict[tuple[Kind, Status], Plover] = {}
    for kind in Kind:
        name = f"{kind}.yaml"
        raw = load_yaml(*folder, name)
        if raw.get("kind") != kind:
            raise CodebookError(f"{name}: 'kind' must be {kind}")
        for status in Status:
            fields = raw["plover"][str(status)]
            plover[kind, status] = Plover(fields["event"], fields["mode"], fields["cameo"])
        entries.extend(_entry(kind, item, name) for item in raw["entries"])
    seen = [e.id for e in entries]
    if len(seen) != len(set(seen)):
        raise CodebookError("two entries of the codebook share an id")
    by_word: dict[tuple[str, bool], list[Entry]] = {}
    for entry in entries:
        for word in sorted(entry.words):
            by_word.setdefault((word, entry.verbal), []).append(entry)
    facts = load_yaml(*folder, "factuality.yaml")
    people = load_yaml(*folder, "people.yaml")
    private = frozenset(people["private"])
    return Codebook(
        tuple(entries),
        plover,
        _factuality(facts),
        private,
        frozenset(people["parts_of_states"]),
        {key: tuple(found) for key, found in by_word.items()},
        frozenset(lemma for lemma, _ in by_word),
    )


def _entry(kind: Kind, raw: Mapping[str, Any], file: str) -> Entry:
    where = f"{file}: entry {raw.get('id', '?')}"
    unknown = set(raw) - KEYS
    if unknown:
        raise CodebookError(f"{where}: unknown key {sorted(unknown)[0]!r}")
    if ("verbs" in raw) == ("nouns" in raw):
        raise CodebookError(f"{where}: give either 'verbs' or 'nouns'")
    roles = {role: tuple(slots) for role, slots in raw["roles"].items()}
    if not set(roles) <= ROLES:
        raise CodebookError(f"{where}: unknown role {sorted(set(roles) - ROLES)[0]!r}")
    if set(raw.get("flags", ())) - FLAGS:
        raise CodebookError(f"{where}: unknown flag {sorted(set(raw['flags']) - FLAGS)[0]!r}")
    if not raw.get("examples"):
        raise CodebookError(f"{where}: an entry needs an example")
    return Entry(
        id=raw["id"],
        kind=kind,
        verbal="verbs" in raw,
        words=frozenset(raw.get("verbs") or raw["nouns"]),
        roles=roles,
        needs=frozenset(raw.get("needs", ())),
        slots=frozenset(raw.get("slots", ())),
        cue=frozenset(raw.get("cue", ())),
        avoid={slot: frozenset(words) for slot, words in raw.get("avoid", {}).items()},
        object=frozenset(raw.get("object", ())),
        particle=frozenset(raw.get("particle", ())),
        without=frozenset(raw.get("without", ())),
        complement=frozenset(raw.get("complement", ())),
        status=Status(raw["status"]) if "status" in raw else None,
        flags=frozenset(raw.get("flags", ())),
        sides=int(raw.get("sides", 1)),
        examples=tuple(_examples(raw["examples"])),
    )


def _examples(raw: list[Mapping[str, Any]]) -> Iterator[Example]:
    for item in raw:
        yield Example(item["text"], str(item["published"]), tuple(item["reports"]), item.get("title"))


def _factuality(raw: Mapping[str, Any]) -> Factuality:
    def table(part: str) -> dict[str, Status]:
        return {word: status for status in Status for word in raw.get(str(status), {}).get(part, ())}

    return Factuality(
        verbs=table("verbs"),
        nouns=table("nouns"),
        adjectives=table("adjectives"),
        adverbs=table("adverbs"),
        modals=frozenset(raw["modals"]),
        saying=frozenset(raw["saying"]),
        acts=frozenset(raw["acts"]),
        judged=frozenset(raw["judged"]),
        dropped=frozenset(raw["dropped"]),
    )
