from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.parts import MOST_PARTS, pieces, split
from assistant.subjects import content_words


@pytest.mark.parametrize(
    "text",
    [
        "What did inspectors say about pathway plans?",
        "How good is help and protection?",
        "Is there any search and rescue training for staff?",
        "young carers",
        "Do mum and dad understand the letters?",
        "When a child goes missing, is a return interview offered?",
        "If a case escalates, does a manager step in?",
        "16 and 17 year olds",
        "is private fostering any better than it was?",
        "which agency are we with, is it the one in Dudley",
        "what approach do they use here, is it signs of safety or restorative",
        "what's the neglect tool called, is it GCP2",
        "Who's the DCS, what's their name?",
        "good things about care leavers living near home, PWP checks, discharge and so on",
        "paras 30-36",
        "When kids are hurt and are at risk, what happens?",
        "Are early help and edge of care joined up with schools?",
        "Are plans reviewed? Thanks and all the best",
        "When children have gone missing, what do social workers do?",
        "For young people who are homeless, is accommodation suitable?",
        "That's useful but what about private fostering?",
        "I can see fostering is strong, but what about adoption?",
        "Do care leavers aged 21+ have a PA?",
        "If children in care are unwell and are waiting for CAMHS how are they helped?",
        "PEP / personal education plan?",
        "Is the Trust as strong a partner as it should be?",
        "Can you explain the MASH as simply as possible",
        "Are outcomes better for children in foster care or in children's homes?",
        "Are plans good but not shared with parents?",
        "Are children safe in Sandwell and in care?",
        "Is the council compliant with guidance, and to what extent?",
        "What did they say about social workers and in which paragraph?",
        "Is it better for children in care or is it worse?",
        "why?",
    ],
)
def test_a_simple_question_is_one_part(text):
    assert split(text) == (text,)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "What is the edge of care service, is it working?",
            ("What is the edge of care service", "edge of care service: is it working"),
        ),
        (
            "Who is the lead inspector and what's the name of the hub?",
            ("Who is the lead inspector", "what's the name of the hub"),
        ),
        (
            "do people turn up to strategy meetings, and once it's at conference are plans clear?",
            (
                "do people turn up to strategy meetings",
                "people turn up to strategy meetings: once it's at conference are plans clear",
            ),
        ),
        (
            "Do PAs visit prisons, and separately do they help with housing?",
            ("Do PAs visit prisons", "PAs visit prisons: do they help with housing"),
        ),
        (
            "do care leavers get better support than children in care?",
            ("do care leavers get support", "children in care: support"),
        ),
        (
            "do staff know the local offer, and do qualifying ones get a worse deal than others?",
            (
                "do staff know the local offer",
                "staff know the local offer: do qualifying ones get a worse deal than others",
            ),
        ),
        (
            "How is life-story work used, and to what extent do young people write pathway plans?",
            ("How is life-story work used", "to what extent do young people write pathway plans"),
        ),
        (
            "Preparing for adult life: is it working better for disabled children or for those in "
            "care?",
            (
                "Preparing for adult life: disabled children",
                "Preparing for adult life: those in care",
            ),
        ),
        (
            "A nurse writes. I'd like to know how neglect is seen, also whether CIN plans drift.",
            ("how neglect is seen", "whether CIN plans drift"),
        ),
        (
            "Is EDI embedded? And separately, do care leavers get an adviser early?",
            ("Is EDI embedded?", "do care leavers get an adviser early?"),
        ),
        (
            "what's the verdict on help for young parents, and then on getting a tenancy?",
            (
                "what's the verdict on help for young parents",
                "what's the verdict on getting a tenancy",
            ),
        ),
        (
            "are they kept as safe once they leave care as they were while we looked after them",
            (
                "are they kept as safe once they leave care",
                "are they kept as safe while we looked after them",
            ),
        ),
        (
            "Contrast assessment with what happens when a teenager is homeless",
            ("assessment", "what happens when a teenager is homeless"),
        ),
        (
            "Is moving on smoother for disabled children than it is for care leavers?",
            ("Is moving on smoother disabled children", "Is moving on smoother care leavers"),
        ),
        (
            "how is health for care leavers, and are they helped into education or employment?",
            (
                "how is health for care leavers",
                "care leavers: are they helped into education or employment",
            ),
        ),
        (
            "edge of care and early help, what do they make of it",
            ("edge of care, what do they make of it", "early help, what do they make of it"),
        ),
        (
            "The audit programme, how about learning from it?",
            ("The audit programme", "audit programme: how about learning from it"),
        ),
        ("CME tracking any good and what about PEPs", ("CME tracking any good", "what about PEPs")),
        (
            "Is tracking of CME good yet? + are PEPs late",
            ("Is tracking of CME good yet?", "tracking of CME good yet: are PEPs late"),
        ),
        (
            "Is learning better supported while a child remains in care, or once they have left?",
            (
                "Is learning better supported while a child remains in care",
                "Is learning better supported once they have left",
            ),
        ),
        ("IRO letters + life story work", ("IRO letters", "life story work")),
        (
            "strategy meetings: do partners come? and then are plans reviewed by core groups",
            (
                "strategy meetings: do partners come?",
                "are plans reviewed by core groups",
            ),
        ),
        (
            "For care leavers, is housing good and is health good?",
            ("care leavers: is housing good", "care leavers: is health good"),
        ),
        (
            "Advisers: the doctor / dentist side, and getting people into work or college",
            (
                "Advisers: the doctor / dentist side",
                "Advisers: getting people into work or college",
            ),
        ),
        (
            "going missing: is the work with looked after kids any different to what care leavers"
            " get?",
            (
                "going missing: the work with looked after kids",
                "going missing: what care leavers get",
            ),
        ),
        (
            "How are children in care and care leavers heard?",
            ("How are children in care heard", "How are care leavers heard"),
        ),
        (
            "1) help into jobs for care leavers 2) support for those in custody",
            ("help into jobs for care leavers", "support for those in custody"),
        ),
        (
            "What groups are there where (a) looked after kids and (b) parents have their say?",
            (
                "What groups are there where: looked after kids",
                "What groups are there where: parents have their say",
            ),
        ),
        (
            "Is family time run properly, and does the child get asked?",
            ("Is family time run properly", "family time run properly: does the child get asked"),
        ),
        (
            "What groups are there for looked after kids, and what for those who've left care?",
            (
                "What groups are there for looked after kids",
                "groups for kids: what for those who've left care",
            ),
        ),
        ("difference between MASH and EDT", ("MASH", "EDT")),
        ("What is the difference between MASH and EDT?", ("MASH", "EDT")),
        (
            "Is support for UASC as good as what care leavers get?",
            ("support for UASC", "what care leavers get"),
        ),
        ("fostering versus adoption", ("fostering", "adoption")),
        ("fostering v adoption", ("fostering", "adoption")),
        ("fostering next to adoption", ("fostering", "adoption")),
        ("fostering compared with adoption", ("fostering", "adoption")),
        ("compare fostering and adoption", ("fostering", "adoption")),
        ("Compare help and protection with fostering", ("help and protection", "fostering")),
        (
            "Which is stronger, early help or services for care leavers?",
            ("early help", "services for care leavers"),
        ),
        ("which got the better grade, leaders or care leavers", ("leaders", "care leavers")),
        ("How do PAs and social workers compare?", ("PAs", "social workers")),
        (
            "How does support for UASC compare with that for parents?",
            ("support for UASC", "support for parents"),
        ),
        (
            "CIN plans vs CP plans, reviewed on time?",
            ("CIN plans reviewed on time", "CP plans reviewed on time"),
        ),
        (
            "Is there help for both young carers and adopted children?",
            ("Is there help for young carers", "Is there help for adopted children"),
        ),
        (
            "We work well with schools for disabled children but not with housing for the homeless",
            (
                "We work well with schools for disabled children",
                "We work well with housing for the homeless",
            ),
        ),
        (
            "How good is work on neglect with those at home and with those in care?",
            (
                "How good is work on neglect with those at home",
                "How good is work on neglect with those in care",
            ),
        ),
        (
            "UASC: is it different for those under 18 and for former ones?",
            ("UASC: those under 18", "UASC: for former ones"),
        ),
        (
            "Homes: how does what teenagers get compare with what care leavers get?",
            ("Homes: what teenagers get", "Homes: what care leavers get"),
        ),
        (
            "Horizon, how does it work with us, and up to what age do they stay?",
            ("Horizon: how does it work with us", "Horizon: up to what age do they stay"),
        ),
        (
            "CWD. How do workers ask them, and why is the move smoother?",
            ("CWD: How do workers ask them", "CWD: why is the move smoother"),
        ),
        ("is supervision and training good?", ("is supervision good", "is training good")),
        (
            "Are CP plans better than CIN plans, and what sets them apart?",
            ("Are CP plans", "CIN plans"),
        ),
        (
            "Is the help for UASC in care any different from what they get at 18?",
            ("the help for UASC in care", "help for UASC in care: what they get at 18"),
        ),
        (
            "How does schooling in care stack up against jobs for care leavers?",
            ("schooling in care", "jobs for care leavers"),
        ),
        (
            "Past 21, how is a care leaver who keeps a PA compared with one who has lost touch?",
            (
                "Past 21, how is a care leaver who keeps a PA",
                "Past 21, how is a care leaver who has lost touch",
            ),
        ),
        (
            "Growing up: who gets the smoother ride, disabled children or care leavers?",
            ("Growing up: disabled children", "Growing up: care leavers"),
        ),
        (
            "do we keep families together, and if it goes to court are letters kind",
            (
                "do we keep families together",
                "keep families together: if it goes to court are letters kind",
            ),
        ),
        (
            "translated plans for both UASC as well as care leavers",
            ("translated plans for UASC", "translated plans for care leavers"),
        ),
        (
            "What worries are there about placement plans, and about how long court takes?",
            (
                "What worries are there about placement plans",
                "What worries are there about how long court takes",
            ),
        ),
        (
            "PAs n the move to adults: is it smooth n whos helped",
            (
                "PAs n the move to adults: is it smooth",
                "PAs n the move to adults: whos helped",
            ),
        ),
        (
            "CWD team, moving on. is it smooth and whos helped",
            ("CWD team, moving on: is it smooth", "CWD team, moving on: whos helped"),
        ),
        (
            "do managers look at our work, and then is the data any use",
            ("do managers look at our work", "is the data any use"),
        ),
        (
            "exploitation, missing. whos doing what, for those at home AND in care AND over 18?",
            (
                "exploitation, missing: for those at home",
                "exploitation, missing: in care",
                "exploitation, missing: over 18",
            ),
        ),
        (
            "Give me a summary of what they say about training, audits and our practice model",
            (
                "Give me a summary of what they say about training",
                "Give me a summary of audits",
                "Give me a summary of our practice model",
            ),
        ),
        (
            "training / audits / practice model - bullet points pls",
            (
                "training: bullet points pls",
                "audits: bullet points pls",
                "practice model: bullet points pls",
            ),
        ),
    ],
)
def test_each_side_of_a_comparison_is_a_part(text, parts):
    assert split(text) == parts


