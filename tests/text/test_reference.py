from dragoman.model import ActorType

KIMS = (
    "Kim Jong-un, the leader of North Korea, received Kim Hyun-chong, the South Korean deputy national security "
    "adviser. "
    "The South Korean adviser handed over a letter. The North Korean leader thanked him."
)


def test_office_and_country_from_titles_and_appositions(read):
    page = read(
        "Alex Wong, the deputy US nuclear envoy, met Russia's foreign minister, Sergei Lavrov. "
        "Republic of Korea (ROK) President Yoon Suk Yeol called Justin Trudeau, Prime Minister of Canada.",
        published="2022-06-03",
    )
    wong = page.one("Alex Wong")
    assert (wong.country, wong.office) == ("USA", "deputy nuclear envoy")
    assert page.one("Justin Trudeau").country == "CAN"
    assert page.one("the deputy US nuclear envoy") == wong
    assert {m.actors[0].country for m in page.parsed.mentions if "Lavrov" in m.span.of(page.parsed.article.text)} == {
        "RUS"
    }
    assert {
        m.actors[0].country for m in page.parsed.mentions if m.span.of(page.parsed.article.text).endswith("Yeol")
    } == {"KOR"}


def test_surnames_lead_to_the_fullest_name_even_of_the_title(read):
    page = read("Chung left for Beijing. Chung Eui-yong will return soon. Mr. Suh stays.", title="Suh Hoon in Tokyo")
    assert page.names("Chung") == ["Chung Eui-yong"]
    assert page.names("Mr. Suh") == ["Suh Hoon"]


def test_two_kims_stay_two(read):
    page = read(KIMS)
    assert page.names("The South Korean adviser") == ["Kim Hyun-chong"]
    assert page.names("The North Korean leader") == ["Kim Jong-un"]


def test_pronouns_by_sex_and_subject(read):
    page = read(
        "Norwegian Foreign Minister Anniken Huitfeldt flew to Doha. She met Qatari envoy Mr. Khalid Rashid. "
        "He thanked her for her visit."
    )
    assert page.names("She") == ["Anniken Huitfeldt"]
    assert page.names("He") == ["Khalid Rashid"]
    assert page.names("her") == ["Anniken Huitfeldt"]


def test_pairs(read):
    page = read(
        "President Emmanuel Macron of France hosted Chancellor Angela Merkel of Germany. The two leaders dined. "
        "Both sides agreed on a plan. They will meet again. The two countries will sign it."
    )
    pair = ["Emmanuel Macron", "Angela Merkel"]
    assert page.names("The two leaders") == pair
    assert page.names("Both sides") == pair
    assert page.names("They") == pair
    assert {a.key for a in page.actors("The two countries")} == {"state:FRA", "state:DEU"}


def test_office_nouns_lead_to_their_holder(read):
    page = read(
        "President Sauli Niinistö of Finland met Prime Minister Erna Solberg of Norway. The President spoke first. "
        "The Finnish leader praised the Norwegian prime minister."
    )
    assert page.names("The President") == ["Sauli Niinistö"]
    assert page.names("The Finnish leader") == ["Sauli Niinistö"]
    assert page.names("the Norwegian prime minister") == ["Erna Solberg"]


def test_a_name_that_follows_its_description(read):
    page = read(
        "A Russian envoy came to Benghazi. The talks were short, said Mikhail Margelov, the Russian envoy to Africa."
    )
    assert page.names("A Russian envoy") == ["Mikhail Margelov"]


def test_offices_of_two_states(read):
    page = read("The foreign ministers of France and Germany met in Rome.")
    found = page.actors("The foreign ministers of France and Germany")
    assert [a.country for a in found] == ["FRA", "DEU"]


def test_groups_keep_their_wording(read):
    page = read("Two South Korean envoys left for Washington. The envoys will return on Monday.")
    group = page.one("Two South Korean envoys")
    assert (group.name, group.type, group.country) == ("Two South Korean envoys", ActorType.GROUP, "KOR")
    assert page.one("The envoys") == group


def test_we_and_our_country_are_the_speakers(read):
    page = read('"We want talks," said Prime Minister Erna Solberg of Norway. "Our country is ready."')
    assert page.one("We").key == "state:NOR"
    assert page.one("Our country").key == "state:NOR"


def test_counterparts_have_their_own_country(read):
    page = read("Finland's defence minister met his Swedish counterpart, Peter Hultqvist, in Turku.")
    actors = [a for m in page.parsed.mentions for a in m.actors]
    assert {a.country for a in actors if a.name == "Peter Hultqvist"} == {"SWE"}


def test_an_official_paper_leaves_out_its_own_country(read):
    page = read(
        "President Joe Biden met President Maia Sandu of Moldova. "
        "Deputy National Security Advisor Ann Miller was there.",
        published="2022-06-03",
    )
    assert page.one("Deputy National Security Advisor Ann Miller").country == "USA"


def test_antecedents_are_given(read):
    page = read("Erna Solberg flew to Doha. She met the emir.")
    (span,) = page.mention("She").because
    assert span.of(page.parsed.article.text) == "Erna Solberg"


def test_the_alliance_is_the_organisation_last_spoken_of(read):
    page = read("NATO ministers meet in Oslo. NATO will decide soon. The alliance has changed.")
    assert page.one("The alliance").name == "NATO"


def test_states_pair_as_states_and_spokesmen_never(read):
    page = read("Poland and Estonia signed a pact in Riga. The two countries share a sea.")
    assert {a.key for a in page.actors("The two countries")} == {"state:POL", "state:EST"}
    page = read(
        "Russian President Boris Yeltsin met Ukrainian President Leonid Kuchma. Yeltsin's spokesman "
        "Sergei Yastrzhembsky praised Kuchma. The two leaders left."
    )
    assert page.names("The two leaders") == ["Boris Yeltsin", "Leonid Kuchma"]


def test_the_same_man_in_the_same_foreign_office_is_one(read):
    page = read("Russian envoy Gerhard Schroeder left. Russian envoy Schroeder was back on Monday.")
    assert page.names("Russian envoy Schroeder") == ["Gerhard Schroeder"]


def test_a_king_is_not_the_president_of_his_name(read):
    text = (
        "Iraqi President Saddam Hussein spoke. King Hussein of Jordan arrived. Hussein met Saddam Hussein. Saddam left."
    )
    page = read(text, published="1990-08-15")
    assert page.one("King Hussein").country == "JOR"
    assert page.one("Hussein") == page.one("King Hussein")
    assert page.names("Saddam Hussein") == page.names("Saddam") == ["Saddam Hussein"]
