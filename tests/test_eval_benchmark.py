import subprocess

import pytest
from printed_reports import printed

from eval.benchmark_bulk import bulk_figures
from eval.benchmark_command import command


def test_a_command_costs_time_and_memory(tmp_path):
    cost = command(tmp_path, "--help")
    assert cost.seconds > 0
    assert cost.memory_bytes is None or cost.memory_bytes > 1e6


def test_a_command_that_fails_has_no_cost(tmp_path):
    with pytest.raises(subprocess.CalledProcessError):
        command(tmp_path, "cite", "12")
    with pytest.raises(subprocess.CalledProcessError):
        command(tmp_path, "cite", "12", may_decline=True)


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_a_folder_of_reports_is_measured(tmp_path):
    reports = tmp_path / "reports"
    reports.mkdir()
    (reports / "report.pdf").write_bytes(printed())
    (reports / "none.pdf").write_bytes(b"")
    figures = {figure.what: figure.value for figure in bulk_figures(tmp_path / "home", reports)}
    assert "index all 2 reports of a folder, first time" in figures
    assert figures["index all, in times of the floor"] > 0
    assert figures["add it to all the others"] > 0
