def quotes(page):
    text = page.parsed.article.text
    return [(q.span.of(text), q.cue.of(text), [a.name for a in q.speakers], q.direct) for q in page.parsed.quotes]


def test_reported_speech(read):
    page = read("A State Department spokesperson said the envoy left Oslo.")
    assert (
        "the envoy left Oslo",
        "A State Department spokesperson",
        ["State Department spokesperson"],
        False,
    ) in quotes(page)


def test_according_to(read):
    found = quotes(read("The envoy left Oslo, according to sources close to the talks."))
    assert any(cue == "sources close to the talks" for _, cue, _, _ in found)


def test_hearsay(read):
    found = quotes(read("The envoy reportedly left Oslo."))
    assert [(cue, speakers) for _, cue, speakers, _ in found] == [("reportedly", [])]


def test_direct_speech_over_two_sentences(read):
    page = read('"We will meet soon. We agreed on that," Sergei Lavrov told reporters. "It is settled."')
    direct = [(said, who) for said, _, who, is_direct in quotes(page) if is_direct]
    assert direct == [
        ('"We will meet soon. We agreed on that,"', ["Sergei Lavrov"]),
        ('"It is settled."', ["Sergei Lavrov"]),
    ]


def test_transcript(read):
    page = read("Vladimir Putin: Good afternoon. I am glad to see you.\n\nTarja Halonen: Thank you.")
    assert page.names("I") == ["Vladimir Putin"]
    assert [who for _, _, who, _ in quotes(page)] == [["Vladimir Putin"], ["Tarja Halonen"]]
