"""Who is who across articles: invented persons, and leaders whom everybody knows."""

import dataclasses
import re
from collections.abc import Iterable
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.model import Actor, ActorType
from dragoman.record.identity import MOST_CANDIDATES, Known, blocks, canonical, choose, lookup_keys, new_id

PERSON, BODY, STATE, IGO, GROUP = ActorType.PERSON, ActorType.BODY, ActorType.STATE, ActorType.IGO, ActorType.GROUP


def person(name: str, country: str | None = None, office: str | None = None) -> Actor:
    return Actor(name, PERSON, country, office)


def known(actor: Actor, day: str | None = None, last: str | None = None, id_: str | None = None) -> Known:
    offices = ((actor.office or "", day, last or day),) if day else ()
    return Known(id_ or new_id(actor, lambda _: False), actor.name, frozenset({actor.name}), actor.country, offices)


def resolve(sightings: Iterable[tuple[Actor, str | None]]) -> list[str]:
    """The ids that a record gives to actors in order, each found by its keys alone."""
    record: dict[str, Known] = {}
    index: dict[str, list[str]] = {}
    ids = []
    for spelled, day in sightings:
        actor = canonical(spelled, int(day[:4]) if day else None)
        found = dict.fromkeys(id_ for key in lookup_keys(actor) for id_ in index.get(key, ()))
        chosen = choose(actor, day, [record[id_] for id_ in found])
        if chosen is None:
            chosen = new_id(actor, record.__contains__)
            record[chosen] = Known(chosen, actor.name, frozenset(), actor.country)
        one = record[chosen]
        seen = (*one.offices, (actor.office or "", day, day)) if day else one.offices
        record[chosen] = dataclasses.replace(one, names=one.names | {actor.name}, offices=seen)
        for key in blocks(actor):
            if chosen not in index.setdefault(key, []):
                index[key].append(chosen)
        ids.append(chosen)
    return ids


DAY = "2020-02-12"

ONE_PERSON = [
    (["Kim Hyun-chong", "Kim Hyun Chong", "Kim Hyun-Chong", "Hyun-chong Kim", "Mr. Kim Hyun-chong"], "KOR"),
    (["Han Dol-mae", "Han Dol Mae", "Dol-mae Han"], "KOR"),
    (["Volodymyr Zelensky", "Volodymyr Zelenskyy", "Volodymyr Zelenskiy", "Vladimir Zelensky"], "UKR"),
    (["Sergei Lavrov", "Sergey Lavrov", "Sergey V. Lavrov"], "RUS"),
    (["Joseph R. Biden, Jr.", "Joe Biden", "Joseph Biden", "President Joseph R. Biden"], "USA"),
    (["Abdel Fattah el-Sisi", "Abdel Fattah al-Sisi", "Abdel-Fattah El-Sisi"], "EGY"),
    (["Mohammed bin Zayed", "Mohamed bin Zayed Al Nahyan", "Sheikh Mohammed bin Zayed Al Nahyan"], "ARE"),
    (["Andrés Manuel López Obrador", "Andres Manuel Lopez Obrador"], "MEX"),
    (["Dmytro Vesnyak", "Dmitry Vesnyak", "Dmitriy Vesniak", "Dmytro Vesnyak\n\nDmytro Vesnyak"], "UKR"),
    (["William Harcott", "Bill Harcott", "William J. Harcott", "Dr. William Harcott"], "USA"),
    (["Mohammed Qadhari", "Muhammad al-Qadhari", "Mohamed Kadhari"], "YEM"),
    (["Abdul Rahman Nasim", "Abdulrahman Nasim", "Abdel-Rahman Nasim"], "KWT"),
    (["Jörg Krähwald", "Jorg Krahwald"], "DEU"),
    (["CEO Anatoly Brusnikov", "Anatoly Brusnikov"], "RUS"),
]


@pytest.mark.parametrize(("spellings", "country"), ONE_PERSON, ids=lambda value: str(value)[:30])
def test_spellings_of_one_person_are_one_in_every_order(spellings: list[str], country: str) -> None:
    for order in permutations(spellings[:4]):
        assert len(set(resolve((person(name, country), DAY) for name in order))) == 1, order
    assert len(set(resolve((person(name, country), DAY) for name in spellings))) == 1


