"""What was said within talks that are reported, and who took part in them."""

import pytest

CALL = "Kenyan President Jane Otieno telephoned Ugandan President Moses Okello on Monday. "
MEETING = "Kenyan President Jane Otieno met Ugandan President Moses Okello in Kampala on Monday. "


def kinds(reports) -> list[tuple[str, str]]:
    return [(str(r.kind), str(r.status)) for r in reports]


@pytest.mark.parametrize(
    "then",
    [
        "The two leaders had a detailed discussion of the border.",
        "The leaders consulted on next steps.",
        "Otieno briefed Okello on her travels.",
        "She praised Okello's role in the recent forum and conference on grain.",
    ],
)
def test_what_was_said_in_a_call_is_no_meeting(read, then: str) -> None:
    assert kinds(read(CALL + then)) == [("call", "happened")]


@pytest.mark.parametrize(
    "then",
    [
        "The two leaders held talks in Mombasa on Tuesday.",
        "On Tuesday Otieno briefed Okello on her travels.",
        "Otieno also met Okello.",
    ],
)
def test_what_has_a_day_or_a_place_of_its_own_is_another_contact(read, then: str) -> None:
    assert sorted(kinds(read(CALL + then))) == [("call", "happened"), ("meeting", "happened")]


def test_with_others_it_is_another_contact(read) -> None:
    then = "Otieno also held talks with Tanzanian President Ali Mushi."
    assert sorted(kinds(read(CALL + then))) == [("call", "happened"), ("meeting", "happened")]


def test_a_plan_is_another_contact(read) -> None:
    then = "The two leaders agreed to hold talks."
    assert sorted(kinds(read(CALL + then))) == [("call", "happened"), ("meeting", "planned")]


def test_a_conversation_in_a_meeting_is_no_call_unless_by_telephone(read) -> None:
    assert kinds(read(MEETING + "They had a long conversation about the border.")) == [("meeting", "happened")]
    by_phone = read(MEETING + "They had a long telephone conversation about the border on Friday.")
    assert ("call", "happened") in kinds(by_phone)


def test_engagements_with_others_are_not_the_talks_of_those_who_discuss_them(read) -> None:
    (call,) = read(CALL + "The leaders discussed their recent diplomatic engagements with Tanzania and Rwanda.")
    assert {p.actor.country for p in call.participants} == {"KEN", "UGA"}


def test_a_list_is_read_to_its_end_where_the_parse_takes_names_for_one_another(read) -> None:
    (call,) = read(
        "President Jane Otieno of Kenya spoke by phone on Monday with President Moses Okello of Uganda, Chancellor "
        "Olga Stein of Austria, Prime Minister Mario Conti of Italy, and Prime Minister Boris Hale of the Netherlands."
    )
    assert [p.actor.country for p in call.participants] == ["KEN", "UGA", "AUT", "ITA", "NLD"]


def test_an_aside_is_no_list(read) -> None:
    (call,) = read(
        "Kenyan President Jane Otieno telephoned Ugandan President Moses Okello, Tanzanian envoy Ali Mushi said."
    )
    assert {p.actor.country for p in call.participants} == {"KEN", "UGA"}


def test_who_stands_beside_his_title_of_honour(read) -> None:
    (call,) = read(
        "Kenyan President Jane Otieno spoke by phone today with His Highness, Crown Prince Salim Al Harun of Kuwait."
    )
    assert "Salim Al Harun" in {p.actor.name for p in call.participants}


def test_with_whom_on_the_margins_of_what(read) -> None:
    reports = read(
        "Kenyan President Jane Otieno spoke on the margins of the NATO Summit with President Moses Okello of Uganda."
    )
    assert {"Jane Otieno", "Moses Okello"} in [{p.actor.name for p in r.participants} for r in reports]


def test_visits_that_were_spoken_of_put_nobody_in_one_room(read) -> None:
    (call,) = read(
        "President Jane Otieno spoke today with Prime Minister Boris Hale of Malta about his visit to Uganda.",
        title="Readout of the President",
    )[:1]
    assert call.kind == "call"


def test_a_prize_is_nobody(read) -> None:
    assert not read("Kenyan President Jane Otieno praised Okello on receiving the Ada Lind Democracy Award.")


def test_a_congress_of_others_is_not_the_one_known_by_that_word(read) -> None:
    assert not read("Kenyan President Jane Otieno held a meeting of the Congress of Local Authorities on Monday.")
    (meeting,) = read("Kenyan President Jane Otieno met leaders of the US Congress on Monday.")
    assert {p.actor.country for p in meeting.participants} == {"KEN", "USA"}


def test_to_agree_with_what_somebody_says_is_no_agreement(read) -> None:
    text = MEETING + "Moses Okello: I fully agree with President Otieno that it is a hard matter."
    assert kinds(read(text)) == [("meeting", "happened")]


def test_who_says_that_they_are_meeting_is_in_the_meeting(read) -> None:
    text = MEETING.replace("on Monday", "today") + "Jane Otieno: It is good that we are meeting here today."
    assert kinds(read(text)) == [("meeting", "happened")]


