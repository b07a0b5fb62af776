import json

from made_record import ACTORS, EVENTS, UNDATED, VISIT

from dragoman.jsonio import actor_json, dumps, event_json, judgement_json
from dragoman.model import Judgement, Verdict

KEYS = [
    "id",
    "kind",
    "status",
    "participants",
    "place",
    "start",
    "end",
    "approximate",
    "confidence",
    "independent_sources",
    "sources",
    "life",
    "disagreements",
    "plover",
    "cameo",
    "about",
    "first_reported",
    "last_reported",
    "former_ids",
    "verdict",
    "corrected",
]
SOURCE_KEYS = [
    "article",
    "outlet",
    "agency",
    "url",
    "published",
    "attribution",
    "evidence",
    "copy_of",
    "report",
    "title",
    "kind",
    "status",
    "start",
    "end",
    "approximate",
    "place",
    "strength",
    "voice",
    "span",
    "confidence",
    "rejected",
    "rejected_as_copy",
]


def test_an_event_has_the_documented_keys_in_their_order() -> None:
    for event in EVENTS:
        line = event_json(event)
        assert list(line) == KEYS
        assert all(list(source) == SOURCE_KEYS for source in line["sources"])


def test_an_event_says_who_where_when_and_on_whose_word() -> None:
    line = json.loads(dumps(event_json(VISIT)))
    assert line["participants"][0] == {
        "name": "Mara Lindqvist",
        "country": "SWE",
        "role": "visitor",
        "type": "person",
        "office": "Deputy Foreign Minister",
        "actor": "SWE/mara-lindqvist",
    }
    assert line["place"] == {"name": "Nairobi", "country": "KEN", "lat": -1.28333, "lon": 36.81667, "geonames": 184745}
    assert (line["start"], line["end"], line["confidence"]) == ("2018-03-05", "2018-03-08", 0.912)
    assert line["life"][1] == {
        "on": "2018-03-06",
        "article": "a1",
        "field": "status",
        "from": "planned",
        "to": "happened",
    }
    assert line["disagreements"] == [
        {"field": "end", "values": ["2018-03-08", "2018-03-09"], "articles": [["a1"], ["a2"]]}
    ]
    assert line["plover"] == {"event": "CONSULT", "mode": "visit"}
    source = line["sources"][0]
    assert (source["report"], source["span"], source["confidence"]) == ("a1#1", [0, 50], 0.877)
    assert (source["start"], source["place"]["name"], source["strength"]) == ("2018-03-05", "Nairobi", "stated")


def test_what_is_unknown_is_null() -> None:
    line = json.loads(dumps(event_json(UNDATED)))
    assert line["start"] is None
    assert line["end"] is None
    assert line["approximate"] is False
    assert line["first_reported"] is None


def test_an_actor_and_a_judgement() -> None:
    entry = next(entry for entry in ACTORS if entry.id == "SWE/mara-lindqvist")
    assert json.loads(dumps(actor_json(entry))) == {
        "id": "SWE/mara-lindqvist",
        "name": "Mara Lindqvist",
        "type": "person",
        "country": "SWE",
        "names": ["Mara Lindqvist", "M. Lindqvist"],
        "offices": [
            {"office": "Deputy Foreign Minister", "country": "SWE", "first": "2018-03-01", "last": "2018-03-06"}
        ],
        "former_ids": [],
    }
    judgement = Judgement("j1", "2024-01-02T03:04:05Z", "ana", Verdict.SAME, "event", "e1", other="e2", note="see p. 3")
    line = json.loads(dumps(judgement_json(judgement)))
    assert line == {
        "id": "j1",
        "at": "2024-01-02T03:04:05Z",
        "by": "ana",
        "verdict": "same",
        "about": "event",
        "target": "e1",
        "other": "e2",
        "field": None,
        "value": None,
        "note": "see p. 3",
        "undone_at": None,
        "undone_by": None,
    }