APART = [
    (person("Kim Hyun-chong", "KOR"), person("Kim Hyon-chol", "KOR")),
    (person("Kim Song-ho", "KOR"), person("Kim Sung-ho", "KOR")),
    (person("Ivan Sorokin", "RUS"), person("Ivan Sorokin", "UKR")),
    (person("Viktor Sorokin", "RUS"), person("Viktoria Sorokina", "RUS")),
    (person("Alexander Brusnikov", "RUS"), person("Alexandra Brusnikova", "RUS")),
    (person("Mario Venda", "ITA"), person("Maria Venda", "ITA")),
    (person("Paul Marin", "FRA"), person("Paul Moran", "FRA")),
    (person("Jean-Yves Tardel", "FRA"), person("Jean-Marc Tardel", "FRA")),
    (person("Serdar Berdimuhamedov", "TKM"), person("Gurbanguly Berdimuhamedov", "TKM")),
    (person("Andrei Kostrov", None), person("Andriy Kostriv", "UKR")),
    (person("Olena Zelenska", "UKR"), person("Volodymyr Zelensky", "UKR")),
]


@pytest.mark.parametrize("pair", APART, ids=lambda pair: f"{pair[0].name} / {pair[1].name}")
def test_different_persons_stay_apart_in_both_orders(pair: tuple[Actor, Actor]) -> None:
    for order in permutations(pair):
        assert len(set(resolve((actor, DAY) for actor in order))) == 2


def test_both_presidents_bush_stay_apart_under_one_spelling() -> None:
    bush = person("George Bush", "USA", "President")
    assert resolve([(bush, "1990-05-01"), (bush, "2005-05-01")]) == ["USA/george-h-w-bush", "USA/george-w-bush"]


def test_a_leader_is_known_by_his_surname_in_his_time() -> None:
    putin = canonical(person("Putin"), 2018)
    assert (putin.name, putin.country) == ("Vladimir Putin", "RUS")
    assert canonical(person("Merkolova", "RUS"), 2018) == person("Merkolova", "RUS")


def test_a_surname_is_not_a_leaders_when_the_office_is_anothers() -> None:
    assert canonical(person("Lavrov", "RUS", "Foreign Minister"), 2018).name == "Sergei Lavrov"
    assert canonical(person("Lavrov", "RUS", "Mayor of Plyos"), 2018).name == "Lavrov"


def test_a_leader_keeps_his_state_when_the_reader_got_another() -> None:
    assert canonical(person("Vladimir Putin", "TKM"), 2022).country == "RUS"
    assert canonical(person("Nikolai Patrushev", "IGO", "Secretary of the Security Council"), 2022).country == "RUS"
    assert canonical(person("Israel Naftali Bennett"), 2022) == person("Naftali Bennett", "ISR")


def test_a_leaders_consonants_alone_are_not_his_name() -> None:
    assert canonical(person("Tan Seri Muhyidin Yassin", "MMR"), 2011).name == "Tan Seri Muhyidin Yassin"
    assert canonical(person("Mohamed Mursi", "EGY"), 2012).name == canonical(person("Mohamed Morsi", "EGY"), 2012).name


def test_a_namesake_of_a_minister_of_long_ago_is_not_he() -> None:
    assert canonical(person("Sergei Ivanov", "BGR"), 2022) == person("Sergei Ivanov", "BGR")


def test_one_who_went_from_a_state_to_an_organisation_is_one() -> None:
    minister = (person("Ban Ki-moon", "KOR", "Foreign Minister"), "2005-06-01")
    secretary = (person("Ban Ki-moon", "IGO", "Secretary-General"), "2010-06-01")
    assert resolve([minister, secretary]) == ["KOR/ban-ki-moon"] * 2
    assert resolve([secretary, minister]) == ["KOR/ban-ki-moon"] * 2


