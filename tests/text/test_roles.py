def test_visitor_guest_and_host_are_of_the_other_state(read):
    page = read(
        "President Sauli Niinisto of Finland received Prime Minister Kaja Kallas of Estonia in Helsinki. "
        "He gave his visitor a book. The guest thanked him. Kallas told her host that she would return.",
        published="2022-06-03",
    )
    assert page.names("his visitor") == ["Kaja Kallas"]
    assert page.names("The guest") == ["Kaja Kallas"]
    assert page.names("her host") == ["Sauli Niinisto"]


def test_a_visitor_is_not_at_home_where_the_story_is(read):
    page = read(
        "Chancellor Angela Merkel of Germany spoke in Berlin, where she saw off French President Emmanuel Macron. "
        "The visitor had come by train.",
        published="2018-06-03",
    )
    assert page.names("The visitor") == ["Emmanuel Macron"]


def test_one_of_a_nation_is_the_person_last_spoken_of(read):
    page = read(
        "French President Emmanuel Macron met U.S. President Donald Trump. The American was late. "
        "The Frenchman waited for the French to come.",
        published="2018-06-03",
    )
    assert page.names("American") == ["Donald Trump"]
    assert all(a.type != "person" for a in page.actors("French", 1))


def test_other_words_for_an_office(read):
    page = read(
        "King Harald of Norway met CIA director William Burns and Pope Francis. "
        "The spy chief left. The monarch stayed. The pontiff prayed.",
        published="2022-06-03",
    )
    assert page.names("The spy chief") == ["William Burns"]
    assert page.one("The monarch").country == "NOR"
    assert page.names("The pontiff") == ["Pope Francis"]


def test_a_leader_whose_office_is_left_out(read):
    page = read("Donald Trump spoke on the lawn. The president praised Finland.", published="2018-06-03")
    assert page.names("The president") == ["Donald Trump"]


def test_who_is_called_is_not_who_calls(read):
    page = read(
        "Finnish President Sauli Niinisto called Estonian President Alar Karis and told him that he was glad.",
        published="2022-06-03",
    )
    assert page.names("him") == ["Alar Karis"]


def test_the_koreas_are_two(read):
    page = read("The two Koreas will meet in May.")
    assert [a.country for a in page.actors("Koreas")] == ["KOR", "PRK"]


def test_envoys_are_no_leaders(read):
    page = read(
        "Swiss envoy Livia Leu saw Iranian President Hassan Rouhani. The envoys flew home.", published="2019-06-03"
    )
    assert "Hassan Rouhani" not in page.names("The envoys")


def test_an_office_said_of_somebody_once_may_return_bare(read):
    page = read(
        "The U.S. secretary of state was late. Mike Pompeo flew to Helsinki. The secretary went on to Oslo.",
        published="2019-06-03",
    )
    assert page.names("The secretary") == ["Mike Pompeo"]


def test_whom_is_the_name_before_it(read):
    page = read(
        "He hoped to see Finnish President Sauli Niinisto, to whom he was carrying a letter from Oslo, but nobody came."
    )
    assert page.names("whom") == ["Sauli Niinisto"]


def test_a_council_named_long_before_is_the_council(read):
    page = read("The Nordic Council met in Oslo. " + "It was cold outside. " * 14 + "The council will vote.")
    assert page.names("The council") == page.names("Nordic Council")
