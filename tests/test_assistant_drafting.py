"""What a model is asked: texts stay inside of their strings, ids are opaque, room is limited."""

import json
from random import Random

from hypothesis import example, given
from hypothesis import strategies as st

from assistant.drafting import request_for, within_budget
from assistant.short_ids import SHAPE, short_ids
from ingest.models import Passage, Sentence
from prompts import Texts


def passage(text, number=1, part=None):
    return Passage(
        report="sandwell-2025-10",
        locator=part or f"p{number}",
        paragraph=None if part else number,
        part=part,
        section="The experiences and progress of care leavers",
        grade=None,
        page=None,
        text=text,
        sentences=(Sentence(0, len(text)),),
    )


def test_a_request_reads_so():
    passages = [passage("Plans are timely.", 30), passage('Visits are "regular".', 31)]
    request = request_for("Are plans timely?", passages, Texts(), Random(7))
    one, two = request.passages
    section = "The experiences and progress of care leavers"
    _, _, asked = request.text.partition("Now you.\n\n")
    assert asked == (
        "Passages:\n"
        f'{{"id": "{one}", "section": "{section}", "text": "Plans are timely. [{one}]"}}\n'
        f'{{"id": "{two}", "section": "{section}", "text": "Visits are \\"regular\\". [{two}]"}}\n'
        "\n"
        "Question:\n"
        '"Are plans timely?"\n'
        "\n"
        "Answer in short sentences, and cite an id in square brackets after each one:"
    )
    assert "nothing else: no knowledge of your own" in request.system
    assert "30" not in request.text


@given(st.lists(st.text(max_size=80), min_size=1, max_size=4), st.text(max_size=80))
def test_no_text_leaves_its_string(texts, question):
    clean = [" ".join(text.split()) for text in texts]
    passages = [passage(text, number) for number, text in enumerate(clean, start=1)]
    asked = " ".join(question.split())
    request = request_for(asked, passages, Texts())
    lines = request.text.partition("Now you.\n\n")[2].splitlines()
    cited = [f"{text} [{id_}]" for text, id_ in zip(clean, request.passages, strict=True)]
    assert [json.loads(line)["text"] for line in lines[1 : 1 + len(clean)]] == cited
    assert json.loads(lines[3 + len(clean)]) == asked


@given(st.integers(1, 30), st.text(alphabet="bcdfgh ", max_size=200))
@example(30, "bcdfg" * 40)
def test_ids_differ_and_stand_in_no_text(count, text):
    ids = short_ids(count, [text])
    assert len(set(ids)) == count
    assert all(SHAPE.fullmatch(id_) and id_ not in text for id_ in ids)


def test_what_the_quotes_cite_comes_first_and_closing_notes_do_not_come():
    passages = [passage("a " * 50, 1), passage("b " * 50, part="about"), passage("c " * 50, 3)]
    chosen = within_budget(passages, ["sandwell-2025-10/p3"], max_tokens=1000)
    assert [p.locator for p in chosen] == ["p3", "p1"]
    assert [p.locator for p in within_budget(passages, [], max_tokens=1)] == ["p1"]
