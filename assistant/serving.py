"""Starting the browser app's server on this machine."""

from __future__ import annotations

import errno
import os
import socket
import subprocess
import sys

from assistant.errors import AssistantError
from assistant.settings import PROJECT_ROOT

_ADDRESS = "127.0.0.1"
_SERVER = PROJECT_ROOT / "assistant" / "pages" / "serve.py"


class PortTaken(AssistantError):
    """Another program listens there, or we may not."""


def serve_app(port: int) -> int:
    """Serve until stopped and give the exit code; raises PortTaken before anything is started.

    Only this machine is served: the address is loopback.
    """
    _refuse_taken(port)
    command = [sys.executable, "-m", "streamlit", "run", str(_SERVER)]
    command += ["--server.port", str(port), "--server.address", _ADDRESS]
    os.chdir(PROJECT_ROOT)
    print(f"Open http://localhost:{port} in a browser. Press Ctrl+C here to stop.", flush=True)
    if os.name != "nt":
        # Becoming the server, so that what stops this process stops the server too.
        os.execv(sys.executable, command)
    return subprocess.run(command, check=False).returncode


def _refuse_taken(port: int) -> None:
    with socket.socket() as probe:
        if os.name != "nt":
            # A port that was in use a moment ago may still be waiting to close; that is no reason.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((_ADDRESS, port))
        except OSError as error:
            if error.errno not in (errno.EADDRINUSE, errno.EACCES):
                raise
            raise PortTaken(
                f"Port {port} is taken or not allowed ({error.strerror}). Choose another port: "
                f"sandwell app --port {port + 1 if port < 65535 else port - 1}"
            ) from error
