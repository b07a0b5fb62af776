"""The gazetteer: what names stand for, and where they are in running text."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.actors import Sort, Wording, gazetteer
from dragoman.actors.tables import rows


def first(phrase):
    entries = gazetteer().lookup(phrase)
    return (entries[0].sort, entries[0].country) if entries else None


def found(text):
    return [text[hit.start : hit.end] for hit in gazetteer().find(text)]


@pytest.mark.parametrize(
    ("phrase", "sort", "country"),
    [
        ("South Korea", Sort.STATE, "KOR"),
        ("S. Korea", Sort.STATE, "KOR"),
        ("the Republic of Korea", Sort.STATE, "KOR"),
        ("ROK", Sort.STATE, "KOR"),
        ("DPRK", Sort.STATE, "PRK"),
        ("Democratic People's Republic of Korea", Sort.STATE, "PRK"),
        ("Democratic People’s Republic of Korea", Sort.STATE, "PRK"),
        ("U.S.", Sort.STATE, "USA"),
        ("U.K.", Sort.STATE, "GBR"),
        ("UAE", Sort.STATE, "ARE"),
        ("the Hellenic Republic", Sort.STATE, "GRC"),
        ("Kosovo", Sort.STATE, "XKX"),
        ("the Palestinian Authority", Sort.STATE, "PSE"),
        ("the Holy See", Sort.STATE, "VAT"),
        ("Taiwan", Sort.STATE, "TWN"),
        ("Soviet Union", Sort.STATE, "RUS"),
        ("Yugoslavia", Sort.STATE, "SRB"),
        ("East Germany", Sort.STATE, "DEU"),
        ("Türkiye", Sort.STATE, "TUR"),
        ("Côte d’Ivoire", Sort.STATE, "CIV"),
        ("Iranian", Sort.DEMONYM, "IRN"),
        ("Iranians", Sort.DEMONYM, "IRN"),
        ("S. Korean", Sort.DEMONYM, "KOR"),
        ("Briton", Sort.DEMONYM, "GBR"),
        ("Sino-", Sort.DEMONYM, "CHN"),
        ("Kiev", Sort.CAPITAL, "UKR"),
        ("Kyiv", Sort.CAPITAL, "UKR"),
        ("Peking", Sort.CAPITAL, "CHN"),
        ("Cheong WaDae", Sort.SEAT, "KOR"),
        ("the Blue House", Sort.SEAT, "KOR"),
        ("the Kremlin", Sort.SEAT, "RUS"),
        ("the Élysée", Sort.SEAT, "FRA"),
        ("Downing Street", Sort.SEAT, "GBR"),
        ("Bankova", Sort.SEAT, "UKR"),
        ("UN Security Council", Sort.IGO, "IGO"),
        ("Arab League", Sort.IGO, "IGO"),
        ("Islamic Co-operation Organisation", Sort.IGO, "IGO"),
        ("P5+1", Sort.IGO, "IGO"),
        ("ICRC", Sort.IGO, "IGO"),
        ("State Department", Sort.BODY, "USA"),
        ("the Pentagon", Sort.BODY, "USA"),
        ("Workers' Party of Korea", Sort.BODY, "PRK"),
        ("Foreign Ministry", Sort.BODY, None),
        ("National Intelligence Service", Sort.BODY, "KOR"),
        ("National Transitional Council", Sort.SIDE, "LBY"),
        ("Hezbollah", Sort.SIDE, "LBN"),
        ("Donetsk People's Republic", Sort.SIDE, "UKR"),
        ("Kosovo Liberation Army", Sort.SIDE, "XKX"),
        ("West Bank", Sort.REGION, "PSE"),
        ("Middle East", Sort.REGION, None),
        ("Texas", Sort.REGION, "USA"),
        ("Panmunjom", Sort.SITE, "KOR"),
        ("Geneva", Sort.CITY, "CHE"),
        ("Kim Jong-un", Sort.LEADER, "PRK"),
        ("Volodymyr Zelenskyy", Sort.LEADER, "UKR"),
    ],
)
def test_a_name_stands_for(phrase, sort, country):
    assert first(phrase) == (sort, country)


@pytest.mark.parametrize("phrase", ["us", "turkey", "North", "South", "", "the", "Washington Post", "Kiwi", "polish"])
def test_what_is_no_name(phrase):
    assert gazetteer().lookup(phrase) == ()


def test_an_ambiguous_name_gives_all_it_can_be():
    assert [(e.sort, e.country) for e in gazetteer().lookup("Georgia")] == [
        (Sort.STATE, "GEO"),
        (Sort.REGION, "USA"),
    ]
    assert {e.country for e in gazetteer().lookup("Korea")} == {"KOR", "PRK"}


def test_a_demonym_tells_people_from_adjective():
    wordings = {e.wording for e in gazetteer().lookup("French")}
    assert wordings == {Wording.ADJECTIVE}
    assert {e.wording for e in gazetteer().lookup("Frenchmen")} == {Wording.PEOPLE}
    assert gazetteer().lookup("Chinese")[0].name == "China"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The S. Korean envoy left.", ["S. Korean"]),
        ("a US-led coalition", ["US"]),
        ("Washington’s view and Washington's", ["Washington", "Washington"]),
        ("He is in the U.S.\nNow", ["U.S."]),
        ("MOSCOW, May 3 - RUSSIA said", ["MOSCOW", "RUSSIA"]),
        ("the Democratic People's\nRepublic of Korea", ["Democratic People's\nRepublic of Korea"]),
        ("Nigerians in Niger and Nigeria", ["Nigerians", "Niger", "Nigeria"]),
        ("Indiana, not India", ["Indiana", "India"]),
        ("according to the Washington Post and the Korea Herald", []),
        ("malicious Omani Malians", ["Omani", "Malians"]),
        ("the Sino-Russian border", ["Sino-", "Russian"]),
        ("New Mexico borders Mexico", ["New Mexico", "Mexico"]),
        ("talks with the AU's Peace and Security Council", ["AU's Peace and Security Council"]),
        ("let us go", []),
    ],
)
def test_names_in_running_text(text, names):
    assert found(text) == names


@given(st.text(max_size=200))
def test_hits_are_ordered_apart_and_at_word_bounds(text):
    end = 0
    for hit in gazetteer().find(text):
        assert end <= hit.start < hit.end <= len(text)
        assert hit.entries
        end = hit.end


def test_every_country_is_an_iso_code():
    for table in ("states.csv", "bodies.csv", "places.csv", "people.csv"):
        column = "code" if table == "states.csv" else "country"
        codes = {row[column] for row in rows(table)} - {""}
        assert all(re.fullmatch("[A-Z]{3}", code) for code in codes)
    known = {row["code"] for row in rows("states.csv")} | {"IGO"}
    for table in ("bodies.csv", "places.csv", "people.csv"):
        assert {row["country"] for row in rows(table)} - {""} <= known, table


def test_a_known_name_is_not_found_in_a_longer_one():
    assert found("Kim Song Chol spoke") == []
    assert found("Kim Song spoke, Xi Jinping Meets Li Peng") == ["Kim Song", "Xi Jinping", "Li Peng"]
