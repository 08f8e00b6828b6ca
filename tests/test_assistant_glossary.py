import re
import tomllib
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.glossary import (
    GLOSSARY,
    MOST_ADDED,
    Concept,
    concepts,
    concepts_in,
    expand,
    phrase_key,
    related_terms,
    words,
)
from assistant.inflection import plurals, singulars


def terms(text: str) -> list[str]:
    return [concept.term for concept in concepts_in(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("IRO caseloads", ["independent reviewing officer", "caseload"]),
        ("iros", ["independent reviewing officer"]),
        ("IROs' and the IRO’s view", ["independent reviewing officer"]),
        ("Are EHCPs late?", ["education, health and care plan"]),
        ("PAs", ["personal adviser"]),
        ("Personal Advisers", ["personal adviser"]),
        ("the care leaver's room", ["care leaver"]),
        ("care-leavers’ rooms", ["care leaver"]),
        ("a childrens home", ["children's home"]),
        ("two children’s homes", ["children's home"]),
        ("directors of children's services", ["director of children's services"]),
        ("children in need plans", ["child in need plan"]),
        ("an elected member", ["elected members"]),
        ("sofa-surfing, sofa surfing", ["homeless"]),
        ("emotional wellbeing", ["emotional and mental health"]),
        ("S47s, s.47, s 47", ["child protection enquiry"]),
        ("B & B, b&b", ["bed and breakfast accommodation"]),
        ("PP+ and R&R", ["pupil premium plus", "recruitment and retention"]),
        ("mums and dads", ["parents"]),
        ("dads", ["father"]),
        ("nothing of the kind", []),
        ("", []),
    ],
)
def test_a_concept_is_found_however_it_is_written(text, found):
    assert terms(text) == found


@pytest.mark.parametrize(
    "text", ["irony", "a spa day", "sat down", "map", "the judged", "adult social care"]
)
def test_only_whole_words_count(text):
    assert terms(text) == []


def test_the_longest_of_overlapping_names_counts():
    assert terms("child in need plan") == ["child in need plan"]
    assert terms("health passport, passport") == ["health histories", "key documents"]
    assert terms("corporate parenting board") == ["corporate parenting board"]


def test_an_abbreviation_that_is_also_a_word_counts_only_in_capitals():
    assert terms("is he so old a sin, eh?") == []
    assert terms("HE and EH") == ["higher education", "early help"]
    assert terms("the ACEs") == ["adverse childhood experience"]


@pytest.mark.parametrize(
    ("text", "added"),
    [
        ("are PAs any good", " (personal adviser)"),
        ("are PAs, the personal advisers, any good", ""),
        ("care leavers", ""),
        ("kids kids kids", " (children)"),
        ("LADO and the night team", " (local authority designated officer, emergency duty team)"),
        ("anything else", ""),
    ],
)
def test_terms_are_added_for_what_is_written_otherwise(text, added):
    assert expand(text) == text + added


def test_only_so_many_terms_are_added():
    text = "LAC UASC DV CSE CIN CP NEET EET PEP"
    assert expand(text).count(",") + 1 == 6 == MOST_ADDED


def test_related_terms_do_not_repeat_what_the_text_names():
    assert "care leavers" not in related_terms("care leavers and pathway plans")
    assert "pathway plan" in related_terms("care leaver")
    assert related_terms("weather") == ()


@given(st.text(max_size=200))
def test_any_text_stays_at_the_beginning_of_its_expansion(text):
    assert expand(text).startswith(text)


@given(st.lists(st.sampled_from([f for c in concepts() for f in (c.term, *c.lay)]), max_size=5))
def test_names_that_are_strung_together_are_all_found_or_part_of_longer_ones(names):
    found = concepts_in(" / ".join(names))
    assert bool(found) == bool(names)
    assert len(set(found)) == len(found)


def test_every_name_in_the_file_leads_to_its_concept():
    for concept in concepts():
        for name in (concept.term, *concept.abbreviations, *concept.lay):
            assert concepts_in(name) == (concept,), name
        assert f"({concept.term})" not in expand(concept.term)


def test_a_question_takes_well_under_a_millisecond():
    text = "How many LAC reviews for UASC did the IROs hold, and were kids' views heard in them?"
    expand(text)
    fastest = min(_seconds(text) for _ in range(50))
    assert fastest < 0.001


def _seconds(text: str) -> float:
    started = perf_counter()
    expand(text)
    return perf_counter() - started


def test_the_file_is_as_its_header_says():
    raw = tomllib.loads(GLOSSARY.read_text(encoding="utf-8"))["concept"]
    assert len(raw) >= 200
    assert [c["term"] for c in raw] == sorted((c["term"] for c in raw), key=str.lower)
    for concept in map(Concept.model_validate, raw):
        assert concept.abbreviations or concept.lay, concept.term
        assert all(phrase == phrase.lower() for phrase in concept.lay), concept.term
        for text in (concept.term, concept.source, *concept.lay, *concept.related):
            assert text == " ".join(text.split())
            assert not re.search("[‘’“”]", text)


def test_no_name_stands_twice_or_means_two_things():
    seen: dict[str, str] = {}
    for concept in concepts():
        keys = {phrase_key(n) for n in (concept.term, *concept.abbreviations, *concept.lay)}
        for key in keys:
            assert key not in seen, f"{concept.term} and {seen[key]}: {key}"
            seen[key] = concept.term
        for names in (concept.abbreviations, concept.lay, concept.related):
            assert len(set(names)) == len(names), concept.term


def test_what_is_wider_is_another_concept():
    by_term = {concept.term: concept for concept in concepts()}
    wider = [(concept, term) for concept in concepts() for term in concept.wider]
    assert wider
    for concept, term in wider:
        assert by_term[term] is not concept


def test_what_is_unlike_another_is_another_concept_that_says_the_same():
    by_term = {concept.term: concept for concept in concepts()}
    unlike = [(concept, term) for concept in concepts() for term in concept.unlike]
    assert unlike
    for concept, term in unlike:
        assert concept.term in by_term[term].unlike


def test_words_hold_terms_lay_words_and_abbreviations():
    assert {"reviewing", "groomed", "lado", "iros", "uasc"} <= words()


@pytest.mark.parametrize(
    ("phrase", "many"),
    [
        ("child", ("children",)),
        ("policy", ("policies",)),
        ("survey", ("surveys",)),
        ("process", ("processes",)),
        ("letters", ("letters",)),
        ("step by step", ("step by steps",)),
        ("head of service", ("head of services", "heads of service", "heads of services")),
    ],
)
def test_plurals(phrase, many):
    assert plurals(phrase) == many


@pytest.mark.parametrize(
    ("phrase", "one"),
    [("policies", "policy"), ("losses", "loss"), ("members", "member"), ("crisis", None)],
)
def test_singulars(phrase, one):
    assert singulars(phrase) == ((one,) if one else ())
