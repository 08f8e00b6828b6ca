"""Makes assistant/data/english_words.txt and common_words.txt; run by hand, seldom.

    python scripts/english_words.py SCOWL SCOWL_HUGE MODEL_VOCABULARY REPORTS

SCOWL and SCOWL_HUGE are the lists "american-english" and "american-english-huge" (2020.12.07) of
the Spell Checker Oriented Word Lists, MODEL_VOCABULARY is vocab.txt of the embedding model, whose
words stand in the order of their frequency, and REPORTS a folder of inspection reports as text.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path

DATA = Path(__file__).parents[1] / "assistant" / "data"
_FEWEST_REPORTS = 3
_COMMON_IN_REPORTS = 5
_MOST_COMMON = 6000

# American spelling → British; a form that nobody uses is merely one more that is left alone.
_OUR = (
    "arb|ard|arm|behavi|cand|clam|col|demean|endeav|fav|ferv|flav|harb|hon|hum|"
    "lab|misdemean|neighb|od|parl|rig|rum|sav|savi|splend|succ|tum|val|vap|vig"
)
_RE = (
    "calib|cent|fib|lit|lust|meag|met|kilomet|centimet|millimet|sab|scept|somb|spect|theat|manoeuv"
)
_BRITISH = [
    (r"iz(e|es|ed|er|ers|ing|ings|ation|ations|ational|able)$", r"is\1"),
    (r"yz(e|es|ed|er|ers|ing)$", r"ys\1"),
    (r"([ea]l|[^aeiou]il)(ed|ing|er|ers|or|ors|ings)$", r"\1l\2"),
    (rf"^((?:dis|mis|un)?(?:{_OUR}))or", r"\1our"),
    (rf"^({_RE})er(s|ed)?$", r"\1re\2"),
    (r"ense(s|d|less)?$", r"ence\1"),
    (r"(al|nal|cat)og(s|ed|ing)?$", r"\1ogue\2"),
    (r"^program(s)?$", r"programme\1"),
    (r"dgment(s|al)?$", r"dgement\1"),
    (r"llment(s)?$", r"lment\1"),
    (r"^pedi(?=a)", "paedi"),
    (r"^(h|an)e(?=m|sth)", r"\1ae"),
    (r"^orthop(?=ed)", "orthopa"),
]
# As people type, and British words that no rule gives.
_OTHERS = """
    aint arent cant couldnt couldve didnt doesnt dont hadnt hasnt havent heres hows ill im isnt
    itll ive lets mightve mustnt neednt shes shouldnt shouldve thats theres theyd theyll theyre
    theyve wasnt werent weve whats whens wheres whos whys wont wots wouldnt wouldve youd youll
    youre youve gonna gotta wanna dunno innit yeah yep nope cheers hiya soz thanx obvs auntie
    aunties bedsit bedsits cuppa fella gran grans hols kiddies kiddo lads lass maths meds mum
    mums mummy nan nans nanny nana quid regs skint sleepover sleepovers telly uni wifi whatsapp
    sharepoint laptop online offline email emails website websites app apps blog blogs selfie
    webinar webinars podcast podcasts zoom powerpoint google facebook instagram snapchat tiktok
    youtube aged ageing cheque cosy draught enrol enrolled enrolment fulfil fulfils fulfilment
    grey instalment instalments kerb learnt licence licences mould offence offences plough
    practise practised practises practising pretence pyjamas sceptical skilful spelt storey tyre
    tyres wilful
"""


def main(scowl: Path, scowl_huge: Path, model_vocabulary: Path, reports: Path) -> None:
    """Write both lists."""
    listed = _lines(scowl)
    lower = {word for word in listed if re.fullmatch("[a-z]+", word)}
    names = {word for word in listed if re.fullmatch("[A-Z][a-z]{3,}", word)}
    rare = {word for word in _lines(scowl_huge) if re.fullmatch("[a-z]{4,}", word)}
    by_frequency = [word for word in _lines(model_vocabulary) if re.fullmatch("[a-z]{2,}", word)]
    frequent = set(by_frequency)
    american = {word for word in lower if british(word) in frequent}
    sound = lower | set(filter(None, map(british, lower))) | set(_OTHERS.split())
    in_reports = _report_counts(reports)
    sound |= {w for w, count in in_reports.items() if count >= _FEWEST_REPORTS and w in rare}
    fitting = sound - american
    common = [word for word in by_frequency if word in fitting]
    of_the_sector = {w for w, count in in_reports.items() if count >= _COMMON_IN_REPORTS}
    common += sorted((of_the_sector & fitting) - frequent)
    parts = set(common[:_MOST_COMMON])
    rare = {w for w in rare - sound if _is_compound(w, parts) or _is_inflected(w, lower)}
    known = sound | (rare - _one_slip_away(rare, common))
    # Names are known, but nobody is taken to have meant one: so they keep their capital.
    names |= {word.capitalize() for word in frequent - known if len(word) > 3}
    _write("common_words.txt", common)
    _write("english_words.txt", sorted((known - set(common)) | names))


def _is_compound(word: str, parts: set[str]) -> bool:
    return any(word[:i] in parts and word[i:] in parts for i in range(3, len(word) - 2))


def _is_inflected(word: str, lower: set[str]) -> bool:
    found = re.fullmatch("(.{3,}?)(?:s|es|ed|d|ing|er|r|ers|rs)", word)
    if not found:
        return False
    stem = found[1]
    return bool({stem, stem + "e", re.sub(r"(.)\1$", r"\1", stem)} & lower)


def british(word: str) -> str | None:
    """The British spelling, if the rules give one."""
    for pattern, replacement in _BRITISH:
        changed = re.sub(pattern, replacement, word)
        if changed != word:
            return changed
    return None


def _one_slip_away(words: set[str], common: list[str]) -> set[str]:
    """Those that a common word becomes by leaving out or doubling a letter or swapping two."""
    slips: set[str] = set()
    for word in common:
        for i in range(len(word)):
            slips.add(word[:i] + word[i + 1 :])
            slips.add(word[: i + 1] + word[i:])
            slips.add(word[:i] + word[i + 1 : i + 2] + word[i] + word[i + 2 :])
            slips.update(
                word[:i] + vowel + word[i + 1 :] for vowel in "aeiou" if word[i] in "aeiou"
            )
    return words & slips


def _report_counts(folder: Path) -> Counter[str]:
    texts = (path.read_text(encoding="utf-8") for path in folder.glob("*.txt"))
    return Counter(word for text in texts for word in set(re.findall("[a-z]{2,}", text.lower())))


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").split()


def _write(name: str, words: list[str]) -> None:
    (DATA / name).write_text("\n".join(words) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
