"""Processes that end with the one that started them."""

from __future__ import annotations

import ctypes
import os
import signal
import sys

__all__ = ["end_with"]

#: prctl(2): the signal that a process gets when its parent ends.
_PARENT_ENDS = 1


def end_with(parent: int) -> None:
    """Have the system end this process with its parent, where it can (Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PARENT_ENDS, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(3)
