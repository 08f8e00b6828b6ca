"""What can go wrong above the store.

AssistantError
├── UserError        what the user gave is wrong; nothing was done (exit code 2)
├── SettingsError    a setting is wrong (exit code 2)
└── ModelFailure     the language model gave no answer; the quotes answer takes its place
    └── ReplyCut     its reply was cut at the length limit; what came before is whole

Each message is one line: the value, what was expected, the repair. The errors of ``ingest`` and
``vectorstore`` keep the same manners and pass through unchanged.
"""

from __future__ import annotations


class AssistantError(Exception):
    """Something the person who asked can mend."""


class UserError(AssistantError):
    """What the user gave is wrong."""


class SettingsError(AssistantError):
    """A setting is wrong."""


class ModelFailure(AssistantError):
    """The language model gave no usable reply; the message ends the sentence "The model …"."""


class ReplyCut(ModelFailure):
    """The reply ends in mid-sentence, because it is as long as it may be."""
