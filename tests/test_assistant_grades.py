from dataclasses import replace

import pytest

from assistant.grades import grades
from assistant.retrieval import Candidate, Evidence, ScoredSentence

NOTHING_FOUND = Evidence((), ())
AREAS = {
    "O": "Overall effectiveness",
    "L": "The impact of leaders on social work practice with children and families",
    "H": "The experiences and progress of children who need help and protection",
    "C": "The experiences and progress of children in care",
    "V": "The experiences and progress of care leavers",
}
EARLIER = "Since the last inspection in 2022, when Sandwell children's services were judged as"


@pytest.fixture
def ask(sandwell, sandwell_passages):
    def ask(question, evidence=NOTHING_FOUND):
        return grades(question, sandwell, list(sandwell_passages.values()), evidence)

    return ask


def areas_of(found):
    """The letters of the rows that are quoted, in order."""
    rows = [c.quote for s in found for c in s.citations if c.locator == "judgements"]
    return "".join(
        dict.fromkeys(letter for row in rows for letter, label in AREAS.items() if label in row)
    )


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (
            "What grade did care leavers get?",
            ["The experiences and progress of care leavers: requires improvement to be good."],
        ),
        ("Overall effectiveness?", ["Overall effectiveness: good."]),
        (
            "how was leadership rated",
            ["The impact of leaders on social work practice with children and families: good."],
        ),
    ],
)
def test_a_grade_comes_from_the_table(question, expected, ask):
    found = ask(question)
    assert [sentence.text for sentence in found] == expected
    assert all(c.locator == "judgements" for s in found for c in s.citations)


def test_an_overall_grade_that_only_the_header_gives_is_quoted_from_there(
    sandwell, sandwell_passages
):
    label = "The overall judgement is that children's services are good"
    header = replace(sandwell_passages["header"], text=f"Inspection of Sandwell. {label} The rest.")
    rows = [
        replace(row, label=label) if row.area == "overall" else row for row in sandwell.judgements
    ]
    passages = [*sandwell_passages.values(), header]
    passages.remove(sandwell_passages["header"])
    found = grades(
        "overall grade?", replace(sandwell, judgements=tuple(rows)), passages, NOTHING_FOUND
    )
    assert [(s.text, s.citations[0].locator) for s in found] == [(f"{label}.", "header")]


