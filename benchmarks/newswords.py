"""Sentences of made-up news: those that tell of a contact, and those around them."""

import random
from pathlib import Path
from typing import Any, Final

import yaml

from dragoman.model import Kind, Status

H, P = Status.HAPPENED, Status.PLANNED
VISIT, MEETING, CALL = Kind.VISIT, Kind.MEETING, Kind.CALL
MESSAGE, INVITATION, AGREEMENT = Kind.MESSAGE, Kind.INVITATION, Kind.AGREEMENT

# {a} and {b} are the two sides, {where} and {when} may be empty, {about} is the matter.
TELLING: Final[dict[tuple[Kind, Status], tuple[str, ...]]] = {
    (VISIT, H): (
        "{a} arrived{where}{when} for a visit at the invitation of {b}, with {about} on the agenda.",
        "{a} has visited{where}{when}, where {b} received the delegation to discuss {about}.",
        "The visit of {a}{where}{when} ended with promises by {b} to go on working on {about}.",
    ),
    (VISIT, P): (
        "{a} will travel{where}{when} at the invitation of {b} to speak about {about}.",
        "Preparations are under way for {a} to visit{where}{when}, where {b} is to act as host, over {about}.",
        "{b} will welcome {a}{where}{when} for a visit devoted to {about}.",
    ),
    (MEETING, H): (
        "{a} met {b}{where}{when} and discussed {about} for more than an hour.",
        "Talks between {a} and {b} took place{where}{when}, with {about} at their centre.",
        "{a} held a meeting with {b}{where}{when} on {about}, the third round this season.",
    ),
    (MEETING, P): (
        "{a} and {b} will meet{where}{when} to review {about}.",
        "A meeting between {a} and {b} is planned{where}{when} to settle questions of {about}.",
        "{a} is to hold talks with {b}{where}{when} on {about}.",
    ),
    (CALL, H): (
        "{a} spoke by telephone with {b}{when} about {about} and the next steps.",
        "In a phone call{when} {a} and {b} exchanged views on {about}.",
        "{a} called {b}{when} to talk about {about}, according to a short summary.",
    ),
    (CALL, P): ("{a} and {b} will speak by telephone{when} about {about}.",),
    (MESSAGE, H): (
        "{a} sent a message to {b}{when} which mentioned {about} and wished the people well.",
        "In a letter{when} {a} told {b} that {about} needed patience on both sides.",
    ),
    (MESSAGE, P): ("{a} is going to write to {b}{when} on {about}.",),
    (INVITATION, H): (
        "{a} invited {b} to pay a visit{when} and to continue the conversation on {about}.",
        "{b} received an invitation from {a}{when}, who hopes for progress on {about}.",
    ),
    (INVITATION, P): ("{a} intends to invite {b}{when} to a conference on {about}.",),
    (AGREEMENT, H): (
        "{a} and {b} signed an agreement on {about}{where}{when}, both sides said.",
        "An accord on {about} was signed{where}{when} by {a} and {b} after long negotiations.",
    ),
    (AGREEMENT, P): (
        "{a} and {b} will sign an agreement on {about}{where}{when}.",
        "The signing of an accord on {about} by {a} and {b} is expected{where}{when}.",
    ),
}
POSSIBLE: Final = (
    "{a} may meet {b}{where}{when} if both sides can agree on {about}.",
    "Contacts between {a} and {b}{where}{when} are being considered, with {about} as the likely subject.",
)
OFF: Final = (
    "{a} has called off the plans with {b}{where}{when} over differences on {about}.",
    "What {a} and {b} had arranged{where}{when} was cancelled because of the dispute over {about}.",
)
TRIGGERS: Final = {
    VISIT: "visit.visit",
    MEETING: "meeting.meet",
    CALL: "call.call",
    MESSAGE: "message.send",
    INVITATION: "invitation.invite",
    AGREEMENT: "agreement.sign",
}
NEWS: Final[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("news.yaml").read_text(encoding="utf-8"))
TOPICS: Final = tuple(NEWS["topics"].split())
_SENTENCES: Final = tuple(NEWS["sentences"])
_SYLLABLES: Final = tuple(NEWS["syllables"].split())
_WORDS: Final[dict[str, tuple[str, ...]]] = {
    **{slot: tuple(NEWS[slot].split()) for slot in ("adjective", "noun", "verb", "verbs", "times")},
    **{slot: tuple(NEWS[slot]) for slot in ("someone", "thing", "season")},
    "Someone": tuple(phrase[0].upper() + phrase[1:] for phrase in NEWS["someone"]),
    "number": tuple(str(number) for number in range(2, 100)),
}


class _Slots(dict[str, str]):
    """A word for each slot of a sentence, drawn anew each time."""

    def __init__(self, chance: random.Random) -> None:
        super().__init__()
        self._chance = chance

    def __missing__(self, slot: str) -> str:
        if slot == "name":
            return name(self._chance)
        words = _WORDS[slot]
        return words[int(len(words) * self._chance.random())]


def name(chance: random.Random) -> str:
    """A made-up name of a town or company: some common, most rare, as in real news."""
    number = int(60_000 * chance.random() ** 4)
    size = len(_SYLLABLES)
    parts = [_SYLLABLES[number % size], _SYLLABLES[number // size % size], _SYLLABLES[(number // 7) % size]]
    return "".join(parts if number < size * size else [*parts, _SYLLABLES[number // size // size % size]]).capitalize()


def around(chance: random.Random) -> str:
    """A sentence that tells of no contact."""
    return _SENTENCES[int(len(_SENTENCES) * chance.random())].format_map(_Slots(chance))
