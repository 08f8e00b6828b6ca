import pytest

from assistant.answer_type import lacks_what_is_asked

PLAIN = "Leaders of the Trust in Sandwell work well with schools."


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("names of the groups", "Such as the ‘Voice’ group and others."),
        ("tell me the names and roles of the leads", "It is led by Priory House."),
        ("which projects, I need names", "There is work with Priory House."),
        ("what is the practice model we use called", "Staff know the Signs model."),
        ("what age do they get one", "At 16 they do."),
        ("how many are late", "Most are on time."),
        ("what % are in work", "Two fifths, or 40%, are."),
        ("% of leavers in work", "It is 40 per cent."),
        ("how often does the board sit", "The board sits every month."),
        ("how much money do they get", "They get £2,000."),
        ("how old must they be", "They are 16."),
        ("which councillors sit on it", "One is Ann Example."),
        ("give me their names", "They go to Priory House."),
        ("name of the director", "The director is Ann Example."),
        ("by what date must it be mended", "It will be by March."),
        ("what is the agency called that we are in", "The agency is Together4Children."),
        ("name of the meeting for adults", "Vulnerable adult risk management meetings help."),
        ("why are they late, is it money or staff?", "They are late because of funding."),
        ("why are they late? money, staff, sickness?", "They are late due to funding."),
        ("whats the reason they are late, vacancies??", "They are late due to funding."),
        ("why are they late, for instance whether it is us or schools", "It is due to funding."),
        ("what has the programme cost so far", "It has cost £2 million."),
        ("Which projects? I'd like the names", "There is work with Priory House."),
        ("who's the DCS, name + email", "The director is Ann Example."),
        ("who was running the Trust then", "Its chief executive is Ann Example."),
        ("attendance % for children in care", "It is 94%."),
        ("which RAA are we with", "The agency is Together4Children."),
        ("exact number of children in such homes", "There are two."),
        ("how many months does it take", "It takes three months."),
        ("when is Ofsted coming back", "The next inspection is in 2028."),
        ("council tax help start date", "It began in April."),
        ("whats the DCS called", "The director is Ann Example."),
        ("re-referral rate?", "It is 20%, or one in five."),
        ("re-referral rate last 12 months?", "It is 20%, or one in five."),
        ("when's our action plan due back with Ofsted?", "It is due by March."),
        ("who else was on the inspection team", "Ann Example was on it."),
        ("which tool is used for neglect", "Staff use Graded Care Profile 2."),
        ("who's the virtual school head, need a name", "The head is Ann Example."),
        ("what's it costing to keep them there", "It costs £2,000."),
        ("what would be the yearly loss of income", "It is £2,000."),
        ("how many are on a plan right now", "A small number are."),
        ("how many did we have on plans", "There were 300."),
        ("set out the reason it was late: was it money or people", "It was due to funding."),
    ],
)
def test_a_thing_that_is_asked_for_is_looked_for(text, holds):
    assert lacks_what_is_asked(text, [PLAIN], "sandwell-2025-10")
    assert not lacks_what_is_asked(text, [PLAIN, holds], "sandwell-2025-10")


@pytest.mark.parametrize(
    "text",
    [
        "Are children known by name?",
        "Are children given a name for their worker?",
        "Do children have a name for their worker?",
        "What do they pay particular attention to in supervision?",
        "Does every child in care get an annual savings account?",
        "What would be the biggest loss for children if the hub closed?",
        "When is an action plan in place for missing children?",
        "When is the police response to missing children reviewed?",
        "Who is the virtual school headteacher working with?",
        "What is the cause for concern: is it neglect or exploitation?",
        "How does it cost children their stability?",
        "Why are children waiting for permanence? Is it because of the courts?",
        "Which members of staff are praised?",
        "Which councillors scrutinise children's services?",
        "Are the deadlines for assessments met?",
        "Do care leavers know the date their support ends?",
        "Why are plans late?",
        "Why are plans late, please?",
        "When they return home, are checks done?",
        "When they come back after 21, do care leavers keep the same PA?",
        "Who is accountable?",
        "Which team helps?",
        "Do ages matter?",
        "Has the number of carers grown?",
        "What is it called when a child is in need?",
        "",
    ],
)
def test_questions_that_want_no_such_thing_lack_nothing(text):
    assert not lacks_what_is_asked(text, [PLAIN], "sandwell-2025-10")


def test_most_is_no_count_but_says_how_many_there_are_now():
    most = ["Most children live in settled homes."]
    assert not lacks_what_is_asked("how many currently live in settled homes", most, "a-2025-10")
    assert lacks_what_is_asked("how many lived there when they visited", most, "a-2025-10")


def test_a_percentage_is_no_age_and_a_name_of_a_thing_is_nobodys():
    over_21 = "Care leavers turn 21, and most stay in touch until the age of 25."
    assert lacks_what_is_asked("what percentage are in touch", [over_21], "sandwell-2025-10")
    thing = "Staff like meeting the director at the ‘Compliments Café’."
    assert lacks_what_is_asked("name of the director", [thing], "sandwell-2025-10")
    act = "Social workers make referrals for Care Act assessments."
    assert lacks_what_is_asked("name of the social worker", [act], "sandwell-2025-10")