@pytest.mark.parametrize(
    ("question", "areas"),
    [
        ("What was the overall effectiveness judgement?", "O"),
        ("overall rating pls", "O"),
        ("were leaders rated good", "L"),
        ("why were they judged inadequate for leadership?", "L"),
        ("how did they do for care leavers?", "V"),
        ("How did we do on care leavers", "V"),
        ("rating for care experienced young people?", "V"),
        ("LAC grade", "C"),
        ("what did inspectors grade the looked after children part", "C"),
        ("safeguarding rating", "H"),
        ("child protection judgement?", "H"),
        ("Which got the better grade, children in care or care leavers?", "CV"),
        ("Quick one for a press release: what's the headline grade?", "O"),
        (
            "I'm writing a briefing for the chief executive and she needs the "
            "overall judgement in one line.",
            "O",
        ),
        ("My manager asked what grade care leavers got", "V"),
        ("Remind me, what was the leaving care judgement again?", "V"),
        ("Why were services for care leavers rated outstanding?", "V"),
        ("Is it true that children in care was judged requires improvement?", "C"),
        ("Was help and protection inadequate?", "H"),
        ("did leadership get a good", "L"),
        ("Good or outstanding overall?", "O"),
        ("good leadership grade?", "L"),
        ("What did help and protection get?", "H"),
        ("What did we get for CP/CIN/early help side?", "H"),
        ("what did the CIN/CP side of the house come out as", "H"),
        ("what did they give us for help and protection", "H"),
        ("how was children in care judged", "C"),
        ("Who scored higher, children in care or care leavers?", "CV"),
        (
            "Cllr asked me in the corridor what help and protection came out as. Was it "
            "outstanding or just good?",
            "H",
        ),
        ("And the in care grade?", "C"),
        ("what level is the care leavers service at", "V"),
        (
            "what grade for the impact of leaders on social work practice with "
            "children and families",
            "L",
        ),
        ("Did care leavers get good?", "V"),
        ("tell me the care leavers' score", "V"),
        ("What was the leaving care service rated?", "V"),
        ("Care leavers - good or RI?", "V"),
        ("are care leavers RI", "V"),
        ("ofsted outcome for sandwell, just the headline", "O"),
        ("Help and protection: what mark did they give it?", "H"),
        (
            "Bit of an argument in the office. Were care leavers rated as good or "
            "as requires improvement?",
            "V",
        ),
        ("For the workforce board: how did inspectors judge the impact of leaders?", "L"),
        ("leadership + management grade?", "L"),
        ("did LAC get good", "C"),
        ("is the looked-after bit graded good", "C"),
        ("do children in care and care leavers have the same grade?", "CV"),
        ("help & protection and in care grades", "HC"),
        ("What's the overall effectiveness then?", "O"),
        ("is it right that the care leaver service still requires improvement?", "V"),
        ("is Sandwell good overall?", "O"),
        ("I've got to tell the mayor: are we a good authority overall or not?", "O"),
        ("why did ofsted fail the care leavers service as inadequate", "V"),
        ("The leadership was inadequate, wasn't it?", "L"),
        ("what was the final overall grading", "O"),
        ("So what's the rating on leaving care?", "V"),
        ("Did the team for care leavers come out as good?", "V"),
        ("Was child protection found to be inadequate at the inspection?", "H"),
        ("In one word, how is Sandwell rated overall?", "O"),
        ("Leaders: good, or still RI?", "L"),
        ("The grade for children in care please, a parent rang to ask", "C"),
        ("how do the judgements for children in care and for care leavers differ?", "CV"),
        ("I thought care leavers got good. Did they not?", "V"),
        ("how has the leaving care service been graded", "V"),
        ("what is our current ofsted grade overall", "O"),
        ("Did the people at the top come out good?", "L"),
        ("I foster for Sandwell and wondered what children in care was graded", "C"),
        ("The 16+ service: what was its judgement?", "V"),
        ("Cabinet member wants the overall grade and nothing else", "O"),
        ("Would you say safeguarding was judged good?", "H"),
        ("Leadership wasn't outstanding was it", "L"),
        ("isn't care leavers inadequate?", "V"),
        ("help and protection vs leadership, which has the better grade", "HL"),
        ("Is Sandwell no longer requires improvement overall?", "O"),
        ("Are looked after children's services rated good now?", "C"),
        ("Is Sandwell's overall grade good?", "O"),
        ("Is Sandwell good overall", "O"),
        ("Sandwell Council overall judgement", "O"),
        ("Ofsted outcome for children in care", "C"),
        ("Is it right that care leavers was the only one not good?", "OLHCV"),
        ("grades for LAC and for the safeguarding / early help side", "HC"),
        ("mark for the looked after side please", "C"),
        ("Why did leaving care get Inadequate? Everyone in the office is gutted.", "V"),
        ("Pls confirm the leadership judgement for the Trust board minutes", "L"),
    ],
)
def test_the_grade_of_an_area_is_its_row(question, areas, ask):
    found = ask(question)
    assert sorted(areas_of(found)) == sorted(areas)
    assert {c.locator for s in found for c in s.citations} == {"judgements"}


