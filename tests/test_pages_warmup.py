import subprocess
import sys
import threading

import pytest
from pages_fixtures import ROOT

from assistant.pages import warmup


def test_callers_at_the_same_time_share_one_load(backstage):
    futures = []
    threads = [
        threading.Thread(target=lambda: futures.append(warmup.shared.start())) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    backstage.finish_loading()
    assert len(set(futures)) == 1
    assert backstage.builds == 1
    assert warmup.shared.assistant is backstage.assistant


@pytest.mark.usefixtures("backstage")
def test_until_it_is_ready_there_is_neither_assistant_nor_error():
    assert warmup.shared.assistant is None
    assert warmup.shared.error is None


def test_a_failed_load_stays_failed_until_it_is_tried_again(backstage):
    backstage.load_error = ValueError("no")
    backstage.finish_loading()
    assert warmup.shared.error is backstage.load_error
    assert warmup.shared.assistant is None
    assert backstage.builds == 1
    backstage.load_error = None
    warmup.shared.retry()
    backstage.finish_loading()
    assert warmup.shared.error is None
    assert warmup.shared.assistant is backstage.assistant


def test_trying_again_after_success_loads_nothing(backstage):
    backstage.finish_loading()
    warmup.shared.retry()
    assert backstage.builds == 1


def test_the_pages_import_no_model_and_no_vector_store():
    code = (
        "import sys; import assistant.pages.serve, assistant.pages.reports; "
        "slow = {'torch', 'sentence_transformers', 'chromadb', 'transformers'}; "
        "print(sorted(slow & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
