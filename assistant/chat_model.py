"""Settings → a LangChain chat model, and where it is; no call is made."""

from __future__ import annotations

import os
from dataclasses import dataclass
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from pydantic import SecretStr, ValidationError

from assistant.errors import SettingsError

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

    from assistant.settings import Settings

# Where each provider's model says which address it asks.
_ADDRESS_FIELDS = ("azure_endpoint", "openai_api_base", "anthropic_api_url", "base_url")
_USUAL_ADDRESSES = {
    "openai": "https://api.openai.com/v1",
    "ollama": "http://127.0.0.1:11434",
    "anthropic": "https://api.anthropic.com",
}
_EXTRAS = {
    "openai": "openai",
    "azure_openai": "azure",
    "ollama": "ollama",
    "anthropic": "anthropic",
}
_AZURE_API_VERSION = "2024-10-21"
_LOOPBACK_NAMES = "localhost,127.0.0.1,::1"
# Besides the passages: instructions, the question, ids.
_TOKENS_BESIDES = 1200


@dataclass(frozen=True)
class ChatModel:
    """A model ready to be asked: ``name`` as in the settings, ``address`` as it is called.

    ``remote`` is whether the address lies outside of this machine, or is not known.
    """

    name: str
    address: str
    remote: bool
    chat: BaseChatModel

    @property
    def place(self) -> str:
        """Such as "ollama:llama3.2 on this machine" or "openai:gpt-4.1 at api.openai.com"."""
        host = urlsplit(self.address).hostname or "an unknown address"
        return f"{self.name} {f'at {host}' if self.remote else 'on this machine'}"


def load_chat_model(settings: Settings) -> ChatModel | None:
    """The model that the settings name; None where they name none.

    Raises SettingsError where its package is missing or it cannot be set up.
    """
    if not settings.model:
        return None
    provider, _, name = settings.model.partition(":")
    chat = _made(settings, provider, name)
    address = _address(chat, provider)
    # Ollama on this machine passes what its cloud models are asked on to its cloud.
    in_cloud = provider == "ollama" and name.endswith(("-cloud", ":cloud"))
    remote = in_cloud or not is_loopback(address)
    if not remote:
        _keep_off_proxies()
    return ChatModel(settings.model, address, remote, chat)


def is_loopback(address: str) -> bool:
    """Whether a URL stays on this machine by its own words; no name is looked up."""
    host = urlsplit(address).hostname or ""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _made(settings: Settings, provider: str, name: str) -> BaseChatModel:
    from langchain.chat_models import init_chat_model

    wrong = f"SANDWELL_MODEL={settings.model!r}"
    try:
        chat: BaseChatModel = init_chat_model(
            name, model_provider=provider, **_options(settings, provider)
        )
    except ImportError as error:
        repair = f"Install it: .venv/bin/pip install -c constraints.txt -e '.[{_extra(provider)}]'"
        if provider not in _EXTRAS:
            repair = f"{_first_line(error)}."
        raise SettingsError(
            f"{wrong} needs a package that is not installed ({_missing(error)}). {repair}"
        ) from error
    # Each provider has its own errors for what it lacks.
    except Exception as error:
        raise SettingsError(
            f"{wrong} cannot be set up ({_first_line(error)}). Write provider:name, and set what "
            "this provider needs, such as SANDWELL_MODEL_API_KEY; see docs/models.md."
        ) from error
    fields = type(chat).model_fields
    known = {*fields, *(field.alias for field in fields.values())}
    # Most models pass over what they do not know, and would then ask their own service.
    if settings.model_base_url and not known & {"base_url", "azure_endpoint"}:
        raise SettingsError(
            f"{wrong} takes no SANDWELL_MODEL_BASE_URL={settings.model_base_url!r}. Unset it."
        )
    if chat.profile and chat.profile.get("temperature") is False and "temperature" in fields:
        # Models that reason refuse any temperature but their own.
        chat = chat.model_copy(update={"temperature": None})
    return chat


def _options(settings: Settings, provider: str) -> dict[str, Any]:
    if provider == "ollama":
        # ChatOllama passes over the usual names; its time-out is that of its HTTP client.
        options: dict[str, Any] = {
            "client_kwargs": {"timeout": settings.model_timeout_seconds},
            "num_predict": settings.model_max_tokens,
            "num_ctx": settings.model_context_tokens + settings.model_max_tokens + _TOKENS_BESIDES,
        }
    else:
        # Retries are ours: some providers' own do not look at how much time is left.
        options = {
            "timeout": settings.model_timeout_seconds,
            "max_retries": 0,
            "max_tokens": settings.model_max_tokens,
        }
        if settings.model_api_key is not None:
            options["api_key"] = settings.model_api_key
        elif (
            settings.model_base_url and provider == "openai" and "OPENAI_API_KEY" not in os.environ
        ):
            # Servers of one's own mostly want none, but the client insists.
            options["api_key"] = SecretStr("none")
    if provider == "azure_openai" and "OPENAI_API_VERSION" not in os.environ:
        options["api_version"] = _AZURE_API_VERSION
    if settings.model_base_url:
        key = "azure_endpoint" if provider == "azure_openai" else "base_url"
        options[key] = settings.model_base_url
    return {"temperature": 0, **options}


def _address(chat: BaseChatModel, provider: str) -> str:
    given = (getattr(chat, field, None) for field in _ADDRESS_FIELDS)
    found = next((str(address) for address in given if address), "")
    if not found and provider == "ollama":
        found = os.environ.get("OLLAMA_HOST", "")
        if found and "://" not in found:
            found = f"http://{found}"
    return found or _USUAL_ADDRESSES.get(provider, "")


def _keep_off_proxies() -> None:
    """HTTP clients would send even a question for this machine to the proxy that is set."""
    for variable in ("NO_PROXY", "no_proxy"):
        listed = os.environ.get(variable, "")
        if _LOOPBACK_NAMES not in listed:
            os.environ[variable] = ",".join(filter(None, [listed, _LOOPBACK_NAMES]))


def _extra(provider: str) -> str:
    return _EXTRAS.get(provider, "")


def _missing(error: ImportError) -> str:
    cause = error.__cause__ or error
    return getattr(cause, "name", None) or _first_line(error)


def _first_line(error: Exception) -> str:
    text = error.errors()[0]["msg"] if isinstance(error, ValidationError) else str(error)
    return text.strip().partition("\n")[0].rstrip(".")