@pytest.mark.parametrize(
    "question",
    [
        "What grade did we get?",
        "what rating did Sandwell get in October 2025",
        "did anything get outstanding",
        "which area is weakest",
        "which bit scored worst",
        "was it outstanding or just good, my colleague in the corridor asked",
        "Which service came out strongest?",
        "what's our lowest grade",
        "is any part requires improvement",
        "give me all the grades",
        "list every judgement with its grade",
        "which areas were rated good?",
        "how many areas were judged good",
        "Which of the five judgements was not good?",
        "so what was the verdict then",
        "what was the outcome of the inspection?",
        "did we pass?",
        "Was Sandwell really rated outstanding?",
        "Why did Ofsted say Sandwell was inadequate?",
        "What Ofsted rating does the council have now?",
        "what rating is Sandwell Children's Trust",
        "what are the ofsted ratings",
        "Which part let us down in the grades?",
        "Where did we get requires improvement?",
        "Where did Sandwell score lowest?",
        "Are all areas good?",
        "Did every area get good?",
        "was everything graded good",
        "In which area did we fall short of good?",
        "Which judgement areas does the report have?",
        "is the care leavers judgement lower than the others?",
        "anything inadequate?",
        "any outstanding judgements?",
        "no outstanding areas then?",
        "How many goods and how many RIs did we get?",
        "did we get straight goods?",
        "Did they say any of our services were failing, I mean officially inadequate?",
        "How many of the judgements are good?",
        "Name the area that isn't good",
        "So only one area wasn't good, which was it?",
        "the judgement for each area, please",
        "What are the five grades on page one?",
        "Which is our worst performing area according to Ofsted?",
        "what did we score in each category",
        "Were we given Good across the board?",
        "Have we got any outstandings?",
        "Is Sandwell an outstanding authority?",
        "Were all five judgements the same?",
        "How was each part of the service rated?",
        "What did Ofsted rate us?",
        "could you tell me whether anything was rated below requires improvement",
        "Did the report card have any RIs on it?",
        "which areas of the service got a good from ofsted",
        "Did inspectors rate anything better than good?",
        "how'd we get on with the ofsted inspection",
        "ofsted score?",
        "A school governor thinks Sandwell is in special measures. Is any of it inadequate?",
        "Is there a single area where we got outstanding?",
        "Why is everything rated inadequate?",
        "Count of good vs requires improvement judgements",
        "Could you put the judgements in a table for me?",
        "Tell the committee in brief what the judgements were",
        "New starter here, what rating does Sandwell hold?",
        "Rank the areas from best to worst",
        "of everything ofsted looked at, what got the lowest mark",
        "Were there any surprises in the grades, like an inadequate somewhere?",
        "does the report give anyone outstanding",
        "what percentage of the judgements were good",
        "how many judgements are there and what are they",
        "Sandwell rating",
        "Is Sandwell inadequate?",
        "Was anything outstanding?",
        "was anything less than good",
        "Are all four areas good?",
        "My manager says we're a 'good' authority now. True?",
    ],
)
def test_a_question_of_any_or_all_grades_is_the_whole_table(question, ask):
    found = ask(question)
    assert sorted(areas_of(found)) == sorted(AREAS)
    assert {c.locator for s in found for c in s.citations} == {"judgements"}


def test_all_grades_come_overall_first(ask):
    assert areas_of(ask("What are the grades?"))[0] == "O"


@pytest.mark.parametrize(
    "question",
    ["which area is weakest", "which bit scored worst", "is any part requires improvement"],
)
def test_the_row_that_answers_comes_first(question, ask):
    assert areas_of(ask(question))[0] == "V"


@pytest.mark.parametrize(
    "question", ["Why were leaders judged inadequate?", "Did leaders get outstanding?"]
)
def test_a_grade_that_was_not_given_is_denied_first(question, ask):
    lead, row = ask(question)
    assert lead.text.startswith("Not ")
    assert row.text.endswith("families: good.")
    assert lead.citations == row.citations


@pytest.mark.parametrize(
    "question",
    [
        "What were we judged in 2022?",
        "What was the judgement at the last inspection?",
        "What grade did Sandwell have before this one?",
        "previous ofsted rating",
        "Were we inadequate in 2022?",
        "what were we rated back in 2022?",
        "What did the 2022 inspection judge us as",
        "our previous grade",
        "what was the rating before this inspection",
        "Do you know the grade from the inspection before?",
        "last inspection result",
        "how were we judged last time",
        "did we have requires improvement at the last inspection",
        "which grades did sandwell hold before?",
        "how did we do last time",
        "After being inadequate in 2022, how did Sandwell recover?",
    ],
)
def test_an_earlier_grade_is_the_sentence_that_gives_it(question, ask):
    (sentence,) = ask(question)
    assert sentence.text.startswith(EARLIER)
    assert [c.locator for c in sentence.citations] == ["summary.1"]


