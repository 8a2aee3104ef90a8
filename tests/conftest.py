"""Hypothesis profiles: quick and repeatable by default, `HYPOTHESIS_PROFILE=deep` for a long search."""

import os

from hypothesis import HealthCheck, settings

_QUIET = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much)

settings.register_profile(
    "quick",
    derandomize=True,
    deadline=None,
    database=None,
    max_examples=60,
    stateful_step_count=40,
    suppress_health_check=_QUIET,
)
settings.register_profile(
    "deep",
    deadline=None,
    max_examples=1500,
    stateful_step_count=120,
    print_blob=True,
    suppress_health_check=_QUIET,
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))
