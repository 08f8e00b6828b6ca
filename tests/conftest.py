"""Fixtures that several test files share."""

pytest_plugins = [
    "assistant_fixtures",
    "eval_fixtures",
    "pages_fixtures",
    "vectorstore_fixtures",
    "scripted_model",
    "smollm2",
    # Imports pages_fixtures, which pytest must have seen before.
    "browser_fixtures",
]
