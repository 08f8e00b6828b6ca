"""How a question asks for what must improve, in plain lower case."""

from __future__ import annotations

import re

_NOT_A_BOARD = (
    r"(?! (?:boards?|plans?|partners?|advis[eo]rs?|notices?|programmes?|journey|teams?"
    r"|services?)\b)"
)
_PUT_RIGHT = r"(?:put right|improv\w+|fix\w*|chang\w+|sort\w*)\b"
# The list itself: its items are named, whole or by subject.
LIST = re.compile(
    r"\b(?:areas?|points?|priorit(?:y|ies)|things?|items?|aspects?)\s+"
    r"(?:(?:that )?(?:the report|ofsted|inspectors|they) (?:says?|said|thinks?|found)\s+)?"
    r"(?:for|of|to|needs?|needing"
    r"|in need of|requiring|that requires?|that needs?|requires?)\s+(?:be\s+)?(?:improve\w*"
    r"|development|develop|attention|work|action|better|fix\w*|sort\w*)\b"
    r"|(?<!can you )(?<!could you )(?<!would you )"
    r"\brecommend(?:ations?|ed|s|ing)?\b(?! me\b)|\brecs?\b"
    r"|\bto[- ]do list (?:for|on|of)\b"
    r"|\b(?:action|improvement|priority) (?:points?|actions?)\b"
    r"|\b(?:top|main|\d|ofsted'?s?|inspectors'?|which|what|1st|\d(?:nd|rd|th)) priorit(?:y|ies)\b"
    r"|\b(?:the|our) priorities\b|\b(?:must[- ]do|needs?[- ]to[- ]improve) list\b"
    r"|\bactions? (?:coming|came|arising|that (?:come|comes|came|arise)) (?:out of|from)"
    r" (?:it|this|that|ofsted|(?:the|this|our) (?:report|inspection|visit))\b"
    rf"|\b(?:as something|something (?:we|they) (?:need|have)) to {_PUT_RIGHT}"
    rf"|\blist of (?:what|all|everything)\b[\w' ]{{0,40}}\b{_PUT_RIGHT}"
    r"|\beverything\b[\w' ]{0,20}\b(?:must|should|(?:needs?|have|has|had|got|wants?|told|asked)"
    rf" (?:us |them |you )?to)\b[\w' ]{{0,20}}\b{_PUT_RIGHT}"
    rf"|\bimprovements?\b{_NOT_A_BOARD}|\b(?:needs?|in need of) (?:improving|improvement)\b"
)
# An action is one of the list's only if it has its subject or number.
ACTIONS = re.compile(
    r"\baction (?:plan|items?)\b|\b(?:our|the|ofsted'?s?) to[- ]do list\b"
    r"|\b\d actions\b|\b(?:which|what|whom?) of the \d\b|\b(?:which|what"
    r"|how many) actions\b(?! (?:have|has|did|do|are) (?:\w+ )?leaders)"
    r"|\bone of the (?:\w+ )?actions\b"
    r"|\b(?:the|which) (?:\w+ ){0,2}action\b(?! (?:being|they|leaders))"
)
_WHO = (
    r"(?:us|we|them|they|it|you|the (?:council|trust|authority)|leaders|managers|be|been"
    r"|have|now|still|most|first|urgently|really|also|next|more|some|see)"
)
_MUST = (
    rf"(?:(?:needs?|needed|has|have|had|got|ought|wants?|wanted|expect(?:s|ed)?|required"
    rf"|supposed)\s+(?:{_WHO}\s+){{0,2}}to|must|should"
    r"|needs?|needing)"
)
_IMPROVING = (
    r"(?:improve[ds]?|improving|improvement|get(?:ting)? (?:better|right|a grip on)"
    r"|do(?:ing)? better|be(?:ing)? better|chang\w+|fix\w*|sort\w*|put(?:ting)? right"
    r"|address\w*(?! (?:an?|the|my|this) (?:letter|e-?mail|envelope|card))"
    r"|tackl\w+|work(?:ing)? on|strengthen\w*|focus\w*|speed\w*|quicker|faster|prioritis\w+"
    r"|develop\w*|concentrat\w+|attention|resolv\w+|act(?:ing)? on|step(?:ping)? up|sharpen\w*"
    r"|rais(?:e|ing)|do\b(?! (?:so|not))|be done|doing)"
)
_BETTER = r"(?:better|faster|quicker|sooner|earlier|more|moving|right|done|sorted|fixed|improved)"
NEED = re.compile(rf"\b{_MUST}\s+(?:{_WHO}\s+){{0,3}}{_IMPROVING}\b|\blike to see\b")
# What is between says who or what: "must get permanence moving", "should PAs be doing".
BECOME = re.compile(
    rf"\b(?:must|should(?! have)|(?:have|has|need) to)\s+((?:(?!improve)\w+\s+){{1,5}}?){_BETTER}\b"
)
WANTED = re.compile(
    r"\bwants?\s+((?:\w+\s+){0,2}?)(?:improv(?:ed|ing)|sort(?:ed|ing)|fix(?:ed|ing)|chang(?:ed|ing)"
    r"|done|addressed|better|sped up|speeded up)\b"
)
SHOULD_BE = re.compile(r"\b(?:should|must)\b([\w' -]{1,40}?)\bbe \w+ing\b")
TOLD_TO = re.compile(
    r"\b(?:we|us|they|them|council|trust|authority|leaders|managers|pas|workers|advisers)\b"
    r"(?:(?!\b(?:when|if|who|staff|child|children)\b)[\w' ]){0,25}"
    r"\b(?:told|asked|instructed)\s+to\s+(?:\w+\b)?"
    r"|\b(?:told|tell|asked|ask|wants?|wanted) (?:us|the (?:council|trust|authority)) to \w+"
)
# What is required is said, with its verb of improving, or to whom it was said.
REQUIRED = re.compile(
    rf"{NEED.pattern}|{BECOME.pattern}|{WANTED.pattern}|{SHOULD_BE.pattern}|{TOLD_TO.pattern}"
    rf"|\bwhat requires? improv\w+"
    r"|\bour homework\b|\bwhat (?:could|can) (?:be|get|we do) better\W*$"
)
_FAMILIES = (
    r"(?:parents?|famil(?:y|ies)|mums?|dads?|child(?:ren)?|kids?|young people|teenagers?|carers?"
    r"|girls?|boys?|old|olds|i|someone|anyone|anybody|somebody)"
)
# Improvements that have happened, were others', or are a matter of how; and what families must do.
OTHERWISE = re.compile(
    r"(?<!to )\b(?:has|have|had|is|are|was|were|been|being)\s+(?:\w+\s+){0,3}?(?:improved"
    r"|improving|got better|getting better)\b"
    r"|(?<!for )(?<!of )\bimprovements? (?:in|since)\b|\bimprovements?\s+"
    r"(?:(?!must|needs?|should|to\b)\w+\s+){0,2}?(?:made|seen|since|achieved|delivered|secured"
    r"|happened|shaped|noted)\b"
    r"|\b(?:made|seen?|noted|found|shaped?|achieved|bring|brought|lead to|led to|despite|after"
    r"|thanks to|because of|through)\s+(?:\w+\s+){0,2}improvements?\b"
    r"|\bactions?\b.*\b(?:taken|took|takes?|taking)\b|\bleaders'? (?:own )?priorit(?:y|ies)\b"
    r"|\b(?:last|previous|earlier|old|former) (?:\w+ )?(?:recommend\w+|improvements?|priorities)\b"
    rf"|\b{_FAMILIES} (?:not |ever |are |were |never ){{0,2}}(?:asked|told)\b"
    rf"|\b{_FAMILIES} (?:\w+ )?(?:(?:has|have|needs?|told|asked|supposed|expected) to|must"
    rf"|should)\b"
    rf"|\b(?:{_FAMILIES}|(?:care )?leavers) (?:\w+ ){{0,2}}wants?\b"
    r"|\bshould i\b|\bwho (?:has|have|needs?) to\b"
    r"|\b(?:government|westminster|ministers?|dfe|whitehall|parliament) (?:now )?wants?\b"
    r"|\bhow (?:could|can|should|might|do|would) [\w' ]+ (?:be |get |do )?(?:better|improved?)\b"
)
ALL_OF_IT = re.compile(r"\b(?:all of (?:it|them)|(?:whole|full|entire|complete|official) list)\b")
# Nouns of the list that say nothing of its subjects.
NOUNS = re.compile(
    r"\b(?:(?:framework )?(?:outcome|enabler|principle)s?"
    r"(?: or (?:an? )?(?:outcome|enabler|principle)s?)+"
    r"|(?:improvement|inspection|recovery|action) plans?|action (?:points?|items?)|actions?"
    r"|(?:coming|came|comes?|arising|arise) (?:out of|from)"
    r"|needs? improving|to[- ]do list|linked|relates?|developments?|attention|fixing|sorting|work"
    r"|practice)\b"
)
# What it is wanted for, and how long it may be, is no subject.
PURPOSE = re.compile(
    r"\bfor (?:the|my|our|a|this|tomorrow'?s?|next) (?:\w+ ){0,2}(?:meeting|board|committee|panel"
    r"|paper|briefing|minutes|slides?|presentation|newsletter|email|supervision|handover|agenda)\b"
    r"|\b(?:short|brief|quick|long|full) version\b"
)
# How many there are said to be is no subject.
COUNTED = re.compile(
    r"\b\d+(?= (?:\w+ ){0,2}?(?:improvements?|recommendations?|areas?|actions?|points?"
    r"|priorities)\b)"
)
_ENTRY = (
    r"(?:recommendations?|areas? (?:for|of) (?:improvement|development)|action points?"
    r"|improvement (?:list|points?)|(?:the|\d|our) (?:\w+ )?(?:improvements|priorities)"
    r"|things to (?:improve|fix)"
    r"|things (?:that )?(?:we|they|you|leaders|managers)\b[\w' ]{0,25} to"
    r" (?:fix|sort|improve|put right|change|address|do))\b"
)
# Whether something is on the list is told by the list, even if it is not.
WHETHER_LISTED = re.compile(
    r"^(?:(?:so|and|but|hi|hello)\W+)*(?:is|are|was|were|does|do|did|has|have|any)\b.*\b" + _ENTRY
)
WHICH_LISTED = re.compile(rf"\b(?:which|what)\b.{{0,20}}\b{_ENTRY}|\bwhich improvement\b")
REQUIRES_AS_GRADE = re.compile(r"(?<!what )\brequires improvement(?: to be good)?\b")
KINDS = re.compile(
    r"\b(?:outcome|enabler|principle)s?\b[^?]*\b(?:outcome|enabler|principle)s?\b", re.IGNORECASE
)
REFERENCE = re.compile(r"\b(outcome|enabler|principle)s?\s+(\d+)\b")
PROOF = re.compile(
    r"\b(?:evidence|why|what's behind|behind (?:it|them|each|these|those)|lies behind|based on"
    r"|basis|back(?:s|ed)? (?:it|that|this) up|proof|reasons?|which paragraphs?"
    r"|where (?:in|does|do|is))\b"
)
AGENT = re.compile(
    r"(?<=must )(?:leaders|managers)\b|(?<=should )(?:leaders|managers)\b|(?<=do )leaders\b"
    r"|\b(?:leaders|managers)\s+(?=(?:need|must|have to|should|ought|been))"
)

