from hypothesis import given
from hypothesis import strategies as st
from pages_fixtures import REPORT, read_corpus

from assistant.pages.addresses import href_of, locators_of, query_of
from ingest.passages import passages_of

DOCUMENT = read_corpus()
LOCATORS = [passage.locator for passage in passages_of(DOCUMENT)]


def test_the_address_of_a_paragraph():
    assert href_of(REPORT, "p12") == "report?report=sandwell-2025-10&para=12"
    assert href_of(REPORT, "improvements.2") == "report?report=sandwell-2025-10&part=improvements.2"


def test_runs_of_paragraphs_are_written_as_ranges():
    assert query_of(REPORT, ("p30", "p31", "p32", "p40"))["para"] == "30-32,40"


def test_a_report_alone_names_no_place():
    assert query_of(REPORT) == {"report": REPORT}
    assert locators_of({"report": REPORT}, DOCUMENT) == ()


@given(st.lists(st.sampled_from(LOCATORS), unique=True))
def test_an_address_leads_back_to_the_places_it_was_made_from(locators):
    found = locators_of(query_of(REPORT, locators), DOCUMENT)
    assert sorted(found) == sorted(locators)