def test_questions_in_a_row_get_the_subject_of_the_first():
    text = "what's said about missing children, and are return interviews done, and who checks?"
    assert split(text) == (
        "what's said about missing children",
        "are return interviews done",
        "missing children: who checks",
    )


def test_a_list_under_a_head_has_the_head_in_each_part():
    assert split("Pathway plans: quality, timeliness and access to them?") == (
        "Pathway plans: quality",
        "Pathway plans: timeliness",
        "Pathway plans: access to them",
    )


def test_what_belongs_together_is_not_divided_under_a_head():
    assert split("Sandwell: help and protection, care leavers") == (
        "Sandwell: help and protection",
        "Sandwell: care leavers",
    )
    assert split("pre-proceedings: what do mum and dad get, and can they follow it?") == (
        "pre-proceedings: what do mum and dad get",
        "pre-proceedings: can they follow it",
    )


def test_a_dash_heads_a_list_as_a_colon_does():
    assert split("care leavers - housing, health and money") == (
        "care leavers: housing",
        "care leavers: health",
        "care leavers: money",
    )
    assert split("pages 3 - 6, and 8") == ("pages 3 - 6, and 8",)


def test_a_head_that_names_nothing_is_left_out():
    assert split("what is it like here: supervision, training") == ("supervision", "training")