def test_the_day_of_what_is_praised_is_not_that_of_the_praise(read) -> None:
    (message,) = read(
        "Kenyan President Jane Otieno congratulated Ugandan envoy Ali Mushi on winning the race at the 2018 Africa Cup."
    )
    assert (message.kind, message.when) == ("message", None)


def test_a_year_does_not_date_a_message(read) -> None:
    reports = read(
        "In her message to Ugandan President Moses Okello, Kenyan President Jane Otieno noted that their meetings in "
        "Kampala in 2018 had been useful."
    )
    assert [r.when for r in reports if r.kind == "message"] == [None]


def test_a_year_that_is_told_does_not_hide_the_day_of_a_readout(read) -> None:
    text = (
        "Kenyan President Jane Otieno met Ugandan President Moses Okello, who has come to Kenya on a visit. "
        "Okello's visit to Kenya is taking place in 2019."
    )
    (visit,) = [r for r in read(text, url="https://president.gov.example/1") if r.kind == "visit"]
    assert visit.when is not None
    assert visit.when.start == "2019-05-15"


@pytest.mark.parametrize(
    "then",
    [
        "Earlier, Otieno held talks with Okello.",
        "The presidents had consulted on the sidelines of a summit.",
        "Otieno and Okello conferred at length on the margins of the UN General Assembly.",
    ],
)
def test_talks_at_another_time_or_in_person_are_another_contact(read, then: str) -> None:
    assert ("meeting", "happened") in kinds(read(CALL + then))


def test_talks_of_officials_are_not_the_call_of_their_presidents(read) -> None:
    assert len(read(CALL + "Kenyan and Ugandan officials held discussions on grain.")) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Kenyan minister Jane Otieno discussed cooperation with Ugandan President Moses Okello in Kampala on Monday.",
        "Kenyan minister Jane Otieno discussed relations with her Ugandan counterpart Moses Okello in Kampala.",
    ],
)
def test_cooperation_discussed_with_somebody_is_discussed_with_him(read, text: str) -> None:
    assert [{p.actor.name for p in r.participants} for r in read(text) if r.kind == "meeting"] == [
        {"Jane Otieno", "Moses Okello"}
    ]


def test_who_governs_a_state_of_a_federation_may_be_a_guest(read) -> None:
    assert read("Kenyan President Jane Otieno met with Governor Ali Mushi in Nairobi on Monday.")


def test_who_governs_a_province_is_at_home(read) -> None:
    assert not read("Kenyan President Jane Otieno met with Governor of the Lake Province Ali Mushi on Monday.")
    (meeting,) = read(
        "Kenyan President Jane Otieno met with Ali Mushi, the governor of Uganda's Lake Province, on Monday."
    )
    assert {p.actor.country for p in meeting.participants} == {"KEN", "UGA"}


def test_the_partners_of_a_state_are_others(read) -> None:
    assert not read("Kenya's experts held talks with Uganda's international partners.")


def test_who_says_that_there_was_progress_took_no_part(read) -> None:
    text = "Kenyan President Jane Otieno said that there was some progress in the talks between Uganda and Malta."
    assert all("Jane Otieno" not in {p.actor.name for p in r.participants} for r in read(text))


def test_latin_america_is_not_the_united_states(read) -> None:
    text = "The Kenyan minister Jane Otieno met leaders of African and Latin American countries on Monday."
    assert all("USA" not in {p.actor.country for p in r.participants} for r in read(text))


def test_a_counterpart_without_a_name_is_the_one_of_the_first_sentence(read) -> None:
    text = CALL + "Tanzanian President Ali Mushi was spoken of. Otieno briefed her counterpart on the talks in Mombasa."
    assert kinds(read(text)) == [("call", "happened")]


def test_a_counterpart_is_named_beside_the_word(read) -> None:
    (meeting,) = read("Kenyan minister Jane Otieno held talks with her counterpart, Moses Okello of Uganda, on Monday.")
    assert {p.actor.name for p in meeting.participants} == {"Jane Otieno", "Moses Okello"}


def test_with_workers_is_not_with_the_state_of_the_sentence_before(read) -> None:
    text = "Uganda closed the border. Kenyan President Jane Otieno spoke during a meeting with workers on Monday."
    assert not read(text)


def test_greetings_to_somebody_of_no_state_are_no_contact(read) -> None:
    assert not read("Kenyan President Jane Otieno congratulated Ali Mushi on winning the race.")


def test_a_summit_that_will_take_place_is_a_plan(read) -> None:
    (summit,) = read("They spoke of the outcome of the NATO summit in Madrid, which will take place in late May.")
    assert summit.status == "planned"


def test_to_see_a_state_again_is_no_meeting_of_those_who_see_it(read) -> None:
    text = "Kenyan President Jane Otieno and Ugandan President Moses Okello saw Malta as it had been in 2014."
    assert not read(text)


def test_to_be_in_a_confrontation_with_a_state_is_not_to_be_there(read) -> None:
    assert not read("Kenyan President Jane Otieno is in a confrontation with Malta.")
