"""The settings, and the only place that reads the environment."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from assistant.errors import SettingsError

PROJECT_ROOT = Path(__file__).resolve().parents[1]
CORPUS = PROJECT_ROOT / "corpus"

Encoder = Literal["adapted", "base"]


class Settings(BaseSettings):
    """Read once, from ``SANDWELL_*`` variables and a ``.env`` file in the project's folder."""

    model_config = SettingsConfigDict(
        env_prefix="SANDWELL_",
        env_file=PROJECT_ROOT / ".env",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
    )

    home: Path = Field(
        default=PROJECT_ROOT / ".sandwell",
        description="Folder for the index and the embedding cache.",
    )
    embedding_model: str = Field(
        default="all-MiniLM-L6-v2",
        description="The bundled model, another sentence-transformers name, or a folder.",
    )
    encoder: Encoder = Field(
        default="adapted",
        description="How the bundled model reads questions: trained on the sector's words, or not.",
    )
    store: Literal["embedded"] = Field(
        default="embedded",
        description="Where the vectors are kept; only `embedded` so far.",
    )
    default_report: str = Field(
        default="sandwell-2025-10",
        description="The report that is searched when a question names none.",
    )

    feedback: bool = Field(
        default=False,
        description="Whether people can say if an answer was useful; kept in `SANDWELL_HOME`.",
    )

    model: str = Field(
        default="",
        pattern=r"^$|^[\w-]+:\S.*$",
        description="The language model that writes, as `provider:name`; empty: quotes.",
    )
    model_base_url: str = Field(
        default="",
        pattern=r"^$|^https?://\S+$",
        description="Where the model is served, if not where its provider serves it.",
    )
    model_api_key: SecretStr | None = Field(
        default=None, description="Its key; the provider's own variable will do, too."
    )
    model_timeout_seconds: float = Field(
        default=60, gt=0, le=600, description="An answer that takes longer is given as quotes."
    )
    model_max_tokens: int = Field(
        default=800, ge=50, le=8000, description="The most tokens that the model may write."
    )
    model_context_tokens: int = Field(
        default=3000,
        ge=200,
        le=100_000,
        description="About how many tokens of passages it is given.",
    )
    show_unsupported: bool = Field(
        default=False,
        description="Show what the passages do not support, marked so; else it is withheld.",
    )
    prompts: Path | None = Field(
        default=None, description="A folder with texts that take the place of those in `prompts/`."
    )

    @field_validator("home", "prompts")
    @classmethod
    def _from_the_project(cls, folder: Path | None) -> Path | None:
        """Relative to the project, so that the command line and the app mean the same folder."""
        return folder and PROJECT_ROOT / folder.expanduser()


def load_settings() -> Settings:
    """The settings in force. Raises SettingsError that names the variable and what it may be."""
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = "SANDWELL_" + "_".join(str(part) for part in first["loc"]).upper()
        raise SettingsError(
            f"{name}={first['input']!r} is not allowed: {first['msg']}. Correct or unset it."
        ) from error