@pytest.mark.parametrize(
    "question",
    [
        "How do the grades compare with the last inspection?",
        "Did our rating go up since 2022?",
        "Which areas have improved their grade since 2022?",
        "are we rated higher than last time?",
        "what was our grade before and what is it now",
        "have we gone from requires improvement to good?",
        "have the judgements moved on since last time",
        "is it an improvement in grade on the previous inspection",
        "Did any grade stay where it was in 2022?",
        "how much have our grades changed",
        "Compared with the previous inspection, are the judgements better?",
        "have our ratings improved",
        "has the overall grade improved since last time",
        "did any service go down a grade",
        "how does this result stack up against the one 3 years ago",
        "how do the marks this time stack up against three years back",
        "did every area improve its grade",
        "2022 us v 2025 us. better or worse",
    ],
)
def test_then_and_now_are_the_table_and_that_sentence(question, ask):
    found = ask(question)
    assert {c.locator for s in found for c in s.citations} == {"judgements", "summary.1"}


@pytest.mark.parametrize(
    ("question", "paragraph", "area"),
    [
        ("Fostering: which judgement does it come under?", "p29", "C"),
        ("what area does private fostering fall under and what grade did that get?", "p14", "H"),
        ("which judgement covers the corporate parenting board? what grade?", "p46", "L"),
        ("what grade does the local offer come under?", "p34", "V"),
        ("What grade did fostering get?", "p29", "C"),
        ("what is the rating of the section that deals with the local offer", "p34", "V"),
        ("What did they grade the workforce strategy?", "p53", "L"),
        ("Is fostering rated good?", "p29", "C"),
    ],
)
def test_a_part_of_practice_has_the_grade_of_its_section(
    question, paragraph, area, ask, sandwell_passages
):
    passage = sandwell_passages[paragraph]
    sentence = ScoredSentence(passage, passage.sentences[0], 0.6)
    found = ask(question, Evidence((Candidate(passage, 0.6),), (sentence,)))
    assert "no grade of its own" in found[0].text
    assert areas_of(found) == area
    assert [c.locator for c in found[-1].citations] == [paragraph]