def test_questions_about_one_head_keep_it():
    assert split("Corporate parenting board: who sits on it, and is it working?") == (
        "Corporate parenting board: who sits on it",
        "Corporate parenting board: is it working",
    )


def test_small_talk_before_a_question_is_left_out():
    text = "Hello there. I hope you are well. Are pathway plans shared with young people?"
    assert split(text) == ("Are pathway plans shared with young people?",)


def test_a_question_that_leans_on_the_story_keeps_its_subject():
    text = "I have a disabled boy of 17 on my caseload. What happens when he turns 18?"
    assert split(text) == ("disabled boy of 17 on my caseload: What happens when he turns 18?",)


WORDS = [
    "is",
    "both",
    "and",
    "than",
    "better",
    "versus",
    "plans:",
    "care leavers,",
    "housing?",
    "it",
    ".",
]
phrases = st.lists(st.sampled_from(WORDS)).map(" ".join)


@given(st.one_of(st.text(), phrases))
def test_there_is_always_a_part_and_none_is_empty(text):
    parts = split(text)
    assert 1 <= len(parts) <= MOST_PARTS
    assert len(set(parts)) == len(parts)
    assert parts == (text,) or all(map(content_words, parts))


@pytest.mark.parametrize(
    "text",
    ["compare a and ", "better than ", "0 better than AND IS:0", "plans: ", "x and ", "is it? "],
)
def test_a_repetitive_question_takes_no_time(text):
    started = process_time()
    split((text * 2000)[:2000])
    assert process_time() - started < 1


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "early help, edge of care, pre-proceedings... good news on each?",
            (
                "early help: good news on each",
                "edge of care: good news on each",
                "pre-proceedings: good news on each",
            ),
        ),
        (
            "CME tracking, young carers, private fostering: one line on each please",
            (
                "CME tracking: one line on each please",
                "young carers: one line on each please",
                "private fostering: one line on each please",
            ),
        ),
        (
            "education overview (CME, EHE, virtual school)",
            tuple(f"education overview: {item}" for item in ("CME", "EHE", "virtual school")),
        ),
        (
            "Audit: how do we know how we are doing - data, self assessment, feedback, all of it?",
            (
                "Audit: how do we know how we are doing: data",
                "Audit: how do we know how we are doing: self assessment",
                "Audit: how do we know how we are doing: feedback",
            ),
        ),
    ],
)  # fmt: skip
def test_a_list_that_ends_a_question_is_asked_item_by_item(text, parts):
    assert split(text) == parts


def test_thanks_are_no_list():
    assert split("Are they heard? Thanks, much appreciated, all the best") == ("Are they heard?",)


def test_a_list_that_a_question_follows_or_comes_before_is_asked_item_by_item():
    asked = ("morale: what was found", "training: what was found", "culture: what was found")
    assert split("morale, training, culture - what was found?") == asked
    assert split("morale, training, culture... what was found?") == asked
    assert split("Are they heard? reviews, rights, services") == (
        "Are they heard: reviews",
        "Are they heard: rights",
        "Are they heard: services",
    )


def test_an_aside_in_brackets_is_no_list():
    text = "Is schooling good for our looked after pupils (VS, PEPs)?"
    assert split(text) == (text,)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("When was it and who led it?", ("When was it", "who led it?")),
        ("Is it good? Why not, and what helps?", ("Is it good?", "Why not", "what helps?")),
        ("young carers", ("young carers",)),
        ("", ()),
    ],
)
def test_pieces_are_the_questions_word_for_word(text, found):
    assert pieces(text) == found


def test_who_takes_leave_asks_nothing():
    assert split("Is supervision good? And have a nice day") == ("Is supervision good?",)
