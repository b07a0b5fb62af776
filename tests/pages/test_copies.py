"""Copies of a wire story are marked; follow-ups and stock phrases are not."""

from dataclasses import replace

import pytest

from dragoman.errors import ArticleSkipped
from dragoman.model import Article
from dragoman.pages.copies import CopyIndex
from dragoman.pages.language import detect_language, require_english

STORY = [
    "The foreign ministers of Mongolia and Laos met in Vientiane on Monday and agreed to open direct flights between "
    "their capitals before the end of the year, officials of both countries said after the talks.",
    "The Mongolian minister, on his first trip to the country, also called on the president and laid flowers at the "
    "national monument, where a guard of honour stood in the rain for nearly an hour.",
    "Trade between the two countries is small but has doubled in five years, mostly in cashmere, coffee and "
    "machines for mines, according to the customs offices of the two states.",
    "A joint commission that last met four years ago will now meet every spring, first in Ulaanbaatar, and will "
    "look at visas for students, at veterinary papers and at a treaty on extradition.",
    "The minister is to fly on to Hanoi on Wednesday, where he will open a new building of the embassy and "
    "speak to a forum of Asian business people.",
]
FOLLOW_UP = (
    "In Hanoi on Wednesday he said that the first flight would leave on November 3 and that an airline from Almaty "
    "had been chosen over two rivals to fly the route twice a week."
)


def marked(*articles: Article) -> list[str | None]:
    index = CopyIndex()
    return [index.mark(article).copy_of for article in articles]


def marks(*texts: str) -> list[str | None]:
    articles = [Article(id=str(number), text=text) for number, text in enumerate(texts)]
    return marked(*articles)


def test_one_story_in_three_outlets() -> None:
    whole = "\n\n".join(STORY)
    cut = "\n".join(STORY[:-1])
    edited = whole.replace("officials of both countries said", "officials said").replace("nearly", "almost")
    assert marks(whole, cut, edited, whole.upper()) == [None, "0", "0", "0"]


def test_copies_of_copies_lead_to_the_first() -> None:
    whole = "\n\n".join(STORY)
    assert marks(whole, whole, whole) == [None, "0", "0"]


def test_a_follow_up_is_no_copy() -> None:
    whole = "\n\n".join(STORY)
    assert marks(whole, "\n\n".join([FOLLOW_UP, *STORY])) == [None, None]
    assert marks(whole, "\n\n".join([*STORY, FOLLOW_UP])) == [None, None]


def test_the_same_stock_phrases_for_another_visitor_are_no_copy() -> None:
    whole = "\n\n".join(STORY[:2])
    other = whole.replace("Mongolia and Laos", "Bhutan and Laos").replace("Mongolian", "Bhutanese")
    assert marks(whole, other.replace("Monday", "Friday")) == [None, None]


def test_short_texts_are_copies_only_when_they_are_the_same() -> None:
    assert marks("The envoys met in Astana.", "The envoys met in Astana.", "The envoys met in Aktau.") == [
        None,
        "0",
        None,
    ]
    assert marks("", "", "...") == [None, None, None]


def test_other_stories_and_given_marks_stay() -> None:
    assert marks(STORY[0], STORY[2]) == [None, None]
    given = Article(id="b", text=STORY[0], copy_of="elsewhere")
    assert marked(replace(given, id="a", copy_of=None), given) == [None, "elsewhere"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (STORY[0], "en"),
        ("Chung Eui-yong, Suh Hoon, Moon Jae-in, Kang Kyung-wha and Kim Hyun-chong", None),
        ("Kim met Xi.", None),
        ("El presidente se reunió con el canciller alemán en Madrid el lunes por la tarde.", "es"),
        ("Der Außenminister reiste am Montag nach Wien und sprach dort mit dem Präsidenten.", "de"),
        ("De minister sprak maandag in Den Haag met de president over de toekomst van het verdrag.", "nl"),
        ("문재인 대통령은 월요일 베이징에서 시진핑 주석을 만났다.", "ko"),
        ("Министр прибыл в Вену.", "ru"),
        ("", None),
        ("12 34 56", None),
    ],
)
def test_language(text: str, language: str | None) -> None:
    assert detect_language(text) == language


def test_only_what_is_surely_foreign_is_skipped() -> None:
    assert require_english(Article("a", "", language=None)).id == "a"
    with pytest.raises(ArticleSkipped, match=r"^page\.html: not in English \(language: es\)$"):
        require_english(Article("a", "", language="es", source="page.html"))
