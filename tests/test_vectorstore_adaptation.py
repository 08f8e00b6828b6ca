"""Training the encoder of questions: its data, its loss, and how it is measured."""

from dataclasses import replace

import pytest
import torch
from transformers.trainer_pt_utils import LengthGroupedSampler
from vectorstore_fixtures import FakeEmbedder, make_document

from ingest.models import Block, Paragraph
from ingest.passages import passages_of
from vectorstore.adaptation.entailment_training import (
    AlikeInLength,
    EntailmentRecipe,
    Example,
    Phase,
    ResidualLoss,
    logits_of_sentences_alone,
    train_entailment,
)
from vectorstore.adaptation.measuring import Ranked, rank_within_reports
from vectorstore.adaptation.questions import (
    HELD_OUT_AUTHORITIES,
    TrainingDataError,
    TrainingQuestion,
    TrainingReport,
    held_out,
    load_questions,
    require_known,
)
from vectorstore.adaptation.ranking_loss import ReportRankingLoss
from vectorstore.adaptation.vectors import ReportVectors, embed_reports
from vectorstore.entailment import load_untaught
from vectorstore.rows import rows_of
from vectorstore.weights import BUNDLED_MODEL, resolve_weights


def question(number=1, locator="p1", **fields):
    return TrainingQuestion(
        id=f"q{number}", report="dale-2020-01", locator=locator, question="who visits", **fields
    )


def report(*texts):
    paragraphs = tuple(Paragraph(n, Block(text)) for n, text in enumerate(texts, start=1))
    document = replace(make_document("dale-2020-01"), paragraphs=paragraphs)
    passages = tuple(p for p in passages_of(document) if p.paragraph is not None)
    return TrainingReport("dale-2020-01", "Dale", passages)


REPORTS = {"dale-2020-01": report("Visits.", "Courts.")}


def vectors(*rows):
    """One row a paragraph, the same for its only sentence."""
    tensor = torch.tensor(rows).unsqueeze(1)
    return ReportVectors(tensor, tensor)


def test_a_line_out_of_format_is_named_by_its_number(tmp_path):
    path = tmp_path / "questions.jsonl"
    path.write_text(question().model_dump_json() + '\n{"id": "q2", "locator": "12"}\n')
    with pytest.raises(TrainingDataError, match=r"questions\.jsonl, line 2: ") as caught:
        load_questions(path)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe"])
def test_a_file_without_questions_is_refused(tmp_path, content):
    path = tmp_path / "questions.jsonl"
    path.write_bytes(content)
    with pytest.raises(TrainingDataError, match="Restore it"):
        load_questions(path)


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(TrainingDataError, match="cannot be read"):
        load_questions(tmp_path / "none.jsonl")


def test_a_near_miss_has_no_gold_and_a_question_all_of_it():
    assert question(also=("p2",)).gold == ("p1", "p2")
    assert question(near_miss=True).gold == ()


def test_a_report_or_locator_that_does_not_exist_is_named():
    require_known([question()], REPORTS)
    with pytest.raises(TrainingDataError, match="names p7 of dale-2020-01"):
        require_known([question(locator="p7")], REPORTS)
    with pytest.raises(TrainingDataError, match="names p9"):
        require_known([question(also=("p9",))], REPORTS)
    with pytest.raises(TrainingDataError, match="not among the 0 reports"):
        require_known([question()], {})


def test_held_out_authorities_stay_on_their_side_when_others_are_added():
    names = [f"Authority {number}" for number in range(60)]
    first = held_out(names)
    assert len(first) == HELD_OUT_AUTHORITIES
    assert held_out(reversed(names)) == first
    assert len(held_out([*names, "Another"]) & first) >= HELD_OUT_AUTHORITIES - 1


def test_figures_of_ranks_worked_by_hand():
    ranked = Ranked((1, 2, 6, 11))
    assert ranked.hits_at_5 == (1.0, 1.0, 0.0, 0.0)
    assert ranked.reciprocals_at_10 == (1.0, 0.5, 1 / 6, 0.0)


