import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import UserError
from assistant.locators import parse_locators
from assistant.markers import marker_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12", "p12"),
        ("p12,p14", "p12 p14"),
        ("12-15", "p12 p13 p14 p15"),
        ("30 to 32", "p30 p31 p32"),
        ("paras 30–31", "p30 p31"),
        ("¶12 and ¶48", "p12 p48"),
        ("48, 12, 48", "p48 p12"),
        ("judgements", "judgements"),
        ("grades", "judgements"),
        ("Improvements", "improvements.1 improvements.2 improvements.3 improvements.4"),
        ("improvement 2", "improvements.2"),
        ("improvements.2", "improvements.2"),
        ("improvements 1 and 3", "improvements.1 improvements.3"),
        ("improvement 2, 14", "improvements.2 p14"),
        ("improvements 2 to 4", "improvements.2 improvements.3 improvements.4"),
        ("summary", "summary.1 summary.2"),
        ("footnote", "footnote.1"),
        ("header; about", "header about"),
    ],
)
def test_places_as_people_write_them(text, expected, sandwell):
    assert " ".join(parse_locators(text, sandwell)) == expected


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("56", "no paragraph 56 in the Sandwell report of October 2025: its paragraphs are"),
        ("0", "no paragraph 0 "),
        ("12-", "'12-' is not a paragraph"),
        ("50-60", "no paragraph 60 "),
        ("15-12", "Write it as 12-15"),
        ("fifty", "Write it as 50"),
        ("improvement 5", "Give a number from 1 to 4"),
        ("improvements 3-9999999999", "There is no item 5 of improvements"),
        ("improvements 3 to 2", "runs backwards"),
        ("", "names no paragraph"),
        (",", "names no paragraph"),
        ("the best bit", "is not a paragraph"),
    ],
)
def test_a_place_that_is_not_there_is_said_in_one_line(text, says, sandwell):
    with pytest.raises(UserError) as caught:
        parse_locators(text, sandwell)
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


@given(data=st.data())
def test_every_marker_finds_its_own_passage(data, sandwell, sandwell_passages):
    passage = data.draw(st.sampled_from(list(sandwell_passages.values())))
    assert parse_locators(marker_of(passage), sandwell) == (passage.locator,)


@given(text=st.text(max_size=40))
def test_any_text_gives_places_that_exist_or_one_error(text, sandwell, sandwell_passages):
    try:
        found = parse_locators(text, sandwell)
    except UserError:
        return
    assert found
    assert set(found) <= set(sandwell_passages)


def test_markers_name_the_report_where_several_are_quoted(sandwell, sandwell_passages):
    assert marker_of(sandwell_passages["p14"], sandwell) == "Sandwell 2025 ¶14"
    assert [marker_of(sandwell_passages[n]) for n in ("p12", "improvements.2", "summary.1")] == [
        "¶12",
        "Improvement 2",
        "Summary ¶1",
    ]
