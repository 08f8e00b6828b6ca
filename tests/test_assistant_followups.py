from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.followups import leans, standalone
from assistant.models import Question
from assistant.next_places import place_named

PAS = "How good is the support that PAs give?"


def asked(text, *history):
    return standalone(Question(text, history))


@pytest.mark.parametrize(
    "text",
    [
        "and for those over 21?",
        "who runs it?",
        "what about when they leave?",
        "why?",
        "how come?",
        "how many?",
        "for how long?",
        "who checks?",
        "who else is involved?",
        "is that true for younger ones too",
        "and in the holidays?",
        "in the daytime?",
        "even if they live in Birmingham?",
        "the ones with kids of their own?",
        "tell me more",
        "any examples?",
        "does it carry on once they turn 18?",
        "do managers actually use them?",
        "do social workers stick to it though?",
        "have the leaders promised to sort that out?",
        "what do parents get in writing at that point, and is it clear to them?",
        "Is this going to plan?",
        "Is there drift?",
        "was anyone left waiting too long?",
        "who's losing out then?",
        "and do they carry on with them as adults? til what age",
        "What about supervision?",
        "who writes to the kids after?",
        "whats the weak spot there",
        "who keeps an eye on those cases",
        "any drift tho?",
        "do any young people actually sit on it tho",
        "drift tho, any better",
        "right but has it landed everywhere",
        "do young people run any of it or just sit at the back",
        "who writes them, the adviser or the young person?",
        "and are they in the young person's own words and voice?",
        "till how old?",
        "do any young people have a role on it?",
        "Do they get a say in the plans that are drawn up for that?",
        "And do the youngsters themselves have any part in putting those together?",
        "So have the people at the top moved fast enough on that since last time?",
        "Do young people get a say in those?",
        "Who is not benefiting, and why?",
        "Was anyone told too late where they'd be going?",
        "Were there some left unsure where they'd be going next?",
        "Do they keep brothers and sisters in mind when picking one?",
        "how often is the family seen while one is under way?",
        "does management know its a problem",
        "How do the workers find out what they think and feel?",
        "What about the expectations set down alongside it, do people use them?",
        "Apart from that, how is the past made sense of?",
        "been sorted since 2022 or not really?",
        "and when does anyone sit down with them about whether to carry on?",
        "And which of them did they promise to put right straight away?",
        "Are they ready for the changes coming down the line?",
        "mental health as well?",
        "Are schools and health pulling their weight in it?",
        "have the workers got the right kit for finding out what these kids want?",
        "Who tends to turn up to them? I'm setting the rota for minutes.",
    ],
)
def test_what_says_too_little_on_its_own_leans(text):
    assert leans(text)


@pytest.mark.parametrize(
    "text",
    [
        "young carers",
        "Are caseloads manageable?",
        "How is supervision?",
        "is neglect dealt with well?",
        "Is there a stable workforce in this service?",
        "What did they say about missing children?",
        "Does it say anything about private fostering?",
        "Is it true that pathway plans are late?",
        "Do care leavers say they feel safe?",
        "Do care leavers know what they are entitled to?",
        "How do social workers keep children safe when they go missing?",
        "Is the practice model understood and does it help families?",
        "How do managers use audits, and what do they learn from them?",
        "The support that PAs give",
        "How do those leaving care fare?",
        "why do social workers leave the Trust?",
        "and is the local offer known to social workers?",
        "What about the way in which leaders use performance data in audits?",
        "16 and 17 year olds",
        "When was the inspection?",
        "inspection dates",
        "Who was the lead inspector?",
        "long-term fostering: what is it like?",
        "And do they mention private fostering?",
        "And are those who leave care at 18 given housing?",
        "Who supports those leaving care?",
        "Do parents get letters that explain decisions made about them?",
        "Is adoption ok though?",
        "Who do they say is responsible for corporate parenting?",
        "Do all of those who leave care get a PA",
        "Good and bad points of fostering?",
        "Who is the virtual school for?",
        "Who is responsible for corporate parenting?",
        "When is Ofsted coming back?",
        "Will it rain in West Bromwich tomorrow?",
        "kids off roll, is the council on top of it",
        "Is it just box-ticking when workers see a family, or does anything get better after?",
        "Is early help good and mental health support as well?",
        "How often do they meet? I mean the corporate parenting board.",
        "Do siblings live together if one has a disability?",
        "Are children told about advocacy and helped to apply for it?",
        "And do elected members challenge enough?",
        "But do police share information promptly?",
        "Is there a strategy for children with their own one page plan?",
    ],
)
def test_a_question_with_a_subject_of_its_own_does_not_lean(text):
    assert not leans(text)
    assert asked(text, PAS) == text


@pytest.mark.parametrize(
    "text", ["Is anybody tackling neglect?", "Does anyone check on care leavers?"]
)
def test_a_question_of_anybody_that_names_its_subject_does_not_lean(text):
    assert not leans(text)


