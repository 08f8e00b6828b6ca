from hypothesis import given
from hypothesis import strategies as st

from assistant.spans import cut


@st.composite
def texts_and_spans(draw):
    text = draw(st.text(min_size=1))
    edge = st.integers(0, len(text))
    spans = draw(st.lists(st.tuples(edge, edge).filter(lambda span: span[0] < span[1])))
    return text, spans


@given(texts_and_spans())
def test_cut_text_is_whole_and_each_piece_knows_the_quotes_that_cover_it(text_and_spans):
    text, spans = text_and_spans
    pieces = cut(text, spans)
    assert "".join(piece.text for piece in pieces) == text
    for number, (start, end) in enumerate(spans):
        quoted = "".join(piece.text for piece in pieces if number in piece.covered_by)
        assert quoted == text[start:end]
