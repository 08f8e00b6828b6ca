from eval_fixtures import case, observation, scored
from hypothesis import given
from hypothesis import strategies as st

from eval.evidence import missed_evidence, pieces

QUOTE = "The emergency duty service provides a swift and proportionate response"


def missed(passages, given, seen):
    (row,) = scored([given], [seen])
    return missed_evidence(row, list(passages.values()))


def test_what_is_cited_is_not_missed_and_the_rest_is_in_reading_order(sandwell_passages):
    found = missed(
        sandwell_passages,
        case(gold=(12, 5, 3), gold_parts=["judgements"], gold_quotes=[QUOTE]),
        observation(cited=["p3"]),
    )
    assert [each.place.name for each in found] == ["judgements", "p5", "p12"]
    assert [piece.text for piece in found[1].pieces if piece.answers] == [QUOTE]
    assert not any(piece.answers for piece in found[2].pieces)


def test_of_a_part_only_the_items_that_hold_a_quote_are_shown(sandwell_passages):
    quote = sandwell_passages["improvements.2"].text
    part = case(gold=(), gold_parts=["improvements"], gold_quotes=[quote])
    (found,) = missed(sandwell_passages, part, observation())
    assert [piece.text for piece in found.pieces] == [quote]
    whole = case(gold=(), gold_parts=["improvements"])
    assert len(missed(sandwell_passages, whole, observation())) == 4


def test_without_passages_or_gold_nothing_is_shown(sandwell_passages):
    assert missed({}, case(), observation()) == ()
    assert missed(sandwell_passages, case(gold=()), observation()) == ()


@given(st.text("ab ", min_size=1), st.lists(st.text("ab ", max_size=4), max_size=4))
def test_pieces_make_up_the_text_and_every_quote_in_it_is_marked(text, quotes):
    found = pieces(text, quotes)
    assert "".join(piece.text for piece in found) == text
    assert all(piece.text for piece in found)
    marked = [piece.answers for piece in found for _ in piece.text]
    for quote in filter(None, quotes):
        start = text.find(quote)
        assert start < 0 or all(marked[start : start + len(quote)])