@pytest.mark.parametrize("other", ["Mayor of Sinhae", "Ambassador to Japan", "General"])
def test_offices_that_no_one_holds_together_tell_namesakes_apart(other: str) -> None:
    minister, namesake = person("Ryu Dal-su", "KOR", "Foreign Minister"), person("Ryu Dal-su", "KOR", other)
    assert resolve([(minister, DAY), (namesake, "2020-02-20")]) == ["KOR/ryu-dal-su", "KOR/ryu-dal-su-2"]
    assert resolve([(namesake, DAY), (minister, "2020-02-20")]) == ["KOR/ryu-dal-su", "KOR/ryu-dal-su-2"]
    # Years later it is a career.
    assert len(set(resolve([(namesake, DAY), (minister, "2023-02-20")]))) == 1
    assert len(set(resolve([(minister, DAY), (dataclasses.replace(namesake, office=f"former {other}"), DAY)]))) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Deputy National Security Adviser", "Special Envoy"),
        ("President", "Chairman of the Workers' Party"),
        ("Prime Minister", "Foreign Minister"),
        ("Vice Foreign Minister", "Special Representative"),
        ("President", "General"),
        ("Foreign Minister", "Ambassador-at-large"),
        ("Governor of the Central Bank", "Finance Minister"),
    ],
)
def test_offices_that_go_together_do_not_part_a_person(one: str, other: str) -> None:
    sightings = [(person("Ryu Dal-su", "KOR", one), DAY), (person("Ryu Dal-su", "KOR", other), DAY)]
    assert len(set(resolve(sightings))) == 1
    assert len(set(resolve(reversed(sightings)))) == 1


def test_a_deputy_minister_and_a_general_of_one_name_are_two() -> None:
    general = person("Han Dol-mae", "KOR", "Chief of the General Staff")
    deputy = person("Han Dol-mae", "KOR", "Vice Foreign Minister")
    assert len(set(resolve([(general, DAY), (deputy, "2020-03-01")]))) == 2


def test_each_namesake_is_found_again_by_his_office() -> None:
    minister, mayor = person("Ivan Sorokin", "RUS", "Foreign Minister"), person("Ivan Sorokin", "RUS", "Mayor of Plyos")
    days = ["2020-02-12", "2020-02-13", "2020-02-14", "2020-02-15"]
    first, second = "RUS/ivan-sorokin", "RUS/ivan-sorokin-2"
    assert resolve(zip([minister, mayor, minister, mayor], days, strict=True)) == [first, second, first, second]


def test_a_full_name_without_a_state_is_the_only_bearer() -> None:
    assert resolve([(person("Ivan Sorokin", "RUS"), DAY), (person("Ivan Sorokin"), DAY)]) == ["RUS/ivan-sorokin"] * 2
    assert resolve([(person("Ivan Sorokin"), DAY), (person("Ivan Sorokin", "RUS"), DAY)]) == ["?/ivan-sorokin"] * 2
    two = [known(person("Ivan Sorokin", "RUS")), known(person("Ivan Sorokin", "UKR"))]
    assert choose(person("Ivan Sorokin"), DAY, two) is None


def test_a_surname_alone_is_its_one_bearer_seen_near() -> None:
    sorokin = known(person("Ivan Sorokin", "RUS", "Deputy Minister"), "2019-06-01")
    assert choose(person("Sorokin", "RUS"), DAY, [sorokin]) == sorokin.id
    assert choose(person("Mr. Sorokin", "RUS"), DAY, [sorokin]) == sorokin.id
    assert choose(person("I. Sorokin", "RUS"), DAY, [sorokin]) == sorokin.id
    assert choose(person("P. Sorokin", "RUS"), DAY, [sorokin]) is None
    assert choose(person("Sorokin", "UKR"), DAY, [sorokin]) is None
    assert choose(person("Sorokin"), DAY, [sorokin]) is None
    assert choose(person("Sorokin", "RUS"), "2024-02-12", [sorokin]) is None
    assert choose(person("Sorokin", "RUS"), "2017-02-12", [sorokin]) is None
    assert choose(person("Sorokin", "RUS", "Ambassador"), DAY, [sorokin]) is None
    brother = known(person("Pavel Sorokin", "RUS", "Envoy"), "2019-06-01")
    assert choose(person("Sorokin", "RUS"), DAY, [sorokin, brother]) is None
    assert choose(person("Sorokin", "RUS", "Envoy"), DAY, [sorokin, brother]) == brother.id


