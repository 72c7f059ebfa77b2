"""What all tests share: Hypothesis looks for wrong answers, not for slow ones; and no server that the environment tells of."""

import os

import pytest
from hypothesis import settings

settings.register_profile("mujib", deadline=None)
settings.load_profile("mujib")


@pytest.fixture(autouse=True)
def _without_a_server(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out what the environment says of one: it wins over what tests configure, which then write into its data."""
    for name in [one for one in os.environ if one.startswith("MUJIB__")]:
        monkeypatch.delenv(name)
