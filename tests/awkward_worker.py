"""A worker whose reader does to some files what a native library may do."""

import os
import signal
import time

from assistant import reading_worker

real = reading_worker.read_report


def read_report(data, source):
    if b"HANG" in data:
        time.sleep(60)
    if b"DIE" in data:
        os.kill(os.getpid(), signal.SIGKILL)
    if b"FAULT" in data:
        raise KeyError("page")
    if b"GREEDY" in data:
        bytes(1 << 34)
    os.write(1, b"a library's own words")
    return real(data, source)


if __name__ == "__main__":
    reading_worker.read_report = read_report
    reading_worker.main()