def test_a_surname_of_too_many_is_nobodys() -> None:
    one = known(person("Ivan Sorokin", "RUS"), DAY)
    others = [
        known(person(f"Pyotr Zhu{'abcdefg'[i % 7]}kov", "RUS"), DAY, id_=f"RUS/{i}") for i in range(MOST_CANDIDATES)
    ]
    assert choose(person("Sorokin", "RUS"), DAY, [one, *others]) is None
    assert choose(person("Sorokin", "RUS"), DAY, [one, *others[:9]]) == one.id


def test_a_surname_alone_is_an_actor_of_its_own_and_found_again() -> None:
    assert resolve([(person("Sorokin", "RUS"), DAY), (person("Sorokin", "RUS"), "2021-01-01")]) == ["RUS/sorokin"] * 2


def test_a_full_name_finds_who_was_known_by_surname_in_the_same_office() -> None:
    short = (person("Sorokin", "RUS", "Deputy Foreign Minister"), DAY)
    assert (
        resolve([short, (person("Ivan Sorokin", "RUS", "Deputy Foreign Minister"), "2020-03-01")])[1] == "RUS/sorokin"
    )
    assert resolve([short, (person("Ivan Sorokin", "RUS", "Ambassador"), "2020-03-01")])[1] == "RUS/ivan-sorokin"
    assert resolve([short, (person("Ivan Sorokin", "RUS"), "2020-03-01")])[1] == "RUS/ivan-sorokin"
    assert resolve([short, (person("Ivan Sorokin", "UKR", "Deputy Foreign Minister"), DAY)])[1] == "UKR/ivan-sorokin"


PHRASES = [
    (
        ["two South Korean envoys", "South Korean envoys", "the three envoys of South Korea", "envoy"],
        GROUP,
        "KOR",
        "KOR/envoys",
    ),
    (["representatives of Ukraine", "Ukraine's representatives", "Kiev representatives"], GROUP, "UKR", None),
    (["State Department", "Department of State", "US State Department"], BODY, "USA", "USA/state-department"),
    (
        ["Russian Foreign Ministry", "Foreign Ministry", "Ministry of Foreign Affairs"],
        BODY,
        "RUS",
        "RUS/foreign-ministry",
    ),
    (["Defence Ministry", "Ministry of Defense of Ukraine"], BODY, "UKR", "UKR/defense-ministry"),
    (["UN", "United Nations", "U.N."], IGO, "IGO", "IGO/united-nations"),
    (["EU leaders", "leaders of the European Union"], GROUP, "IGO", "IGO/european-union-leaders"),
    (
        ["President of France", "French President", "the President of the French Republic"],
        PERSON,
        "FRA",
        "FRA/president",
    ),
    (["UN Secretary General", "UN Secretary-General"], PERSON, "IGO", None),
    (["Russia", "Moscow", "Russian Federation"], STATE, "RUS", "RUS"),
]


@pytest.mark.parametrize(("names", "sort", "country", "id_"), PHRASES, ids=lambda value: str(value)[:30])
def test_wordings_of_one_state_body_or_group_are_one(
    names: list[str], sort: ActorType, country: str, id_: str | None
) -> None:
    for order in (names, names[::-1]):
        assert len(set(resolve((Actor(name, sort, country), DAY) for name in order))) == 1, order
    if id_:
        assert resolve([(Actor(names[0], sort, country), DAY)]) == [id_]


def test_bodies_and_groups_of_different_states_or_kinds_stay_apart() -> None:
    actors = [
        Actor("Foreign Ministry", BODY, "RUS"),
        Actor("Foreign Ministry", BODY, "UKR"),
        Actor("Defence Ministry", BODY, "RUS"),
        Actor("Security Council", BODY, "RUS"),
        Actor("Security Council", IGO, "IGO"),
        Actor("G7", IGO, "IGO"),
        Actor("G20", IGO, "IGO"),
        Actor("officials", GROUP, "KOR"),
        Actor("officials", GROUP, None),
        Actor("Russia", STATE, "RUS"),
    ]
    assert len(set(resolve((actor, DAY) for actor in actors))) == len(actors)


def test_a_capital_without_country_is_its_state() -> None:
    assert canonical(Actor("Moscow", STATE), 2020) == Actor("Russia", STATE, "RUS")


