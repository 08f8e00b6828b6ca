"""How a question asks for grades: the nouns, the verbs, the levels; all in plain lower case."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ingest.models import Grade

_GRADED = r"(?:graded|rated|judged|ranked|scored|marked|assessed as|deemed|found|awarded|given)"
GRADE_NOUN = r"(?:grad(?:e|es|ing|ings)|ratings?|judge?ments?)"
LEVELS: dict[Grade, re.Pattern[str]] = {
    "outstanding": re.compile(
        r"(?<!still )\boutstandings?\b(?! (?:actions?|issues?"
        "|recommendations?))"
    ),
    "inadequate": re.compile(r"\binadequate\b"),
    "requires improvement": re.compile(
        r"\b(?:requires improvement|require improvement to be good|r\.?i\.?s?"
        r"|requiring improvement to be good)(?!\w)"
    ),
    "good": re.compile(
        rf"(?<!good and the )\b(?:{_GRADED}|got|c[ao]me out|gets?|getting|received?|was|were|is"
        r"|are|isn't|aren't"
        r"|wasn't|weren't|we're|a|all|as|many|of|than|not|below|under|above|straight|missed|missing"
        r"|miss(?:ed)? out on)\s+(?:[\w']+\s+){0,4}?"
        r"['\"]?goods?\b(?![\s-]+(?:at|about|enough|for|quality|practice|progress|things?|bits?|news"
        r"|points?|examples?|work|idea|place|care|support|help)\b)"
    ),
}
ORDER: tuple[Grade, ...] = ("inadequate", "requires improvement", "good", "outstanding")
PART = r"(?:areas?|bits?|services?|parts?|judge?ments?|sections?|categor(?:y|ies)|strands?)"
_LOW = r"(?:weak(?:est|er)|worst|low(?:est|er)|poor(?:est|er)|bottom)"
HIGH = r"(?:strong(?:est|er)|best|high(?:est|er)|top)"
SUPERLATIVE = re.compile(
    rf"\b(?:{_LOW}|{HIGH})[ -](?:\w+[ -])?(?:{PART}|{GRADE_NOUN}|marks?|scores?|{_GRADED}"
    rf"|performing)\b"
    rf"|\b{PART}\b(?: \w+){{0,3}} (?:{_LOW}|{HIGH})\b|\b{PART}\b(?: \w+)? let (?:us|\w+) down\b"
)
_WHOLE = (
    r"(?:we|they|it|(?:the |our )?(?:council|trust|authority|borough|department|service"
    r"|children's services|inspection))"
)
_FARED = re.compile(
    r"\b20\d\d (?:us )?(?:v|vs|versus|to|and|compared (?:to|with)) (?:20\d\d|now)\b"
    r"|\bwhere (?:were|was|are|is) (?:we|it|they|the authority) (?:in 20\d\d|then)\b.*\bnow\b"
    r"|\b20\d\d\b[^?]*\b(?:next to|beside|against|compared (?:to|with)) (?:this item|now|today)\b"
    r"|\bwhat (?:did|have) (?:(?!say|tell|find|think|see|do\b)[\w'/&-]+ ){1,6}?(?:get|got|score"
    r"|receive|end up with|come out (?:as|with)|give us|award us)\b(?! (?:to|better|right|wrong))"
    r"|\bhow (?:well |badly )?(?:did|have|has) (?:"
    rf"{_WHOLE} (?:do|done|perform(?:ed)?|get on|go)|[\w' -]+ (?:fared?|scored?|rate|come out))\b"
    r"|\bwhat (?:were|was) (?:we|it|they|the authority) (?:before|previously|last time)\b"
    r"|\bofsted (?:outcome|result|score|mark)\b"
    r"|\b(?:score|mark)s? (?:for|of) (?:the |our )? ?area\b"
    r"|\bc[ao]me out (?:the )?(?:best|worst|lowest|highest|top|bottom)\b"
    r"|\bscor(?:e|ed|es) (?:higher|lower|better|worse|highest|lowest|best|worst)\b"
    r"|\bverdicts?\b|\b(?:outcome|result|score|mark)s?\b(?! (?:\d|last ni|on \w+day))"
    r"(?! (?:for|of) (?!the (?:inspection|authority|council|trust)|us\b))"
    r"|\b(?:did|have) we (?:pass|fail)|\bwhat (?:level|standard|band)\b"
    r"|\b(?:ofsted|inspectors?|inspection|they) (?:really |actually )?(?:judge|rate|grade"
    r"|mark)s?\b"
)
NAMES_GRADES = re.compile(
    rf"\b(?:{GRADE_NOUN}|graded(?! care profile)|rated|judged|overall effectiveness)\b"
    r"|^\W*overall\W*$"
    r"|\b(?:ofsted|inspectors?|inspection) (?:really |actually )?(?:judge|rate|grade)s?\b"
)
# Levels that are hardly ever said of anything but a grade.
FIRM_LEVELS = ("inadequate", "requires improvement")
_FIRMLY = re.compile(
    rf"{NAMES_GRADES.pattern}|{SUPERLATIVE.pattern}|"
    + "|".join(level.pattern for level in LEVELS.values())
)
CUE = re.compile(f"{_FIRMLY.pattern}|{_FARED.pattern}")
WHAT_IMPROVES = re.compile(
    r"\bwhat\b[\w ]{0,12}\brequires improvement\b(?! to be good)|\bareas? requiring"
)
EVERY = re.compile(
    r"\b(?:all|every\w*|each|any\w*|rest|others?|apart|except|besides|only (?:one|item))\b"
)
WHY_NOT = re.compile(r"\b(?:not|isn'?t|aren'?t|wasn'?t|weren'?t|didn'?t)\b")
WHY = re.compile(r"\b(?:why|how come|reasons?|what made|because of what|explain)\b")
HOW = re.compile(r"\bhow (?:did|has|have)\b")
PAST = re.compile(
    r"\b(?:(?:last|previous|prior|earlier|former|other)\s+(?:time|inspection|one|item|report|ofsted"
    r"|grades?|ratings?|judge?ments?|visit|year|round)|previously|used to|formerly|beforehand"
    r"|(?:time|inspection|one|item) before|before (?:this|that|now|and)|before(?=\W*$)"
    r"|(?:years?|time) (?:ago|back)|historic(?:al|ally)?)\b"
)
# Nothing else is said of an earlier grade, but there must be one.
MOVED = re.compile(
    r"\bfrom (?:requires improvement|inadequate|good|outstanding|ri) to\b"
    r"|\b(?:gone|went|go|goes|moved?|come|came|dropped|slipped) (?:up|down|back)\b"
    rf"|\b{GRADE_NOUN} (?:\w+ )?(?:chang\w+|mov\w+|improved?|risen|rise|dropped|fallen)\b"
    r"|\b(?:improved?|raised?|lost|lose|changed?|dropped) (?:(?:its|their|our|the|a|any) )?"
    rf"{GRADE_NOUN}\b"
)
CHANGE = re.compile(
    r"\b(?:compar\w+|versus|vs|improvement|chang\w+|better|worse|still|than|since|up|down|mov\w+"
    r"|improved|differen\w+|again"
    r"|(?:stack|measure|match)(?:s|ed)? up|against|progress\w*|stay\w*|now|same"
    r"|went|gone|go|risen|rise|dropp\w+|fallen)\b"
)
EARLIER_GRADE = re.compile(
    r"\b(?:last|previous) (?:\w+ )?inspection\b.*\b(?:judged|graded|rated|judgement|found)\b",
    re.IGNORECASE,
)
COMES_UNDER = re.compile(
    r"\b(?:(?:come|comes|came|fall|falls|fell|sit|sits|go|goes|belong|belongs|count|counts|covered"
    r"|included|counted)\s+(?:in |with )?(?:under|within|in|into|to|with|by)|(?:is|are|it) part of"
    r"|cover(?:s|ing)?|includ(?:es?|ing)|deal(?:s|ing) with)\b"
)
OF_A_TOPIC = re.compile(r"\b(?:grade[ds]?|ratings?|rated|which judge?ment)\b|\bwhat judge?ment\W*$")
SUBJECT_SLOT = re.compile(
    rf"\b([a-z]+)\s+(?={GRADE_NOUN}\b)|\b{GRADE_NOUN}\s+(?:did|does|do|for|of|in|has"
    rf"|have)\s+(?:the\s+)?"
    r"([a-z]+)(?:\s+([a-z]+))?"
)
# What others say of a service is no grade.
OPINION = re.compile(
    r"\b(?:care leavers|children|young people|kids|staff|parents|families|carers|workers|leaders"
    r"|people)"
    r"\s+(?:\w+ )?(?:say|said|says|feel|felt|think|thought|told|gave|give|report|reported|rate"
    r"|describe)\b"
    r"|\b(?:graded|rated|ratings?|judged|scored)\b.*\bby (?!ofsted|(?:the )?inspect)"
)
# Whoever puts the question is not what is graded.
ASKER = re.compile(
    r"\b(?:(?:my|our|the|a) (?:\w+ )?(?:leaders?|managers?|boss(?:es)?)|(?:(?:my|our|the|a) )?"
    r"(?:cllrs?|councillors?|colleagues?))\b"
    r"(?= (?:\w+ )?(?:says?|said|thinks?|reckons?|asks?|asked|wants?|told|tells|claims?)\b)"
)
