import pytest

from assistant.languages import english_in, is_foreign

KNOWN = frozenset(("care", "leavers", "pathway", "plans", "children", "report"))


@pytest.mark.parametrize(
    "text",
    [
        "Beth mae'r adroddiad yn ei ddweud am ymadawyr gofal?",
        "Sut mae plant mewn gofal yn gwneud?",
        "Co raport mówi o dzieciach w pieczy zastępczej?",
        "Co mowi raport o mlodziezy opuszczajacej piecze?",
        "رپورٹ بچوں کے بارے میں کیا کہتی ہے؟",
        "ਰਿਪੋਰਟ ਬੱਚਿਆਂ ਬਾਰੇ ਕੀ ਕਹਿੰਦੀ ਹੈ?",
        "bachon ki hifazat ke liye council kya kar rahi hai",
        "Ce spune raportul despre copiii din plasament?",
        "¿Qué dice el informe sobre los niños?",
        "Warbixintu maxay ka sheegaysaa carruurta?",
        "ماذا يقول التقرير عن الأطفال؟",
    ],
)
def test_other_languages_are_told_from_english(text):
    assert is_foreign(text, KNOWN)


@pytest.mark.parametrize(
    "text",
    [
        "pathway plans",
        "UASC interpreters hardly ever booked, reasons",
        "negelct toolkt any usefull",
        "emial isnt workign since the updaet",
        "what does 'je ne sais quoi' mean",
        "Siobhán O'Connor Zoë Kowalczyk",
        "Halesowen Tividale Oldbury",
        "Café compliments résumé",
        "MASH EDT LADO",
        "paras 30-36",
        "¶12",
        "",
    ],
)
def test_keywords_names_and_misspelt_words_are_english(text):
    assert not is_foreign(text, KNOWN)


def test_the_sectors_terms_are_read_in_any_language():
    assert english_in("Care leavers کے بارے میں رپورٹ کیا کہتی ہے؟", KNOWN) == "Care leavers"
    assert english_in("Czy są PEP dla dzieci?", KNOWN) == "PEP"
    assert english_in("Ce spune raportul despre tinerii care pleacă", KNOWN) == ""
