import os

import pytest

from assistant.chat_model import is_loopback, load_chat_model
from assistant.errors import SettingsError
from assistant.settings import Settings


def loaded(**named):
    return load_chat_model(Settings(_env_file=None, **named))


@pytest.fixture(autouse=True)
def no_keys(monkeypatch):
    for name in ("OPENAI_API_KEY", "ANTHROPIC_API_KEY", "OPENAI_API_VERSION", "OLLAMA_HOST"):
        monkeypatch.delenv(name, raising=False)


def test_without_a_name_there_is_no_model():
    assert loaded() is None


@pytest.mark.parametrize(
    ("named", "place", "remote"),
    [
        ({"model": "ollama:llama3.2"}, "ollama:llama3.2 on this machine", False),
        (
            {"model": "ollama:llama3.2", "model_base_url": "http://gpu.council.example:11434"},
            "ollama:llama3.2 at gpu.council.example",
            True,
        ),
        ({"model": "ollama:gpt-oss:120b-cloud"}, "ollama:gpt-oss:120b-cloud at 127.0.0.1", True),
        (
            {"model": "openai:any", "model_base_url": "http://localhost:8080/v1"},
            "openai:any on this machine",
            False,
        ),
        (
            {"model": "openai:gpt-4.1", "model_api_key": "k"},
            "openai:gpt-4.1 at api.openai.com",
            True,
        ),
        (
            {
                "model": "azure_openai:our-deployment",
                "model_base_url": "https://council.openai.azure.com/",
                "model_api_key": "k",
            },
            "azure_openai:our-deployment at council.openai.azure.com",
            True,
        ),
        (
            {"model": "anthropic:claude-sonnet-4-5", "model_api_key": "k"},
            "anthropic:claude-sonnet-4-5 at api.anthropic.com",
            True,
        ),
    ],
)
def test_each_provider_is_set_up_and_says_where_it_is(named, place, remote):
    model = loaded(**named)
    assert (model.place, model.remote) == (place, remote)


def test_a_missing_package_is_named_with_the_repair(monkeypatch):
    def without_the_package(*_args, **_kwargs):
        missing = ModuleNotFoundError("No module named 'langchain_ollama'", name="langchain_ollama")
        raise ImportError("pip install langchain-ollama") from missing

    monkeypatch.setattr("langchain.chat_models.init_chat_model", without_the_package)
    with pytest.raises(SettingsError, match=r"langchain_ollama.*\.\[ollama\]") as error:
        loaded(model="ollama:llama3.2")
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("named", "message"),
    [
        ({"model": "nobody:x"}, "'nobody:x' cannot be set up"),
        ({"model": "openai:gpt-4.1"}, "SANDWELL_MODEL_API_KEY"),
        ({"model": "mistralai:x"}, "langchain_mistralai"),
    ],
)
def test_what_cannot_be_set_up_is_one_line_with_the_repair(named, message):
    with pytest.raises(SettingsError, match=message) as error:
        loaded(**named)
    assert "\n" not in str(error.value)


def test_models_that_allow_only_their_own_temperature_get_none():
    assert loaded(model="openai:o3", model_api_key="k").chat.temperature is None
    assert loaded(model="openai:gpt-4.1", model_api_key="k").chat.temperature == 0


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("http://127.0.0.1:1/v1", True),
        ("http://127.8.9.1", True),
        ("http://[::1]:80", True),
        ("http://localhost", True),
        ("http://localhost.example", False),
        ("http://127.0.0.1.example/", False),
        ("http://127.0.0.1@example.org/", False),
        ("http://0.0.0.0:11434", False),
        ("http://10.0.0.7", False),
        ("", False),
    ],
)
def test_only_the_machine_itself_is_on_this_machine(address, expected):
    assert is_loopback(address) is expected


def test_a_question_for_this_machine_goes_through_no_proxy(monkeypatch):
    monkeypatch.setenv("NO_PROXY", "council.example")
    monkeypatch.setenv("no_proxy", "")
    loaded(model="openai:any", model_base_url="http://127.0.0.1:8080/v1")
    assert os.environ["NO_PROXY"] == "council.example,localhost,127.0.0.1,::1"
