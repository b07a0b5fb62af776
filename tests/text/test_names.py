"""Names that the small model cuts, mislabels or misparses."""

import pytest

from dragoman.model import ActorType
from dragoman.text.parsed import Form


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Moon Jae-in flew to Oslo for talks.", "Moon Jae-in", "Moon Jae-in"),
        ("Foreign Minister Pak Ui Chun received the guests.", "Foreign Minister Pak Ui Chun", "Pak Ui Chun"),
        ("Lee Do-hoon (left) heads to Moscow.", "Lee Do-hoon", "Lee Do-hoon"),
        (
            "President Joseph R. Biden, Jr. spoke with the king.",
            "President Joseph R. Biden, Jr.",
            "Joseph R. Biden, Jr.",
        ),
        (
            "He met Crown Prince Mohammed bin Zayed Al Nahyan.",
            "Crown Prince Mohammed bin Zayed Al Nahyan",
            "Mohammed bin Zayed Al Nahyan",
        ),
        ("President of Finland Sauli Niinistö met the press.", "President of Finland Sauli Niinistö", "Sauli Niinistö"),
        (
            "President of the European Council Charles Michel left.",
            "President of the European Council Charles Michel",
            "Charles Michel",
        ),
        ("Prime Minister Theresa May will host him.", "Prime Minister Theresa May", "Theresa May"),
        (
            "President-elect Luiz Inácio Lula da Silva called.",
            "President-elect Luiz Inácio Lula da Silva",
            "Luiz Inácio Lula da Silva",
        ),
    ],
)
def test_whole_names(read, text, words, name):
    actor = read(text).one(words)
    assert (actor.name, actor.type) == (name, ActorType.PERSON)


def test_names_parse_as_one_word(read):
    doc = read("During a trip to Oslo, President of Ukraine Volodymyr Zelenskyy met with Ramon Ferrer.").parsed.doc
    verb = next(t for t in doc if t.text == "met")
    assert [t.text for t in verb.children if t.dep_ == "nsubj"] == ["Zelenskyy"]


def test_blue_house_is_the_state(read):
    page = read("Cheong WaDae welcomed the offer.")
    assert page.one("Cheong WaDae").key == "state:KOR"


def test_headline_state_and_leader(read):
    page = read("S. Korean envoy Lee Do-hoon leaves for Tokyo")
    assert page.one("S. Korean envoy Lee Do-hoon").country == "KOR"
    assert page.mention("S. Korean").form is Form.DEMONYM


def test_both_states_of_a_summit(read):
    page = read("The US-North Korea summit will be held soon.")
    assert [page.one("US").key, page.one("North Korea").key] == ["state:USA", "state:PRK"]


def test_states_within_one_token(read):
    page = read("A U.S.-U.K. deal is near.")
    assert [page.one("U.S.").country, page.one("U.K.").country] == ["USA", "GBR"]


def test_names_across_a_line_break(read):
    text = (
        "After a long night at the hotel by the lake, South Korea's envoy Lee\n"
        "Do-hoon told the reporters who had been waiting in the rain that\n"
        "the talks would go on for at least another week in the same place."
    )
    assert read(text).one("South Korea's envoy Lee\nDo-hoon").name.split() == ["Lee", "Do-hoon"]


@pytest.mark.parametrize(
    ("text", "words", "governs"),
    [
        ("Moscow supports the plan.", "Moscow", True),
        ("He arrived in Moscow on Monday.", "Moscow", False),
        ("She flew to Moscow.", "Moscow", False),
        ("Talks between Moscow and Berlin failed.", "Moscow", True),
        ("Talks between Moscow and Berlin failed.", "Berlin", True),
        ("The minister visited Moscow.", "Moscow", False),
        ("Officials from Moscow came along.", "Moscow", True),
        ("His visit to Russia ended.", "Russia", False),
        ("Russia's foreign minister resigned.", "Russia", True),
    ],
)
def test_place_or_government(read, text, words, governs):
    mention = read(text).mention(words)
    assert mention.governs is governs
    assert mention.actors[0].key in ("state:RUS", "state:DEU")
    assert mention.place is not None


def test_a_month_is_a_name_only_of_somebody(read):
    page = read("Theresa May arrived in Paris. May met Emmanuel Macron on May 4.")
    assert page.names("May") == ["Theresa May"]
    assert [m.span.of(page.parsed.article.text) for m in page.parsed.mentions].count("May") == 1


def test_organisations_keep_their_fullest_wording(read):
    page = read("The North Atlantic Treaty Organization (NATO) met in Oslo. NATO will meet again.")
    assert page.one("NATO", 1).name == "North Atlantic Treaty Organization"


def test_surnames_that_are_cities_stay_with_the_given_name(read):
    page = read("Nigerian President Musa Bello met adviser Emmanuel Bonn in Abuja.", published="2022-06-03")
    assert page.names("Nigerian President Musa Bello") == ["Musa Bello"]
    assert page.mention("adviser Emmanuel Bonn").place is None


def test_two_offices_of_one_person(read):
    page = read(
        "State Councillor and Foreign Minister Wang Yi of China met Deputy Prime Minister and Finance Minister "
        "Anu Larsen in Oslo. The President and Prime Minister Erna Solberg waited.",
        published="2021-06-03",
    )
    text = page.parsed.article.text
    assert "State Councillor" not in [m.span.of(text) for m in page.parsed.mentions]
    assert page.names("Deputy Prime Minister and Finance Minister Anu Larsen") == ["Anu Larsen"]
    assert page.names("Prime Minister Erna Solberg") == ["Erna Solberg"]