def test_what_acknowledges_an_answer_asks_nothing():
    assert asked("Right, but is it everywhere?", PAS) == "support that PAs give: is it everywhere?"
    assert asked("Nice. Has it helped?", PAS) == "support that PAs give: Has it helped?"


def test_what_was_asked_about_comes_before_the_follow_up():
    assert asked("and for those over 21?", PAS) == "support that PAs give: for those over 21?"
    assert asked("who runs it?", "Is there an academy?") == "academy: who runs it?"
    assert asked("why?", "How settled are children in care?") == "children in care: why?"


def test_only_the_last_subject_is_carried_over():
    history = ("Is neglect dealt with well?", PAS)
    assert asked("and in prison?", *history) == "support that PAs give: in prison?"


def test_a_chain_goes_back_to_its_subject():
    school = "Do children in care do well at school?"
    told = asked("is that true for younger ones too", school, "and at weekends?", "who pays?")
    assert told.startswith("children in care do well at school")
    assert told.endswith(": is that true for younger ones too")


def test_a_new_subject_ends_a_chain():
    history = (PAS, "and in prison?", "Are foster carers well supported?")
    assert asked("why?", *history) == "foster carers well supported: why?"


@pytest.mark.parametrize(
    "text",
    [
        "and care leavers?",
        "What about care leavers?",
        "is that the same for care leavers?",
        "how about the care leavers then",
        "what about for care leavers?",
        "Right, and care leavers?",
    ],
)
def test_a_group_of_people_takes_the_place_of_the_one_asked_about(text):
    told = asked(text, "Are children in care helped with their health?")
    assert told == "Are care leavers helped with their health?"


def test_after_a_change_of_group_a_chain_is_about_the_new_one():
    history = ("Do children in care do well at school?", "and care leavers?")
    assert asked("in the holidays?", *history) == "care leavers do well at school: in the holidays?"


def test_a_group_is_kept_where_no_other_was_named_before():
    told = asked("why so low?", "grades please", "what about care leavers")
    assert told == "grades please, care leavers: why so low?"


def test_two_groups_are_not_exchanged_because_it_is_unclear_which():
    told = asked("and babies?", "Do children in care see their parents?")
    assert told == "children in care see their parents: babies?"


@pytest.mark.parametrize(
    ("history", "text", "place"),
    [
        (["What is paragraph 30 about?"], "the next one", "paragraph 31"),
        (["What is paragraph 30 about?"], "and the one after?", "paragraph 31"),
        (["para thirty"], "what does the following paragraph say?", "paragraph 31"),
        (["paragraph 30"], "and the one before that", "paragraph 29"),
        (["paras 30-33"], "next", "paragraph 34"),
        (["paragraph 30", "the next one", "and the next"], "the next one", "paragraph 33"),
        (["What's the first thing on the list of improvements?"], "next?", "improvement 2"),
        (["show me improvement 2"], "the next one please", "improvement 3"),
        (["paragraph 1"], "the previous one", "paragraph 1"),
        (["paragraph 12"], "and 14?", "paragraph 14"),
        (["paragraph 12"], "why?", "paragraph 12"),
    ],
)
def test_a_step_from_a_place_is_the_place_it_leads_to(history, text, place):
    assert asked(text, *history) == place


@pytest.mark.parametrize("text", ["and paragraph 14?", "and paras 14 and 16?"])
def test_a_place_that_is_named_is_a_look_up_of_its_own(text):
    assert asked(text, "paragraph 12") == text.removeprefix("and ")


def test_the_next_one_without_a_place_is_about_what_was_asked():
    assert asked("and the next one?", PAS) == "support that PAs give: the next one?"


def test_a_question_after_a_place_is_not_mixed_with_its_number():
    assert asked("what about housing?", "What does paragraph 30 say?") == "what about housing?"


def test_an_ordinal_that_counts_nothing_in_the_report_names_no_place():
    assert place_named("Is it the first time that there is improvement?") is None


WORDS = [
    "and",
    "why",
    "the next one",
    "it",
    "they",
    "paragraph",
    "30",
    "care leavers",
    "over 21",
    "?",
]
words = st.lists(st.sampled_from(WORDS)).map(" ".join)


@given(st.one_of(st.text(), words))
def test_without_a_history_every_question_stays_as_it_is(text):
    assert asked(text) == text


@given(words, st.lists(words, max_size=4))
def test_a_follow_up_keeps_its_words_or_becomes_something(text, history):
    told = asked(text, *history)
    assert told or not text
    if not leans(text):
        assert told == text


@pytest.mark.parametrize(
    "text", ["what is ", "the next ", "paragraph 1 to ", "and ", "a", "they? "]
)
def test_a_repetitive_question_takes_no_time(text):
    longest = (text * 2000)[:2000]
    started = process_time()
    asked(longest, longest, longest)
    assert process_time() - started < 1
