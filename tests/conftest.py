"""Settings of the whole suite: the same examples in each run, and no clock over them.

What chance may still find is looked for by `HYPOTHESIS_PROFILE=search` and by
`python -m bench`; a run that decides must give the same answer twice.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

settings.register_profile(
    "repeatable", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile(
    "search", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "repeatable"))
