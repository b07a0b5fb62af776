"""Titles of office."""

import pytest

from dragoman.actors import Rank, default_country, is_group_noun, is_office_noun, office_class, parse_title


@pytest.mark.parametrize(
    ("text", "office", "country", "rank"),
    [
        ("deputy US nuclear envoy", "deputy nuclear envoy", "USA", Rank.ENVOY),
        ("South Korea’s deputy national security adviser", "deputy national security adviser", "KOR", Rank.ADVISER),
        ("Russian President", "President", "RUS", Rank.HEAD_OF_STATE),
        ("President of the Islamic Republic of Iran", "President", "IRN", Rank.HEAD_OF_STATE),
        ("Prime Minister of Malaysia", "Prime Minister", "MYS", Rank.HEAD_OF_GOVERNMENT),
        ("Secretary of State", "Secretary of State", "USA", Rank.FOREIGN_MINISTER),
        ("State Department spokesperson", "State Department spokesperson", "USA", Rank.SPOKESPERSON),
        ("US special representative for North Korea", "special representative for North Korea", "USA", Rank.ENVOY),
        ("Russian ambassador to the United States", "ambassador to the United States", "RUS", Rank.ENVOY),
        ("EU foreign policy chief", "foreign policy chief", "IGO", Rank.FOREIGN_MINISTER),
        ("NATO Secretary-General", "Secretary-General", "IGO", Rank.HEAD_OF_ORGANISATION),
        ("the Dutch Minister of Foreign Affairs", "Minister of Foreign Affairs", "NLD", Rank.FOREIGN_MINISTER),
        ("Chinese vice foreign minister", "vice foreign minister", "CHN", Rank.MINISTER),
        ("emir of Qatar", "emir", "QAT", Rank.ROYAL),
        ("South Korean officials", "officials", "KOR", Rank.OFFICIAL),
        ("Pope", "Pope", "VAT", Rank.HEAD_OF_STATE),
        ("rebel leader", "rebel leader", None, Rank.MILITARY),
        (
            "vice-chairman of the Central Military Commission of the Workers' Party of Korea",
            "vice-chairman of the Central Military Commission of the Workers' Party of Korea",
            "PRK",
            Rank.OFFICIAL,
        ),
        ("Secretary of the Security Council", "Secretary of the Security Council", None, Rank.ADVISER),
        (
            "Chairman of the State Council Commission on Energy",
            "Chairman of the State Council Commission on Energy",
            None,
            Rank.OFFICIAL,
        ),
        ("Premier of the State Council", "Premier of the State Council", "CHN", Rank.HEAD_OF_GOVERNMENT),
        ("president of the Security Council", "president", "IGO", Rank.HEAD_OF_STATE),
    ],
)
def test_a_title_is_taken_apart(text, office, country, rank):
    title = parse_title(text)
    assert (title.office, title.country, title.rank) == (office, country, rank)


def test_a_title_names_its_body_and_its_past():
    assert parse_title("Chinese Foreign Ministry spokeswoman").body == "Foreign Ministry"
    assert parse_title("former US President").former
    assert not parse_title("US President").former
    assert parse_title("first chairman of the National Defence Commission").country == "PRK"


@pytest.mark.parametrize("text", ["", "banana", "the blue sky", "of of of", "visit"])
def test_what_is_no_title(text):
    assert parse_title(text) is None
    assert office_class(text) is None


@pytest.mark.parametrize(
    ("title", "rank"),
    [
        ("vice president", Rank.OFFICIAL),
        ("deputy assistant secretary of state", Rank.OFFICIAL),
        ("Chief Cabinet Secretary", Rank.SPOKESPERSON),
        ("vice department director", Rank.OFFICIAL),
        ("Assistant to the President for National Security Affairs", Rank.ADVISER),
        ("chief of staff", Rank.ADVISER),
        ("speaker of the house", Rank.LEGISLATOR),
        ("crown prince", Rank.ROYAL),
        ("envoys", Rank.ENVOY),
        ("Minister of Agriculture", Rank.MINISTER),
    ],
)
def test_the_class_of_a_title(title, rank):
    assert office_class(title) is rank


def test_only_one_state_has_it():
    assert default_country("Under Secretary of State") == "USA"
    assert default_country("Unification Minister") == "KOR"
    assert default_country("Ayatollah") is None
    assert default_country("president") is None


def test_nouns():
    assert is_office_noun("envoy")
    assert is_office_noun("Minister")
    assert not is_office_noun("table")
    assert is_group_noun("delegation")
    assert is_group_noun("side")
    assert not is_group_noun("river")