class FixedEncoder:
    """Gives every question the same vector."""

    def __init__(self, vector):
        self.vector = vector

    def encode_query(self, texts, **_):
        return torch.tensor([self.vector] * len(texts)).numpy()


def test_the_best_of_several_paragraphs_that_answer_counts():
    found = {"dale-2020-01": vectors([1.0, 0.0], [0.0, 1.0])}
    encoder = FixedEncoder([0.6, 0.8])
    asked = [question(), question(2, locator="p2"), question(3, also=("p2",))]
    assert rank_within_reports(encoder, asked, REPORTS, found).ranks == (2, 1, 1)


def test_near_misses_have_no_rank():
    assert rank_within_reports(FixedEncoder([1.0]), [question(near_miss=True)], REPORTS, {}) == (
        Ranked(())
    )


class Lookup(torch.nn.Module):
    """Embeds a text as the row of a table that its first token names."""

    def __init__(self):
        super().__init__()
        self.table = torch.nn.Parameter(torch.tensor([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0]]))

    def forward(self, features):
        return {"sentence_embedding": self.table[features["input_ids"][:, 0]]}


def loss_of(golds, tokens):
    reports = [vectors([1.0, 0.0], [0.0, 1.0])] * len(golds)
    loss = ReportRankingLoss(Lookup(), reports, golds)
    ids = torch.tensor(tokens)
    features = {"input_ids": ids, "attention_mask": (ids > -1).long()}
    return loss([features], torch.arange(len(golds))).item()


def test_the_loss_is_small_where_the_right_paragraph_is_near():
    right, wrong = loss_of([[0]], [[0]]), loss_of([[1]], [[0]])
    assert right == pytest.approx(0.0, abs=1e-6)
    assert wrong == pytest.approx(20.0, abs=1e-6)


def test_a_paragraph_that_answers_as_well_is_not_pushed_away():
    assert loss_of([[0, 1]], [[2]]) == pytest.approx(0.0, abs=1e-6)
    assert loss_of([[0]], [[2]]) == pytest.approx(0.6931, abs=1e-3)


def test_a_batch_is_embedded_in_pieces_and_put_in_order_again():
    one_by_one = (loss_of([[0]], [[0]]) + loss_of([[1]], [[0]]) + loss_of([[1]], [[1]])) / 3
    together = loss_of([[0], [1], [1]], [[0], [0], [1]])
    assert together == pytest.approx(one_by_one, abs=1e-5)


def test_a_paragraph_counts_by_its_best_window_and_its_best_sentence():
    texts = ("One visit. Two courts.", " ".join(f"Sentence {n} is long." for n in range(30)))
    known = report(*texts)
    embedder = FakeEmbedder(max_tokens=60)
    found = embed_reports(embedder, {"dale-2020-01": known})["dale-2020-01"]
    rows = [rows_of(p, embedder.count_tokens, 60) for p in known.passages]
    assert len([row for row in rows[1] if row.collection == "passages"]) > 1
    wanted = rows[1][-1]
    question = torch.tensor(embedder.embed_query(wanted.text))
    expected = []
    for own in rows:
        near = {"passages": [], "sentences": []}
        for row in own:
            vector = torch.tensor(embedder.embed_query(row.text))
            near[row.collection].append(float(vector @ question))
        expected.append((max(near["passages"]) + max(near["sentences"])) / 2)
    assert found.similarities(question).tolist() == pytest.approx(expected, abs=1e-5)
    whole = found.whole_paragraphs().similarities(question).tolist()
    assert whole[1] < found.similarities(question).tolist()[1]


