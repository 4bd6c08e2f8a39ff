"""The script that starts real servers for the tests leaves none of them behind, however it ends."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from scripts.elastic_server import _bound, _family

FROM_A_THREAD = """
import subprocess, threading
threading.Thread(target=lambda: subprocess.run(["sleep", "60"])).start()
"""
STARTER = f"""
import subprocess
child = subprocess.Popen([*{_bound()!r}, "sleep", "60"])
print(child.pid, flush=True)
child.wait()
"""


def alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def until(true):
    end = time.monotonic() + 20
    while not true() and time.monotonic() < end:
        time.sleep(0.05)
    return true()


def test_a_child_that_another_thread_started_is_of_the_family():
    with subprocess.Popen([sys.executable, "-c", FROM_A_THREAD]) as parent:
        assert until(lambda: len(_family(parent.pid)) == 2)
        for pid in reversed(_family(parent.pid)):
            os.kill(pid, signal.SIGKILL)


def test_a_server_ends_when_its_starter_is_killed():
    with subprocess.Popen([sys.executable, "-c", STARTER], stdout=subprocess.PIPE, text=True) as starter:
        child = int(starter.stdout.readline())
        assert until(lambda: Path(f"/proc/{child}/comm").read_text().strip() == "sleep")
        starter.kill()
    assert until(lambda: not alive(child))