# By when is no part of the list, nor is what happens to it.
DEADLINE = re.compile(
    r"\b(?:by when|deadline|by (?:what|which) (?:date|month)|when (?:do|must|should|did|will|are) "
    r"(?:we|they|leaders)\b[\w' ]{0,20}\b(?:send|submit|publish|write|respond))\b"
)
# What others know of it is no part of the list; what the asker has to know is.
KNOWN = re.compile(r"(?<!to )\b(?:knows?|sense of|clear|understands?(?: \w+){0,4}) what\b")


def asks_what_must_improve(text: str) -> bool:
    """Whether a text in plain lower case has such a cue; the name of a grade is none."""
    text = REQUIRES_AS_GRADE.sub(" ", text)
    return any(cue.search(text) for cue in (LIST, ACTIONS, REQUIRED))


# A subject in so many words, known to the report or not.
SUBJECT_SLOT = re.compile(r"\b(?:with|about|around|regarding|in|on)\s+(?:the |our )?([a-z]+)")
_REFERENCES = (
    r"(?:tags?|marks?|markings?|brackets?|bracketed(?: codes?)?|codes?|labels?|references?"
    r"|footnotes?)"
)
# What the references after the items mean is said by the footnotes.
REFERENCES_EXPLAINED = re.compile(
    rf"\b(?:what|why|explain|meaning|mean)\b.*\b(?:outcome|enabler|principle)\b.*\b{_REFERENCES}\b"
    rf"|\bwhat(?:'s| are| is| do| does) (?:\w+ ){{0,2}}{_REFERENCES}\b[^?]*\b(?:brackets|mean|for"
    r"|anyway|about)\b"
    rf"|\bwhat\b[^?]*\b{_REFERENCES}\b[^?]*"
    r"\b(?:recommendations?|improvements?|actions?)\b[^?]*\bmean"
    r"|\bwhat(?:'s| is) (?:(?:that|the|this) national|that) framework\b"
    r"|\b(?:tags?|brackets?|bracketed \w+)\b.*\b(?:which|what|where)\b"
    r".*\b(?:come from|document|guidance)\b"
    rf"|\b{_REFERENCES}\b.*\b(?:actions?|improvements?|outcome|enabler|principle)\b.*"
    r"\b(?:what (?:are|is|do|does)|mean\w*|stand for)\b"
    r"|\bwhat(?:'s| do| does| is| are| were) (?:the|that|those|this) (?:little |small |tiny )?"
    r"(?:1|number|star|superscript)s? (?:next to|by|after|beside|on|in) (?:the )?[\w ]*"
    r"\b(?:improve\w*|heading|list)\b"
)
