TALKS = (
    "President of Finland Sauli Niinisto met with President of Estonia Alar Karis in Helsinki.\n"
    "Beginning of talks President of Finland Sauli Niinisto: Mr President, I am glad that you came. "
    "We last met in May. Welcome. President of Estonia Alar Karis (via interpreter): Thank you, Mr President, "
    "for your invitation. We value it."
)


def test_turns_begin_within_a_line(read):
    page = read(TALKS, published="2022-06-03")
    assert [page.parsed.article.text[q.span.start :][:12] for q in page.parsed.quotes if q.direct] == [
        "Mr President",
        "Thank you, M",
    ]


def test_you_is_the_other_speaker(read):
    page = read(TALKS, published="2022-06-03")
    assert page.names("Mr President") == ["Alar Karis"]
    assert page.names("you") == ["Alar Karis"]
    assert page.names("Mr President", 1) == ["Sauli Niinisto"]
    assert page.names("your") == ["Sauli Niinisto"]


def test_we_is_the_speakers_state_but_both_where_they_met(read):
    page = read(TALKS, published="2022-06-03")
    assert page.names("We") == ["Sauli Niinisto", "Alar Karis"]
    assert page.names("We", 1) == ["Estonia"]


def test_among_three_nobody_is_you(read):
    page = read(
        "President of Finland Sauli Niinisto: I thank you.\nPresident of Estonia Alar Karis: I agree.\n"
        "President of Latvia Egils Levits: So do I.",
        published="2022-06-03",
    )
    assert page.names("you") == []
    assert page.names("I", 1) == ["Alar Karis"]


def test_names_that_a_page_ran_together_are_told_apart(read):
    page = read(
        "President of Armenia Vahagn KhachaturyanKhachaturyan VahagnPresident of Armenia: Hello. I came by train."
    )
    assert page.names("I") == ["Vahagn Khachaturyan"]
