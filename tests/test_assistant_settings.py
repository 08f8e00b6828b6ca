from pathlib import Path

import pytest

from assistant.errors import SettingsError
from assistant.settings import PROJECT_ROOT, load_settings


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("elsewhere", PROJECT_ROOT / "elsewhere"),
        ("~/reports", Path("~/reports").expanduser()),
        ("/srv/sandwell", Path("/srv/sandwell")),
        ("", PROJECT_ROOT / ".sandwell"),
    ],
)
def test_the_home_folder_is_the_same_from_every_working_directory(
    value, expected, monkeypatch, tmp_path
):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SANDWELL_HOME", value)
    assert load_settings().home == expected


def test_a_wrong_setting_is_one_line(monkeypatch):
    monkeypatch.setenv("SANDWELL_STORE", "cupboard")
    with pytest.raises(SettingsError, match="SANDWELL_STORE='cupboard' is not allowed") as caught:
        load_settings()
    assert "\n" not in str(caught.value)
