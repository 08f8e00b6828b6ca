"""Fixtures that several test files share."""

pytest_plugins = ["assistant_fixtures", "pages_fixtures", "vectorstore_fixtures"]