@pytest.mark.slow
def test_a_cross_encoder_learns_what_its_examples_teach(tmp_path):
    base = resolve_weights(BUNDLED_MODEL, tmp_path / "weights.json")
    words = ("timely", "clear", "thorough", "regular", "effective", "strong", "useful", "prompt")
    said = [f"The {noun} is {word}." for noun in ("plan", "visit", "review") for word in words]
    examples = [
        example
        for text in said
        for example in (
            Example(text, text, supported=True),
            Example(text, text.replace(" is ", " is not "), supported=False),
        )
    ]
    recipe = EntailmentRecipe(phases=(Phase(3e-4, 12),), batch_size=16)
    model = train_entailment(base.folder, examples, recipe)
    follows, denied = model.predict(
        [
            ("The letter is timely.", "The letter is timely."),
            ("The letter is timely.", "The letter is not timely."),
        ]
    )
    assert follows > 0.5 > denied


def test_an_averaged_phase_leaves_the_mean_of_before_and_after(tmp_path):
    base = resolve_weights(BUNDLED_MODEL, tmp_path / "weights.json")
    examples = [
        Example("It is so.", said, supported=said == "It is so.")
        for said in ("It is so.", "It is not so.") * 4
    ]

    def weights(**phase):
        recipe = EntailmentRecipe(phases=(Phase(1e-3, 1, **phase),), batch_size=2)
        taught = train_entailment(base.folder, examples, recipe)
        return dict(taught.named_parameters())

    before = dict(load_untaught(base.folder).named_parameters())
    after, mean = weights(), weights(averaged=True)
    name = next(name for name in after if name.endswith("layer.0.output.dense.weight"))
    assert not torch.equal(before[name], after[name])
    assert torch.allclose(mean[name], (before[name] + after[name]) / 2, atol=1e-6)


def test_a_phase_takes_what_it_is_meant_to():
    plain = Example("said", "said", supported=True)
    moved, whole, written = (
        plain._replace(**{name: True}) for name in ("misplaced", "whole", "written")
    )
    examples = [plain, moved, whole, written]
    assert Phase(1e-5, 1).chosen(examples) == [plain]
    everything = Phase(1e-5, 1, misplaced=True, whole=True)
    assert everything.chosen(examples) == [plain, moved, whole]
    beside_one = Phase(1e-5, 1, others_beside_written=1)
    assert beside_one.chosen([plain, plain, written]) == [written, plain]
    assert beside_one.chosen([written]) == [written]


class FixedCrossEncoder(torch.nn.Module):
    """Gives every pair the same logit."""

    def preprocess(self, pairs):
        return pairs

    def forward(self, pairs):
        return {"scores": torch.full((len(pairs), 1), 0.5)}


def test_the_residual_loss_is_that_of_both_logits_together():
    given = [["said", "said"], ["so", "not so"], [2.0, -1.0]]
    loss = ResidualLoss(FixedCrossEncoder())(given, torch.tensor([1.0, 0.0]))
    expected = torch.log1p(torch.exp(torch.tensor([-2.5, -0.5]))).mean()
    assert float(loss) == pytest.approx(float(expected))


def test_what_a_sentence_alone_gives_away_is_found():
    giving_away = [Example("", f"Plan {n} is never timely.", False) for n in range(20)]
    others = [Example("", f"Plan {n} is timely at times.", True) for n in range(20)]
    logits = logits_of_sentences_alone([*giving_away, *others])
    assert max(logits[:20]) < 0 < min(logits[20:])


def test_batches_of_like_lengths_come_in_another_order_in_every_epoch():
    lengths = [10 * n for n in range(160)]
    batches = AlikeInLength(LengthGroupedSampler(4, lengths=lengths), batch_size=4, drop_last=False)
    epochs = []
    for epoch in (0, 1):
        batches.set_epoch(epoch)
        epochs.append(list(batches))
    for found in epochs:
        assert sorted(place for batch in found for place in batch) == list(range(160))
        longest = [max(batch) for batch in found]
        assert longest != sorted(longest, reverse=True)
    widths = sorted(max(batch) - min(batch) for batch in epochs[0])
    assert widths[len(widths) // 2] < 30
    assert epochs[0] != epochs[1]
