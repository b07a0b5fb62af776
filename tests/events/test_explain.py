"""Why a sentence made a report, and why another made none."""

import datetime as dt

from dragoman.events.coder import code
from dragoman.events.explain import explain
from dragoman.model import Article, Moment
from dragoman.text.parse import parse

TEXT = (
    "Kenyan envoy Peter Otieno met Ugandan President Moses Okello in Kampala on Monday. "
    "Kenyan President Jane Otieno met Kenyan ministers. The weather was fine."
)
PARSED = parse(Article("a", TEXT, published=Moment(dt.date(2019, 5, 15))))


def test_reports_are_those_of_the_coder() -> None:
    assert explain(PARSED).reports == code(PARSED)


def test_each_sentence_tells_what_fired() -> None:
    met, home, weather = explain(PARSED).sentences
    (fired,) = met.fired
    assert (fired.word, fired.entry, fired.report, fired.refusal) == ("met", "meeting.meet", 1, None)
    assert ("place", "Kampala, UGA", ("Kampala",)) in fired.fields
    assert home.fired[0].report is None
    assert home.fired[0].refusal == "all sides are of one state"
    assert weather.fired == ()
