"""Citations in a draft that arrives in pieces: wherever it is cut, the same sentences come out."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.citation_groups import read_sentence
from assistant.citation_stream import Draft, feed, finish

KNOWN = ("kqzt", "wxvb", "mnpr")


def sentences(*pieces):
    draft, found = Draft(), []
    for piece in pieces:
        draft, complete = feed(draft, piece)
        found.extend(complete)
    return [*found, *finish(draft)]


def read(*pieces):
    cited = [read_sentence(sentence.text, KNOWN) for sentence in sentences(*pieces)]
    return [(sentence.text, sentence.ids) for sentence in cited]


@pytest.mark.parametrize(
    "brackets",
    [
        "[kqzt]",
        "【kqzt】",
        "(kqzt)",
        "{kqzt}",
        "[[kqzt]]",
        "[^kqzt]",
        "[id: kqzt]",
        "[KQZT]",
        "[**kqzt**]",
        "[passage kqzt]",
        "[kqzt](https://example.com/kqzt)",
    ],
)
def test_a_citation_is_known_in_any_brackets(brackets):
    assert read(f"Help is timely. {brackets} Plans are not.") == [
        ("Help is timely.", ("kqzt",)),
        ("Plans are not.", ()),
    ]
    assert read(f"Help is timely {brackets}.") == [("Help is timely.", ("kqzt",))]


@pytest.mark.parametrize(
    "brackets",
    [
        "[kqzt, wxvb]",
        "[kqzt; wxvb]",
        "[kqzt-wxvb]",
        "[kqzt] [wxvb]",
        "[kqzt][wxvb]",
        "[kqzt and wxvb]",
    ],
)
def test_several_in_one_bracket_or_a_range_are_its_ids(brackets):
    assert read(f"Help is timely {brackets}. ") == [("Help is timely.", ("kqzt", "wxvb"))]


def test_an_id_that_was_never_given_is_no_citation():
    (sentence,) = sentences("Help is timely [zzzz] [12] [¶7].")
    cited = read_sentence(sentence.text, KNOWN)
    assert (cited.text, cited.ids) == ("Help is timely.", ())
    assert cited.unknown == ("zzzz", "12", "¶7")


def test_ids_in_code_or_addresses_are_no_citations():
    assert read("Run `[kqzt]` now.") == [("Run kqzt now.", ())]
    assert read("See [the report](https://example.com/kqzt).") == [("See the report.", ())]
    assert read("```\nHelp is timely [kqzt].\n```\nPlans are not [wxvb].") == [
        ("Plans are not.", ("wxvb",))
    ]


def test_an_id_among_the_words_is_seen():
    assert read_sentence("As kqzt says, help is timely.", KNOWN).stray
    assert not read_sentence("Help is timely [kqzt].", KNOWN).stray


def test_brackets_that_cite_nothing_stay():
    assert read("Personal advisers (PAs) help [kqzt]. (Not all do.) [wxvb]") == [
        ("Personal advisers (PAs) help.", ("kqzt",)),
        ("(Not all do.)", ("wxvb",)),
    ]


def test_a_quotation_mark_around_a_whole_draft_is_left_out():
    assert read('"Help is timely. [kqzt] Plans are "good". [wxvb] Visits are not." [kqzt]') == [
        ("Help is timely.", ("kqzt",)),
        ('Plans are "good".', ("wxvb",)),
        ("Visits are not.", ("kqzt",)),
    ]


def test_stops_within_a_sentence_do_not_end_it():
    assert [text for text, _ in read("About 2.5 visits, e.g. Mr. X, a day. Few more.")] == [
        "About 2.5 visits, e.g. Mr. X, a day.",
        "Few more.",
    ]


def test_lists_are_sentences_that_begin_paragraphs():
    found = sentences("Two things:\n- **Plans** [kqzt]\n- Visits [wxvb]\n\nThat is all [mnpr].")
    assert [sentence.new_paragraph for sentence in found] == [True] * 4
    assert [read_sentence(s.text, KNOWN).text for s in found] == [
        "Two things:",
        "Plans",
        "Visits",
        "That is all.",
    ]


def test_a_sentence_comes_out_as_soon_as_the_next_one_begins():
    draft, complete = feed(Draft(), "Help is timely. [kq")
    assert complete == ()
    draft, complete = feed(draft, "zt] ")
    assert complete == ()
    draft, complete = feed(draft, "P")
    assert [sentence.text for sentence in complete] == ["Help is timely. [kqzt]"]


PIECES = [
    *("Help is timely", "Plans", " are", "a", "'", "e.g. ", "2.", "5 ", " " * 90, "[12]"),
    *(". ", ".", ",", "!", "?", "…", "“", "”", "*", "\n", "\n\n", "- ", "`", "```", "<", ">"),
    *("[kqzt]", " [kq", "zt, wx", "vb]", "【wxvb】", "[", "]", "](http://x)", "(", ")", "(#kqzt)"),
]


@settings(max_examples=400)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join), st.data())
def test_any_cut_gives_the_same_sentences(text, data):
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=12)))
    pieces = [text[a:b] for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    assert sentences(*pieces) == sentences(text) == sentences(*text)


@given(st.text(max_size=300))
def test_whatever_is_written_is_read(text):
    for sentence in sentences(text):
        cited = read_sentence(sentence.text, KNOWN)
        assert set(cited.ids) <= set(KNOWN)
