"""Known people and what names tell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.actors import Rank, family_first, gender, known_person, same_person, surname
from dragoman.actors.people import people
from dragoman.actors.tables import rows


@pytest.mark.parametrize(
    ("name", "year", "person"),
    [
        ("Clinton", 1998, "Bill Clinton"),
        ("Clinton", 2011, "Hillary Clinton"),
        ("Bush", 1990, "George H. W. Bush"),
        ("Bush", 2003, "George W. Bush"),
        ("Assad", 1998, "Hafez Assad"),
        ("al-Assad", 2012, "Bashar Assad"),
        ("Putin", None, "Vladimir Putin"),
        ("Gadhafi", 2011, "Muammar Gaddafi"),
        ("Muammar Qaddafi", None, "Muammar Gaddafi"),
        ("Zelenskyy", 2022, "Volodymyr Zelensky"),
        ("Lukashenka", 2021, "Alexander Lukashenko"),
        ("Erdoğan", 2020, "Recep Tayyip Erdogan"),
        ("Kim Jong-il", None, "Kim Jong Il"),
        ("Chung Eui Yong", 2018, "Chung Eui-yong"),
        ("Mr. Blair", 1999, "Tony Blair"),
        ("Annan", 1998, "Kofi Annan"),
        ("Lavrov", 2011, "Sergei Lavrov"),
        ("Kishida", 2022, "Fumio Kishida"),
        ("Moon", 2018, "Moon Jae-in"),
    ],
)
def test_who_is_meant(name, year, person):
    assert known_person(name, year).name == person


@pytest.mark.parametrize(
    ("name", "year"), [("Kim", 2018), ("Li", 1998), ("Smith", 2001), ("", 2000), ("Clinton", 2022)]
)
def test_nobody_for_certain(name, year):
    person = known_person(name, year)
    assert person is None or name == "Clinton"


def test_the_office_is_that_of_the_year():
    assert known_person("Dmitry Medvedev", 2010).office == Rank.HEAD_OF_STATE
    assert known_person("Dmitry Medvedev", 2015).office == Rank.HEAD_OF_GOVERNMENT
    assert known_person("Ban Ki-moon", 2005).country == "KOR"
    assert known_person("Ban Ki-moon", 2012).country == "IGO"


def test_the_list_is_sound():
    ranks = {rank.value for rank in Rank}
    for person in people():
        assert person.office in ranks, person
        assert 1900 < person.start < 2030, person
        assert person.end is None or person.start <= person.end, person
    keys = [(row["name"], row["country"], row["office"], row["from"]) for row in rows("people.csv")]
    assert len(keys) == len(set(keys))
    assert len(keys) > 3000


@pytest.mark.parametrize(
    ("name", "last"),
    [
        ("Kim Hyun-chong", "Kim"),
        ("Pak Ui Chun", "Pak"),
        ("Xi Jinping", "Xi"),
        ("Chung Eui-yong", "Chung"),
        ("Ban Ki-moon", "Ban"),
        ("Suh Hoon", "Suh"),
        ("Nguyen Xuan Phuc", "Nguyen"),
        ("Lee Kuan Yew", "Lee"),
        ("Lee Hamilton", "Hamilton"),
        ("Kim Campbell", "Campbell"),
        ("Sung Kim", "Kim"),
        ("Stephen Biegun", "Biegun"),
        ("Mohamed bin Zayed Al Nahyan", "bin Zayed Al Nahyan"),
        ("Alexander Van der Bellen", "Van der Bellen"),
        ("Staffan de Mistura", "de Mistura"),
        ("Andrés Manuel López Obrador", "López Obrador"),
        ("Robert F. Kennedy Jr.", "Kennedy"),
        ("Mr. Putin", "Putin"),
        ("Abdul Ati al-Obeidi", "al-Obeidi"),
        ("", ""),
    ],
)
def test_surname(name, last):
    assert surname(name) == last


def test_order_of_names():
    assert family_first("Moon Jae-in")
    assert family_first("Ri Su Yong")
    assert not family_first("Susan Rice")
    assert not family_first("Moon")


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Kim Hyun-chong", "Kim Hyun Chong", True),
        ("Mohammed Tantowi", "Mohamed Tantawi", True),
        ("Gaddafi", "Qadhafi", True),
        ("Donald J. Trump", "Donald Trump", True),
        ("George W. Bush", "George H. W. Bush", False),
        ("Maria Lopez", "Mario Lopez", False),
        ("Ri Yong Ho", "Ri Yong Hae", False),
        ("Kim Jong Il", "Kim Jong Un", False),
        ("Igor Ivanov", "Sergei Ivanov", False),
        ("Biegun", "Jane Biegun", False),
        ("", "", False),
    ],
)
def test_spellings_of_one_person(a, b, same):
    assert same_person(a, b) is same
    assert same_person(b, a) is same


@pytest.mark.parametrize(
    ("name", "sex"),
    [
        ("Mrs. Smith", "f"),
        ("Queen Elizabeth", "f"),
        ("King Hussein", "m"),
        ("Park Geun-hye", "f"),
        ("Sheikh Hasina", "f"),
        ("Maria Novak", "f"),
        ("Robert Novak", "m"),
        ("Zxq Novak", None),
        ("", None),
    ],
)
def test_gender(name, sex):
    assert gender(name) == sex


@given(st.text(max_size=300))
def test_any_text_is_taken(text):
    surname(text)
    gender(text)
    known_person(text, 2010)
    assert same_person(text, "Moon Jae-in") in (True, False)


@pytest.mark.parametrize(
    ("name", "year", "person"),
    [
        ("Mohamed Mursy", 2012, "Mohammed Morsi"),
        ("Kishida Fumio", 2022, "Fumio Kishida"),
        ("Richard L. Armitage", 2003, "Richard Armitage"),
        ("Hoshiyar Zebari", 2011, "Hoshyar Zebari"),
    ],
)
def test_other_ways_to_write_a_known_name(name, year, person):
    assert known_person(name, year).name == person


def test_a_stranger_is_not_taken_for_somebody_known():
    for name in ("Thomas Miller", "Kim Sang Ho", "Maria Ivanova", "Jane Putin", "John Anders Smith"):
        assert known_person(name, 2011) is None, name


def test_a_country_makes_a_common_surname_unmistakable():
    assert known_person("Kim", 2002) is None
    assert known_person("Kim", 2002, "KOR").name == "Kim Dae-jung"
    assert known_person("Lee", 2021, "SGP").name == "Lee Hsien Loong"
    assert known_person("Prayut", 2021).name == "Prayut Chan-ocha"
    assert known_person("Putin", 2021, "FRA") is None
