"""The optional judge: a language model that says what an answer states and what bears it out.

A reply that cannot be read leaves the answer unscored, never at zero: it says something about the
judge and nothing about the answer.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, StrictBool, ValidationError

import prompts
from assistant.errors import UserError
from eval.verdicts import Ruling, Verdict, add_verdict, resume_judging

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from langchain_core.language_models import BaseChatModel

    from eval.cases import Case
    from eval.observation import Said
    from eval.runs import Run

_PROMPTS = ("judge_key_facts", "judge_support")
_TIMEOUT_SECONDS = 60
_RETRIES = 2
_FAILURES_ON_END = 10
_SHOWN_OF_REPLY = 200


class _Reply(BaseModel):
    verdicts: dict[int, StrictBool]


@dataclass(frozen=True)
class _Ruled:
    """Rulings in order, or the ``reason`` why there are none.

    ``failed`` says whether the model gave no reply; None where it was not asked.
    """

    rulings: tuple[Ruling, ...] | None
    reason: str | None = None
    failed: bool | None = None


@dataclass(frozen=True)
class _Sentence:
    text: str
    quotes: tuple[str, ...]


def load_judge(name: str, base_url: str | None = None) -> BaseChatModel:
    """The LangChain chat model ``name``, such as "ollama:llama3.2"; no call is made.

    Raises UserError where the name is none, its package is missing, or it cannot be set up.
    """
    from langchain.chat_models import init_chat_model

    provider, _, model_name = name.partition(":")
    if not provider or not model_name:
        raise UserError(f"{name!r} names no model. Write provider:model, such as ollama:llama3.2.")
    options: dict[str, Any] = {"timeout": _TIMEOUT_SECONDS, "max_retries": _RETRIES}
    if provider.lower() == "ollama":
        # ChatOllama passes over both without a word; its time-out is that of its HTTP client.
        options = {"client_kwargs": {"timeout": _TIMEOUT_SECONDS}}
    if base_url:
        options["base_url"] = base_url
    try:
        model: BaseChatModel = init_chat_model(
            model_name, model_provider=provider, temperature=0, **options
        )
    except ImportError as error:
        # The cause tells a missing package from one that does not fit the others.
        raise UserError(
            f"The judge {name!r} cannot be loaded ({error.__cause__}). {_first_line(error)}."
        ) from error
    # Each provider has its own errors for what it lacks.
    except Exception as error:
        raise UserError(
            f"The judge {name!r} cannot be set up ({_first_line(error)}). Write provider:model, "
            "and check what this provider needs, such as its key."
        ) from error
    fields = type(model).model_fields
    # Most models pass over what they do not know, and would then ask their own service.
    if base_url and "base_url" not in {*fields, *(field.alias for field in fields.values())}:
        raise UserError(f"The judge {name!r} takes no base URL ({base_url}). Leave it out.")
    return model


def judge_run(
    run: Run,
    model: BaseChatModel,
    model_name: str,
    on_progress: Callable[[int, int], None] = lambda _, __: None,
) -> None:
    """Have every answer of the run judged that this model has not judged yet.

    A case is asked again where a part of its verdict is missing. ``on_progress`` is told how many
    of how many answers are done, first before the first one. Raises UserError where the disk
    refuses, the file is damaged, or the model fails ten times on end; what was judged stays.
    """
    own = resume_judging(run.folder, model_name, _fingerprints())
    answers = [
        (case, said)
        for case in run.cases
        if case.id in run.observations and (said := run.observations[case.id].said)
    ]
    failures = 0
    on_progress(0, len(answers))
    for done, (case, said) in enumerate(answers, start=1):
        before = own.get(case.id)
        if before is None or before.error is not None:
            verdict, failed = _judge(case, said, model, model_name, before)
            add_verdict(run.folder, verdict)
            if failed is not None:
                failures = failures + 1 if failed else 0
            if failures == _FAILURES_ON_END:
                raise UserError(
                    f"The judge {model_name!r} failed {failures} times on end, last with: "
                    f"{verdict.error}. Mend that and judge the run again: it continues."
                )
        on_progress(done, len(answers))


def _judge(
    case: Case, said: Said, model: BaseChatModel, model_name: str, before: Verdict | None
) -> tuple[Verdict, bool | None]:
    """The verdict, and whether the model failed, None where it was not asked.

    What was scored ``before`` is kept.
    """
    if before and before.facts is not None:
        facts = _Ruled(before.facts)
    else:
        facts = _judge_facts(case, said, model)
    if before and before.sentences is not None:
        support = _Ruled(before.sentences)
    else:
        support = facts if facts.failed else _judge_support(said, model)
    reasons = dict.fromkeys(part.reason for part in (facts, support) if part.reason)
    verdict = Verdict(
        id=case.id,
        judge=model_name,
        prompts=_fingerprints(),
        fact_recall=_share(facts.rulings),
        support=_share(support.rulings),
        facts=facts.rulings,
        sentences=support.rulings,
        error="; ".join(reasons) or None,
    )
    return verdict, facts.failed if support.failed is None else support.failed


def _judge_facts(case: Case, said: Said, model: BaseChatModel) -> _Ruled:
    """A refusal states none of the key facts; where it is right, there is nothing to judge."""
    if said.refused:
        missed = case.key_facts if case.answerable else ()
        return _Ruled(tuple(Ruling(text=fact, holds=False) for fact in missed))
    if not case.key_facts:
        return _Ruled(())
    prompt = prompts.render(
        "judge_key_facts",
        questions=_fenced([*case.history, case.question]),
        facts=_numbered(case.key_facts),
        answer=_fenced(said.answer),
        form=_form(len(case.key_facts)),
    )
    return _ask(model, prompt, case.key_facts)


def _judge_support(said: Said, model: BaseChatModel) -> _Ruled:
    """What cites nothing is not borne out; it needs no judge, and comes last.

    All sentences go into one call: "they" in one is often explained by the one before, and a call
    a sentence would cost three times as much.
    """
    sentences = [] if said.refused else _sentences(said)
    cited = [sentence for sentence in sentences if sentence.quotes]
    uncited = [sentence for sentence in sentences if not sentence.quotes]
    ruled = _Ruled(())
    if cited:
        lines = [{"sentence": sentence.text, "quotes": sentence.quotes} for sentence in cited]
        prompt = prompts.render("judge_support", sentences=_numbered(lines), form=_form(len(cited)))
        ruled = _ask(model, prompt, [sentence.text for sentence in cited])
    if ruled.rulings is None:
        return ruled
    unfounded = (Ruling(text=sentence.text, holds=False) for sentence in uncited)
    return replace(ruled, rulings=(*ruled.rulings, *unfounded))


def _sentences(said: Said) -> list[_Sentence]:
    """The answer cut after its markers: a sentence is what the markers behind it stand for.

    A marker stands for every quote that the answer takes from its passage.
    """
    quotes: defaultdict[str, list[str]] = defaultdict(list)
    for citation in said.citations:
        quotes[f"[{citation.marker}]"].append(citation.quote)
    # Without citations nothing is a marker.
    marker = "|".join(map(re.escape, quotes)) or r"(?!)"
    sentences = []
    for paragraph in said.answer.split("\n"):
        pieces = re.split(rf"((?:\s*(?:{marker}))+)", paragraph)
        for text, behind in zip(pieces[::2], [*pieces[1::2], ""], strict=True):
            if re.search(r"\w", text):
                found = (quote for m in re.findall(marker, behind) for quote in quotes[m])
                sentences.append(_Sentence(text.strip(), tuple(dict.fromkeys(found))))
    return sentences


def _ask(model: BaseChatModel, prompt: str, texts: Sequence[str]) -> _Ruled:
    try:
        reply = str(model.invoke(prompt).text)
    # Each provider has its own errors; none of them is a reason to lose the other verdicts.
    except Exception as error:
        return _Ruled(None, f"{type(error).__name__}: {_first_line(error)}", failed=True)
    verdicts = _verdicts_in(reply)
    if verdicts is None or sorted(verdicts) != list(range(1, len(texts) + 1)):
        reason = f"not {len(texts)} numbered verdicts but {reply[:_SHOWN_OF_REPLY]!r}"
        return _Ruled(None, reason, failed=False)
    rulings = (Ruling(text=text, holds=verdicts[n]) for n, text in enumerate(texts, start=1))
    return _Ruled(tuple(rulings), failed=False)


def _verdicts_in(reply: str) -> dict[int, bool] | None:
    """The verdicts of the first JSON object in the reply; None where it holds none."""
    decoder = json.JSONDecoder()
    for brace in re.finditer(r"\{", reply):
        try:
            found, _ = decoder.raw_decode(reply, brace.start())
        except (ValueError, RecursionError):
            continue
        try:
            return _Reply.model_validate(found).verdicts
        except ValidationError:
            return None
    return None


def _fenced(value: object) -> str:
    """JSON on one line: the quotation marks and line breaks of a text cannot end its string."""
    return json.dumps(value, ensure_ascii=False)


def _numbered(values: Iterable[object]) -> str:
    return "\n".join(f"{n}. {_fenced(value)}" for n, value in enumerate(values, start=1))


def _form(count: int) -> str:
    """What to reply, in a form that is no JSON itself: repeated as it stands it is no verdict."""
    verdicts = ", ".join(f'"{n}": true or false' for n in range(1, count + 1))
    return f'{{"verdicts": {{{verdicts}}}}}'


def _share(rulings: Sequence[Ruling] | None) -> float | None:
    return sum(ruling.holds for ruling in rulings) / len(rulings) if rulings else None


def _first_line(error: Exception) -> str:
    text = error.errors()[0]["msg"] if isinstance(error, ValidationError) else str(error)
    return text.strip().partition("\n")[0].rstrip(".")


def _fingerprints() -> dict[str, str]:
    known = prompts.fingerprints()
    return {name: known[name] for name in _PROMPTS}
