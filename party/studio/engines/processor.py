"""What this machine's processor can do for a model: how many threads are ours, and whether bfloat16 is native."""

import os
from pathlib import Path

CPU_FLAGS = Path("/proc/cpuinfo")


def default_threads() -> int:
    """Half of the cores this process may use: the other half serves the room."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return max(1, (cores or 2) // 2)


def has_native_bfloat16() -> bool:
    """Whether half-length numbers are computed as such; elsewhere they would only be slower."""
    try:
        flags = CPU_FLAGS.read_text(encoding="ascii", errors="ignore")
    except OSError:
        return False
    return any(flag in flags.split() for flag in ("avx512_bf16", "amx_bf16", "bf16"))
