"""Which file a report comes from."""

from hypothesis import given
from hypothesis import strategies as st

from assistant.claims import Claim, Holder, Ruling, settle


def claim(name, content="text", report="x-2020-01", default=False):
    return Claim(name, f"in/{name}", f"bytes of {name}", report, content, default)


def holder(name, content="text"):
    return Holder(name, f"bytes of {name}", content)


def test_a_new_report_is_taken():
    assert settle([claim("a")], {}) == [Ruling("takes")]


def test_another_file_for_an_indexed_report_replaces_it_and_says_so():
    assert settle([claim("b", "new")], {"x-2020-01": holder("a")}) == [Ruling("takes", "a")]


def test_the_same_words_in_another_file_change_nothing():
    assert settle([claim("b")], {"x-2020-01": holder("a")}) == [Ruling("copy", "a")]
    assert settle([claim("a"), claim("b")], {}) == [Ruling("takes"), Ruling("copy", "in/a")]


def test_of_two_texts_the_first_is_taken_unless_the_index_has_the_other():
    claims = [claim("a", "one"), claim("b", "two")]
    assert settle(claims, {}) == [Ruling("takes"), Ruling("conflict", "in/a")]
    held = {"x-2020-01": holder("b", "two")}
    assert settle(claims, held) == [Ruling("conflict", "in/b"), Ruling("holds", "b")]
    held = {"x-2020-01": holder("c", "two")}
    assert settle(claims, held) == [Ruling("conflict", "in/b"), Ruling("copy", "c")]


def test_the_included_report_makes_way():
    ours = claim("ours", default=True)
    assert settle([ours], {}) == [Ruling("takes")]
    assert settle([ours], {"x-2020-01": holder("a", "new")}) == [Ruling("yields", "a")]
    assert settle([ours, claim("a", "new")], {}) == [Ruling("yields", "in/a"), Ruling("takes")]


def test_the_included_report_is_refreshed_from_a_newer_file_of_its_name():
    ours = Claim("ours", "in/ours", "new bytes", "x-2020-01", "new", default=True)
    assert settle([ours], {"x-2020-01": holder("ours")}) == [Ruling("takes", "ours")]


CLAIMS = st.lists(
    st.builds(
        claim,
        st.sampled_from("abcdef"),
        st.sampled_from(["one", "two"]),
        st.sampled_from(["x-2020-01", "y-2021-02"]),
        st.booleans(),
    ),
    unique_by=lambda claim: claim.name,
)
HOLDERS = st.dictionaries(
    st.sampled_from(["x-2020-01", "y-2021-02"]),
    st.builds(holder, st.sampled_from("abcdef"), st.sampled_from(["one", "two", None])),
)


@given(CLAIMS, HOLDERS)
def test_each_report_has_one_file_and_settling_again_changes_nothing(claims, holders):
    rulings = settle(claims, holders)
    after = dict(holders)
    for one, ruling in zip(claims, rulings, strict=True):
        if ruling.verdict == "takes":
            assert after.get(one.report) == holders.get(one.report)
            after[one.report] = Holder(one.name, one.sha256, one.content)
    assert {one.report for one in claims} <= set(after)
    assert all(ruling.verdict != "takes" for ruling in settle(claims, after))