def test_ids_are_readable_and_numbered_when_taken() -> None:
    assert new_id(person("Kim Hyun-chong", "KOR"), lambda _: False) == "KOR/kim-hyun-chong"
    assert new_id(person("Sauli Niinistö", "FIN"), lambda _: False) == "FIN/sauli-niinisto"
    assert new_id(person("O'Brien"), lambda _: False) == "?/obrien"
    taken = {"KOR/kim-hyun-chong", "KOR/kim-hyun-chong-2"}
    assert new_id(person("Kim Hyun-chong", "KOR"), taken.__contains__) == "KOR/kim-hyun-chong-3"
    assert new_id(person("Ban Ki-moon", "CHN"), lambda _: False) == "CHN/ban-ki-moon"
    assert new_id(Actor("South Korea", STATE, "KOR"), lambda _: False) == "KOR"


def test_names_in_other_scripts_keep_ids_apart() -> None:
    ids = {new_id(person(name, "RUS"), lambda _: False) for name in ("Иван Сорокин", "Пётр Сорокин", "李明", "!!")}
    assert len(ids) == 4
    assert all(re.fullmatch(r"RUS/[a-z0-9-]+", id_) for id_ in ids)


def test_keys_are_few_and_a_full_name_does_not_ask_for_its_family() -> None:
    full, alone = person("Kim Hyun-chong", "KOR"), person("Kim", "KOR")
    assert len(blocks(full)) == len(lookup_keys(full)) == 2
    assert set(blocks(full)) & set(lookup_keys(alone))
    assert set(blocks(alone)) & set(lookup_keys(full))
    assert not set(lookup_keys(person("Kim Song-ho", "KOR"))) & set(blocks(full))


def test_only_the_first_candidates_count() -> None:
    others = [known(person("Pavel Zhukov", "RUS"), DAY, id_=f"RUS/{i}") for i in range(MOST_CANDIDATES)]
    last = known(person("Ivan Sorokin", "RUS"), DAY)
    assert choose(person("Ivan Sorokin", "RUS"), DAY, [*others, last]) is None
    assert choose(person("Ivan Sorokin", "RUS"), DAY, [last, *others]) == last.id


_names = st.one_of(
    st.text(max_size=300),
    st.sampled_from([name for spellings, _ in ONE_PERSON for name in spellings]),
    st.lists(
        st.sampled_from(
            ["Ivan", "Sorokin", "Kim", "Song-ho", "al", "bin", "Jr.", "President", "of", "2", "South", "Korean"]
        ),
        max_size=6,
    ).map(" ".join),
)
_actors = st.builds(
    Actor,
    _names,
    st.sampled_from(ActorType),
    st.sampled_from([None, "IGO", "KOR", "RUS", "UKR"]),
    st.sampled_from([None, "President", "Mayor of Plyos", "former envoy", "\x00"]),
)
_days = st.sampled_from([None, "2020-02-12", "2020-03-01", "2023-01-01", "20-x", ""])


@given(_actors, _days)
def test_whatever_the_name_an_actor_is_found_again_under_a_safe_id(actor: Actor, day: str | None) -> None:
    usual = canonical(actor, 2020)
    assert canonical(usual, 2020) == usual
    id_ = new_id(usual, lambda _: False)
    assert id_ == actor.country or re.fullmatch(r"(?:[A-Z]{3}|\?)/[a-z0-9]+(?:-[a-z0-9]+)*", id_)
    assert len(id_) <= 90
    assert set(blocks(usual)) & set(lookup_keys(usual))
    assert all(len(key) < 200 for key in blocks(usual))
    assert choose(usual, day, [known(usual, DAY)]) == known(usual).id


@given(_actors, _actors)
def test_it_does_not_matter_which_of_two_full_names_comes_first(a: Actor, b: Actor) -> None:
    # A surname alone is resolved by who was seen before, which is not the same in both orders.
    pair = [dataclasses.replace(x, name=f"Anton {x.name}", type=PERSON) for x in (a, b)]
    counts = {len(set(resolve((actor, DAY) for actor in order))) for order in (pair, pair[::-1])}
    assert len(counts) == 1
