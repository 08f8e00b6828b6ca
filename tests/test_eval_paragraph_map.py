from eval_fixtures import REPORT, case, observation, scored
from hypothesis import given
from hypothesis import strategies as st

from eval.paragraph_map import paragraph_maps

PLACES = ["p1", "p2", "p3", "p4", "p5", "p6", "p7"]


def use_of(paragraph_map, name):
    return next(use for use in paragraph_map.places if use.place.name == name)


def mapped(rows, passages):
    (found,) = paragraph_maps(rows, {REPORT: list(passages.values())})
    return found


def test_places_are_in_reading_order_and_a_part_with_items_is_one(sandwell_passages):
    found = mapped([], sandwell_passages)
    names = [use.place.name for use in found.places]
    assert names[:5] == ["header", "judgements", "summary", "improvements", "p1"]
    assert names[-3:] == ["p55", "footnote", "about"]
    assert len(names) == 61
    assert use_of(found, "p30").section == "The experiences and progress of care leavers"
    assert use_of(found, "improvements").section is None
    assert len(found.never_gold) == 61
    assert found.never_found == found.never_cited == ()


def test_found_is_among_the_first_five_and_cited_anywhere(sandwell_passages):
    rows = scored(
        [case(gold=(6, 12))],
        [observation(retrieved=[f"p{n}" for n in range(1, 7)], cited=["p6", "p30", "p30"])],
    )
    found = mapped(rows, sandwell_passages)
    sixth, fifth, cited = (use_of(found, name) for name in ("p6", "p5", "p30"))
    assert (sixth.gold, sixth.found, sixth.gold_found, sixth.gold_cited) == (1, 0, 0, 1)
    assert (fifth.gold, fifth.found, fifth.gold_found) == (0, 1, 0)
    assert (cited.gold, cited.cited, cited.gold_cited) == (0, 1, 0)
    assert [use.place.name for use in found.never_found] == ["p6", "p12"]
    assert [use.place.name for use in found.never_cited] == ["p12"]


def test_any_item_of_a_part_counts_for_it(sandwell_passages):
    rows = scored(
        [case(gold=(), gold_parts=["improvements"])],
        [observation(retrieved=["improvements.2", "improvements.3"], cited=["improvements.4"])],
    )
    use = use_of(mapped(rows, sandwell_passages), "improvements")
    assert (use.gold, use.gold_found, use.gold_cited) == (1, 1, 1)


def test_a_place_found_only_where_it_is_not_needed_is_never_found(sandwell_passages):
    rows = scored(
        [case("a", gold=(1,)), case("b", gold=(2,))],
        [observation("a", retrieved=["p2"]), observation("b", retrieved=["p1"])],
    )
    found = mapped(rows, sandwell_passages)
    assert use_of(found, "p1").found == 1
    assert [use.place.name for use in found.never_found] == ["p1", "p2"]


def test_questions_without_an_answer_count_nowhere(sandwell_passages):
    rows = scored([case()], [observation(error="RuntimeError: it broke")])
    assert use_of(mapped(rows, sandwell_passages), "p12").gold == 0


@given(
    st.lists(
        st.tuples(
            st.sets(st.integers(1, 7), min_size=1),
            st.lists(st.sampled_from(PLACES)),
            st.lists(st.sampled_from(PLACES)),
        ),
        max_size=8,
    )
)
def test_counts_never_exceed_what_they_are_part_of(sandwell_passages, answers):
    rows = scored(
        [case(str(n), gold=tuple(gold)) for n, (gold, _, _) in enumerate(answers)],
        [
            observation(str(n), retrieved=retrieved, cited=cited)
            for n, (_, retrieved, cited) in enumerate(answers)
        ],
    )
    for use in mapped(rows, sandwell_passages).places:
        assert use.gold_found <= min(use.gold, use.found)
        assert use.gold_cited <= min(use.gold, use.cited)
        assert max(use.gold, use.found, use.cited) <= len(answers)
