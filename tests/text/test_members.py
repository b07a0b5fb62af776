def test_a_group_is_its_members_where_they_are_named(read):
    page = read(
        "A Finnish delegation, which included Pekka Haavisto and Anu Laine, landed in Oslo. The delegation left.",
        published="2020-06-03",
    )
    assert page.names("The delegation") == ["Pekka Haavisto", "Anu Laine"]
    assert page.one("Anu Laine").country == "FIN"


def test_a_party_is_those_who_accompany_its_leader(read):
    page = read(
        "Estonian President Alar Karis and his party left for Oslo. "
        "Leaving with Karis were Jaan Tamm, chairman of the trade board, and Mari Saar, minister of light industry.",
        published="2022-06-03",
    )
    assert page.names("his party") == ["Jaan Tamm", "Mari Saar"]
    assert {a.country for a in page.actors("his party")} == {"EST"}


def test_accompanied_by(read):
    page = read(
        "Estonian President Alar Karis came to Oslo. He is accompanied by Jaan Tamm and Mari Saar.",
        published="2022-06-03",
    )
    assert page.one("Mari Saar").country == "EST"


def test_who_goes_on_speaking_is_who_spoke(read):
    page = read(
        "Pekka Haavisto will lead the Finnish side, Sauli Niinisto told reporters. He also said he had asked for it.",
        published="2020-06-03",
    )
    assert page.names("He") == ["Sauli Niinisto"]
