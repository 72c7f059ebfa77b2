"""What all tests share: Hypothesis looks for wrong answers, not for slow ones; one thread reckons; no server is configured.

An environment that tells of a server wins over what tests configure, which then would write into its data.
"""

import os

# as `mujib` does, and before numpy is first imported: two workers whose threads wait for one another take five times as long
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import pytest
from hypothesis import settings

settings.register_profile("mujib", deadline=None)
settings.load_profile("mujib")


@pytest.fixture(autouse=True)
def _without_a_server(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out what the environment says of one."""
    for name in [one for one in os.environ if one.startswith("MUJIB__")]:
        monkeypatch.delenv(name)
