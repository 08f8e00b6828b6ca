"""What a question is about: the asker's own affairs left out, and what is left over of the rest."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from assistant.areas import areas_named, without_areas
from assistant.followups import leans
from assistant.glossary import concepts_in, names_a_subject
from assistant.wording import authorities, plain_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from ingest.models import Document

_CLAUSE = re.compile(r"[.?!;:,]+(?:\s+|$)|\s[-–—]+\s|\s+(?=\()|(?<=\))\s+")
_OWN_AFFAIRS = re.compile(
    r"\b(?:i|i'm|i've|i'd|i'll|im|my|me|mine|wants?|wanted|asks?|asked|asking|needs?|writing"
    r"|thanks"
    r"|thank you|cheers|please|sorry|hi|hiya|hello|morning|afternoon|question|for the record"
    r"|quick (?:one|1|q|item))\b"
)
_EMBEDDED = re.compile(
    r"^.*\b(?:(?:asks?|asked|asking|knows?|wonder(?:s|ed|ing)?|tell|show|explain|told|confirm"
    r"|check|remind|say|says|said)\s+(?:(?!about\b)[\w']+\s+){0,5}?"
    r"(?=(?:what|which|how|why|whether|if|did|was|were|is|are)\b)"
    r"|(?:needs?|wants?|after|looking for)\s+(?=(?:the|our|a|an|all|each|every)\b))"
)
_ASKERS = re.compile(
    rf"{_OWN_AFFAIRS.pattern}|\b(?:ofsted|inspectors?|reports?|they|you|we|us|his|her|committee"
    rf"|scrutiny"
    r"|councillors?|members?|governors?|director|manager|chief executive|board|press|mayor"
    r"|public)\b"
)
# "Anything", "we", "the council": what is graded without being an area.
WHOLE = re.compile(
    r"\b(?:anything|any of|everything|everywhere|anywhere|anyone|we|us|our|sandwell|council|trust"
    r"|authority|overall|areas?|headings|services"
    r"|judge?ments|grades|ratings|any (?:area|service|part)s?)\b"
)
_PURPOSE = re.compile(
    r"\s+(?:for|because|as|so|so that|before|ahead of|since)\s+(?:[\w'-]+\s+){0,4}?"
    r"(?:i|i'm|i've|my|her|his)\b.*$"
)
# "I chair the adoption panel, …": who asks, unless it is somebody whom reports are about.
_INTRODUCTION = re.compile(
    r"^(?:(?:hi|hello|hiya|morning|quick one)\W+)?(?:as (?:an?|the) [^,.?]{2,50},"
    r"|i(?:'m| am) (?:an?|the) [^,.?]{2,60}[,.]"
    r"|i(?:'m| am) (?:due |about )?to (?:open|speak|present|address|chair|attend|give|draft"
    r"|prepare) [^,.?]{2,60}[,.]"
    r"|i (?:chair|lead on|manage|run|cover|commission|work (?:in|for|with|as)) [^,.?]{2,60}[,.]"
    r"|(?:two|three|four|a couple(?: of)?|some|\d) (?:quick |short )?(?:ones?|questions?|things?)"
    r"(?: (?:from|for|on) [^,.:?]{2,30}?)?(?:[.:,]|\s[-–—](?=\s))"
    r"|(?:two|three|four|\d) (?:items?|points?) for (?:[\w'-]+ ){1,4}"
    r"(?:agenda|report|paper|minutes)(?:,? (?:please|pls))?\s?[:,–—-]"
    r"(?= (?:do|does|did|is|are|was|were|has|have|what|which|who|how|when|where|why)\b)"
    r"|(?!(?:do|does|did|is|are|was|were|has|have|can|what|which|who|how|when|where|why)\b)"
    r"[\w /&'-]{3,40} here[.,:;])\s*",
    re.IGNORECASE,
)
# "Probation would like to know whether …": who asks, unless it is a group that is reported on.
_ON_BEHALF = re.compile(
    r"^(?!(?:do|does|did|is|are|was|were|has|have|can|what|which|who|how|when|where|why)\b)"
    r"(?:[\w'&/-]+ ){1,8}?"
    r"(?:(?:would|'d) (?:like|love) to know|(?:wants?|needs?|wish(?:es)?) to know"
    r"|(?:(?:is|are|was|were) )?(?:keen|anxious|curious|asking|wondering)(?: to know)?"
    r"|(?:has|have|had)(?: \w+)? (?:asked|wondered|queried)|asked|asks|wonders?|wondered)"
    r"(?: me| us)?(?: (?:today|again|this \w+|last \w+))?"
    r"(?:: |,? (?=(?:whether|if|how|what|who|whose|which|when|why|where)\b))",
    re.IGNORECASE,
)
_A_BODY = re.compile(
    r"\b(?:group|forum|panel|board|committee|team|network|meeting)\b", re.IGNORECASE
)
# Agencies that ask, though reports may name them.
_OUTSIDE = re.compile(
    r"\b(?:probation|icb|nhs|hospitals?|colleges?|schools?|police|courts?|solicitors?|mps?|mayor"
    r"|press|journalists?|unions?|housing|landlords?|charit(?:y|ies)|university|scrutiny|cabinet"
    r"|members?|councillors?|cllrs?|governors?|partners?|auditors?|corporate parents)\b",
    re.IGNORECASE,
)
_OF_THE_ASKER = re.compile(r"(?:\w+ ){1,2}(?:it|its|they|their)\b", re.IGNORECASE)
_THINGS_ON = re.compile(r"\b(?:ones?|questions?|things?) on ", re.IGNORECASE)
# What the answer is for, or how many things are asked, said first.
_ERRAND = re.compile(
    r"^(?:for (?:the |my |our |an? |next |this )?(?:[\w'-]+ ){0,2}?"
    r"(?:scrutiny|log|board|briefing|report|supervision|meeting|file|minutes|cabinet|members|committee|pack|plan|newsletter|presentation"
    r"|slides?|record|handover|training|panel)\s*[:,]"
    r"|(?!(?:what|which|is|are|does|do|did|how|why|who|can|has|have)\b)(?:[\w'&-]+ ){0,6}?"
    r"(?!improvement|action|outcome)[\w'&-]+,? (?:agenda )?items? \d+[a-z]?\s*[:,–—-]"
    r"|(?:ok(?:ay)?|right|so|sorry|hi|hiya|hello)\b[^.?!:]{0,30}\b(?:two|three|four|\d) (?:quick "
    r"|short )?(?:things|questions|bits|points)\b[^.?!:]{0,40}[.:]"
    r"|(?:i |we |i've |we've |ive )?(?:to|need to|have to|got to|have got to|am|'m|are"
    r"|'re|was asked to)? ?"
    r"(?:brief(?:ing)?|updat(?:e|ing)|report(?:ing)? to|present(?:ing)? to|talk(?:ing)? to"
    r"|tell(?:ing)?|train(?:ing)?) (?:the |our |my |some |new )?(?:\w+ )?(?:members?|councillors?"
    r"|cllrs?|board|team|heads?|colleagues|governors?|trustees|committee|scrutiny|staff|partners?"
    r"|carers|panel) (?:(?:on|about) |[^.?!,:]{0,30}[.:]\s)"
    r"|my (?:worry|question|concern|query) (?:as an? [^,.?]{2,40} )?is (?:about )?(?=\w))\s*",
    re.IGNORECASE,
)
# "…, I'm writing the action plan": what is done with the answer, unless more is asked there.
_CONCLUSION = re.compile(
    r"(?:(?<=[?!.])\s+|[,;–—]\s*|\s-\s+)(?:(?:because|as|since|so|and)\s+)?(?:i|we)"
    r"(?:'m| am|'re| are|'ve| have)? (?:\w+ly |just |only )?"
    r"(?:supervis\w+|manag\w+|chair\w*|lead\w* on|run|cover|(?:re)?writ\w+|draft\w+|prepar\w+"
    r"|prepp?ing|present\w+|brief\w*|train\w*|new (?:to|here|in)|don'?t want|got to"
    r"|(?:need|want) (?:it|this|them) (?:for|by)|doing (?:a|the|my))\b[^?]*$"
    r"|[,;–—-]\s*(?:(?:a |my )?(?:briefing|slide|note|paper|report) (?:for|to)"
    r"|(?:(?:it's|this is) )?for (?:my|our|a|the|an|tomorrow'?s?|next) (?:[\w']+ ){0,2}"
    r"(?:briefing|report|paper|presentation|slides?|newsletter|meeting|board|committee|panel"
    r"|supervision|handover|agenda|email))\b[^?]*$",
    re.IGNORECASE,
)
# Which number a paragraph has is said by every citation; its subject is what is searched for.
_PLACE = r"(?:para(?:graph)?|page|bit|part|section|one)s?"
_NUMBER_ASKED = re.compile(
    rf"^(?:what|which)(?:'?s| is| was)? (?:the )?(?:{_PLACE} )?(?:number|no\.?) (?!of\b)"
    rf"(?:(?:is|for|the|it) )*(?:{_PLACE} )?(?:(?:on|about|for|with|covering|covers?|mentions?"
    r"|that (?:covers|mentions|is about|talks about)|(?:is|talks) about) )+"
    rf"|^(?:the )?{_PLACE} numbers? (?:for|of|on|about) "
    rf"|^the {_PLACE} (?:on|about) (?=.*\bnumber\b)"
    rf"|,? (?:and )?(?:what|which)(?:'?s| is)? (?:the |its )?(?:{_PLACE} )?number"
    r"(?: is (?:it|that|this))?\W*$",
    re.IGNORECASE,
)
_REPORTED_ON = re.compile(
    r"\b(?:care[- ](?:leavers?|experienced)|\w*carers?|parents?|mum|dad|young (?:person|people)"
    r"|child(?:ren)?|adopters?|kids?|teenagers?)\b",
    re.IGNORECASE,
)
_ITSELF = re.compile(r"\b(?:i|we|us|our|ours|my|me|mine)\b", re.IGNORECASE)
# Of a summary, whom it is for: no subject.
_AUDIENCE = re.compile(
    r"\b(?:for|to)\s+(?:[\w'-]+\s+){0,4}?(?:council|committees?|boards?|panels?|meetings?|scrutiny"
    r"|cabinet|members?|councillors?|cllrs?|governors?|colleagues|press|newsletters?|slides?"
    r"|briefings?|workers?|staff|managers?|gps?|visitors?|partners?|starters?|chair|director|mps?"
    r"|public|induction)\b(?:(?!\s(?:on|about|covering)\s(?!\w+day\b|(?:the )?\d)).)*"
)
_SETTING = re.compile(
    r"\b(?:children'?s (?:social care|services)|social (?:care|services)"
    r"|experiences and progress of"
    r"|(?:on )?social work practice(?: with children and families)?|(?:local )?authorit(?:y|ies)"
    r"|across the (?:board|piece|service)|by and large|on paper)\b"
)
_OTHERS = re.compile(
    r"\b(?:national(?:ly)?(?! framework)|england|english|region(?:al|ally)?|west midlands"
    r"|neighbours?|other"
    r" (?:councils?|authorities|boroughs|las?|trusts?|areas of the country)|elsewhere|cqc|hmicfrs"
    r"|gcses?|exams?|sats|ks\d|key stages?|a[- ]levels?|maths|neighbouring|country)\b"
)
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_TOKEN = re.compile(r"[a-z]{2,}|\d+")
# Ages are higher.
_COUNTS = frozenset(str(number) for number in range(10))
_SUBJECTS_IN_LY = frozenset(
    ("early", "family", "friendly", "only", "assembly", "elderly", "supply")
)


def clauses(text: str) -> tuple[str, ...]:
    """The pieces between stops, commas and dashes, in order."""
    return tuple(piece.strip() for piece in _CLAUSE.split(text) if piece and piece.strip())


def asked(text: str, is_cue: Callable[[str], object]) -> str:
    """The clauses that ask, of a text in plain lower case; ``is_cue`` knows them by their words.

    Where they say themselves what of, other clauses are kept only if they name an area. Else those
    are kept that tell of more than the asker: "Fostering: which judgement does it come under?"
    """
    asking = [piece for piece in clauses(text) if is_cue(piece)]
    if not any(areas_named(piece) or WHOLE.search(piece) for piece in asking):
        return with_its_topics(text, is_cue)
    return " , ".join(
        _without_asides(piece, is_cue)
        for piece in clauses(text)
        if is_cue(piece) or areas_named(piece)
    )


def with_its_topics(text: str, is_cue: Callable[[str], object]) -> str:
    """Every clause that tells of more than the asker.

    Left out, too, are what leads up to an embedded question and what the answer is wanted for.
    """
    return " , ".join(
        _without_asides(piece, is_cue)
        for piece in clauses(text)
        if is_cue(piece) or areas_named(piece) or not _OWN_AFFAIRS.search(piece)
    )


def _without_asides(clause: str, is_cue: Callable[[str], object]) -> str:
    for aside in (_EMBEDDED, _PURPOSE):
        shorter = aside.sub("", clause)
        left_out = clause.replace(shorter, " ")
        if is_cue(shorter) and _ASKERS.search(left_out) and not areas_named(left_out):
            clause = shorter
    return clause


def without_introduction(text: str) -> str:
    """A question without who asks it.

    As it is where what is left speaks of them, too, or names nothing of the sector.
    """
    errand = _ERRAND.match(text.replace("’", "'"))
    if errand and concepts_in(text[errand.end() :]):
        text = text[errand.end() :]
    asker = _ON_BEHALF.match(text.replace("’", "'"))
    if asker and _is_an_outsider(asker[0]) and concepts_in(text[asker.end() :]):
        return text if _OF_THE_ASKER.match(text[asker.end() :]) else text[asker.end() :]
    found = _INTRODUCTION.match(text.replace("’", "'"))
    if not found or _REPORTED_ON.search(found[0]) or _names_its_subject(found[0]):
        return text
    rest = text[found.end() :]
    if leans(rest):
        return text
    return rest if not _ITSELF.search(rest) and concepts_in(rest) else text


def _is_an_outsider(text: str) -> bool:
    """Whether who asks is nobody and nothing that is reported on."""
    if names_a_subject(_OUTSIDE.sub("", text)):
        return False
    return bool(_A_BODY.search(text)) or not _REPORTED_ON.search(_OUTSIDE.sub("", text))


def _names_its_subject(text: str) -> bool:
    """Whether it says what the questions are about: "Two things on PAs: …"."""
    about = _THINGS_ON.search(text)
    return about is not None and names_a_subject(text[about.end() :])


def without_conclusion(text: str) -> str:
    """A question without what the asker says at its end of their work, or wants the answer for.

    As it is where that asks, too, or the rest names nothing of the sector.
    """
    found = _CONCLUSION.search(text.replace("’", "'"))
    rest = text[: found.start()].rstrip(" ,;–—-") if found else ""
    return rest if concepts_in(rest) else text


def without_number_asked(text: str) -> str:
    """What a paragraph is about whose number is asked for; the text where it asks for none."""
    rest = _NUMBER_ASKED.sub("", text.replace("’", "'")).strip()
    return rest if concepts_in(rest) else text


def without_audience(text: str) -> str:
    """Without whom a summary is wanted for: "five lines on neglect for the team meeting"."""
    return " , ".join(_AUDIENCE.sub("", clause) for clause in clauses(text))


def left_over(text: str, document: Document) -> tuple[str, ...]:
    """The words that say what else is asked, once areas and words without a subject are gone.

    The report's own name and dates say nothing more.
    """
    own = f"{document.authority} {document.end_date:%B %Y}" if document.end_date else ""
    known = plain_words() | set(_TOKEN.findall(own.lower()))
    rest = without_areas(_SETTING.sub(" ", text))
    words = (word for word in _TOKEN.findall(rest) if word not in known | _COUNTS)
    return tuple(word for word in words if not word.endswith("ly") or word in _SUBJECTS_IN_LY)


def about_others(text: str, document: Document) -> bool:
    """Whether the text names other authorities, other grades or the country at large."""
    return bool(_OTHERS.search(text) or _names_beside(document.authority.lower()).search(text))


@cache
def _names_beside(own: str) -> re.Pattern[str]:
    """The names of all authorities but this one's."""
    names = "|".join(re.escape(name) for name in authorities() if name not in own)
    return re.compile(rf"\b(?:{names})\b")


def other_years(text: str, document: Document) -> frozenset[str]:
    """The years that the text names other than that of the inspection."""
    own = str(document.end_date.year) if document.end_date else ""
    return frozenset(YEAR.findall(text)) - {own}