@pytest.mark.parametrize(
    "question",
    [
        "What judgement did managers make about thresholds?",
        "Is health care for children in care rated by carers?",
        "Do children in care do well?",
        "What grade did Birmingham get?",
        "what was dudley's overall grade",
        "What is the national average rating?",
        "What GCSE grades do children in care get?",
        "What were we judged in 2018?",
        "how good is support for care leavers",
        "Is practice good?",
        "What are leaders good at?",
        "what is good about leadership?",
        "Why were care leavers judged requires improvement?",
        "why is leadership good?",
        "what outstanding work was seen with disabled children?",
        "Are assessments good enough?",
        "what did care leavers say they get from the local offer?",
        "What do care leavers get?",
        "Were any CP plans inadequate?",
        "is supervision good?",
        "what was the outcome of the audits?",
        "what results did the learning hub get?",
        "How is the corp parenting board rated?",
        "which team is the strongest?",
        "What is the best practice they saw?",
        "what did children get help with?",
        "Are decisions and judgements by social workers clear?",
        "did leaders improve services since the last inspection?",
        "How did care leavers do in education?",
        "What have they done well?",
        "How did leaders respond to inspectors?",
        "is there outstanding paperwork on placement plans?",
        "What rating do schools in Sandwell have?",
        "good practice with unaccompanied children",
        "what's the weakest part of pathway planning",
        "has practice improved since the last inspection?",
        "how could supervision be better",
        "How are leaders improving services?",
        "What improvements have been made to the local offer?",
        "What improvement has there been in early help?",
        "What has got better since 2022?",
        "Which services have improved?",
        "did care leavers help improve the local offer?",
        "Is early help better than it was?",
        "What action did managers take on neglect?",
        "what actions have leaders taken?",
        "Do children have to wait for a social worker?",
        "What should I do if a child goes missing?",
        "Are children told to wait?",
        "Has IRO oversight improved?",
        "Are audits used to improve practice?",
        "How do managers make sure plans are better?",
        "are young people told what they are entitled to",
        "Did training lead to improvements?",
        "What does the transformation programme improve?",
        "Who needs to sign off a placement?",
        "Does the virtual school help children do better at school?",
        "Do children need to be assessed within 45 days?",
        "What happens when children need to come into care?",
        "Are parents asked to consent?",
        "do workers have to do life story work",
        "How well do we prioritise children most in need?",
        "What do social workers do well?",
        "what improved for disabled children",
        "Do children who need help get it?",
        "what is the priority of leaders",
        "how often should PAs see care leavers",
        "Why has the pace of change not been sufficient?",
        "Has the corporate parenting board driven improvement?",
        "when children have to move home, is it planned?",
        "What has to improve in the night duty team?",
        "What needs to improve in child protection?",
        "Is support for foster carers getting better?",
        "anything on the list of improvements about fostering?",
        "What does good supervision look like here?",
        "Were thresholds judged to be applied right?",
        "How many children are in care?",
        "who chairs the corporate parenting board",
        "Have the services for disabled children got better?",
        "Which team helps care leavers stay safe?",
        "what do inspectors say about leaders",
        "what did children say about their social workers",
        "How do leaders know what needs doing?",
        "What happens to a child who needs protection at night?",
        "How has Sandwell improved its workforce?",
        "Is there anything positive on care leavers?",
        "what is the score on staff turnover",
        "Was the decision to take children into care the right one?",
        "does the trust give good value for money",
        "results at school for children in care",
        "outcomes for care leavers in employment",
        "What is working well for children in care?",
        "Do we need to tell Ofsted about unregistered homes?",
        "what are PAs expected to know about the local offer",
        "How have leaders improved the workforce?",
        "is the local offer better now",
        "could more be done for disabled children?",
        "What support do children get at home?",
        "What are the strengths of leadership?",
        "which priority groups get early help",
        "how do PAs improve young people's health",
        "What is the impact of the improvement work on early help?",
        "Why do some children wait too long for permanence?",
        "Have audits led to better practice?",
        "What did inspectors think of supervision?",
        "Who makes the final decision on adoption?",
        "are all children seen regularly",
        "Are care leavers happy with their PAs?",
        "are IROs good at challenging drift",
        "which services do disabled children get",
        "What is said about outstanding health assessments?",
        "How well are children in need of help identified?",
        "how many care leavers said the service is good",
        "did inspectors rate the virtual school",
        "How good are PEPs?",
        "What improves when social workers visit?",
        "Did things improve after audits?",
        "what's the verdict on foster carers",
        "what was the result of the practice model",
        "Are outcomes for children in need improving?",
        "Who marks the audits?",
        "how did managers score risk",
        "does the trust need more social workers",
        "do children need an advocate",
        "what must a child do to get a PA",
        "Should care leavers over 21 ask for help themselves?",
        "What more could the board do for care leavers?",
        "do social workers have to work weekends",
        "what are the strengths and weaknesses for care leavers",
        "How have outcomes for care leavers changed?",
        "are strategy meetings good",
        "is the edge of care service good",
        "what is the grading of neglect risk",
        "which children wait the longest",
        "How well led is the Trust?",
        "is the voice team outstanding at what it does",
        "what level of caseloads do workers hold",
        "Are there enough foster homes?",
        "which jobs are graded",
        "what did children in care get in their GCSEs",
        "new panel for vulnerable pupils, any results yet",
        "score out of ten care leavers gave",
        "is it Graded Care Profile 2 or something else",
        "albion score last night",
        "What grade for the corporate parenting board?",
        "how did the top brass come out of it? strong points and weak points",
    ],
)
def test_a_question_about_more_than_grades_is_left_to_the_evidence(question, ask):
    assert ask(question) == []


def test_without_a_table_there_is_nothing_to_say(sandwell):
    assert grades("What was the overall grade?", sandwell, [], NOTHING_FOUND) == []


@pytest.mark.parametrize(
    "question",
    [
        "What judgement did managers make about thresholds?",
        "Is supervision rated by staff?",
        "rating of risk by specialist practitioners",
        "What grade did our telescopes get?",
    ],
)
def test_what_others_grade_or_no_report_knows_has_no_grade_of_a_section(
    question, ask, sandwell_passages
):
    passage = sandwell_passages["p54"]
    sentence = ScoredSentence(passage, passage.sentences[0], 0.6)
    assert ask(question, Evidence((Candidate(passage, 0.6),), (sentence,))) == []
