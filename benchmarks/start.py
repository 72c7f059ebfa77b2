"""Seconds until Mujib answers, with a kept model: `mujib ask` and `mujib serve`, with and without a database.

python -m benchmarks.start [--data FOLDER] [--encoder] [--rounds 3] [--python PROGRAM]

In `--data` the model is kept, trained there at the first call. The least of some rounds, computed (user and system) and by the
clock; the first line is a process that only reads numpy, pydantic and SQLAlchemy, to tell how busy the machine is. The last
column is the server's memory, in MB. `--python` is an environment without what only developers have, as members meet it.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from benchmarks import keys, webhooks

ROOT = Path(__file__).parents[1]
KNOWN, UNSURE = "كم رسوم العضوية؟", "وش السالفة لو ما دفعت شهرين ورا بعض"
"""Questions that words decide, and that need the encoder where there is one."""
Took = tuple[float, float, float]
"""Seconds computed and by the clock, and megabytes."""


def main() -> None:
    """Print a line for each kind of start."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("data"))
    parser.add_argument("--encoder", action="store_true")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--python", default=sys.executable)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="mujib-start-") as name:
        folder = Path(name)
        kept, new = (_environment(given, folder / file) for file in ("kept.db", "new.db"))
        mujib = [given.python, "-m", "bot.cli"]
        _ran([*mujib, "ask", KNOWN], new)  # whose model may have to be trained
        _ran([*mujib, "db", "upgrade"], kept)
        for what, measure in {
            "modules alone": lambda: _ran([given.python, "-c", "import numpy, pydantic, sqlalchemy.orm"], {}),
            "ask, no database": lambda: _ran([*mujib, "ask", KNOWN], new),
            "ask, unsure": lambda: _ran([*mujib, "ask", UNSURE], new),
            "ask, database": lambda: _ran([*mujib, "ask", KNOWN], kept),
            "serve, database": lambda: _served([*mujib, "serve"], kept),
        }.items():
            _print(what, measure, given.rounds)


def _print(what: str, measure: Callable[[], Took], rounds: int) -> None:
    took = [measure() for _ in range(rounds)]
    computed, clock, memory = (min(figures) for figures in zip(*took, strict=True))
    print(f"{what:<20}computed {computed:5.2f} s   by the clock {clock:5.2f} s" + (f"   {memory:4.0f} MB" if memory else ""))


def _environment(given: argparse.Namespace, database: Path) -> Mapping[str, str]:
    """Configure a server that nobody can reach from elsewhere; compiled modules may be kept."""
    env = webhooks.environment("sms", given.data.resolve(), database, encoder=given.encoder)
    return env | {"PYTHONDONTWRITEBYTECODE": ""}


def _ran(command: Sequence[str], env: Mapping[str, str]) -> Took:
    before, begun = os.times(), time.monotonic()
    subprocess.run(command, cwd=ROOT, env=os.environ | env, capture_output=True, check=True)
    after = os.times()
    computed = after.children_user + after.children_system - before.children_user - before.children_system
    return computed, time.monotonic() - begun, 0


def _served(command: Sequence[str], env: Mapping[str, str]) -> Took:
    begun = time.monotonic()
    process = subprocess.Popen(command, cwd=ROOT, env=os.environ | env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while not webhooks.answers(keys.MUJIB_PORT) and process.poll() is None:
            time.sleep(0.01)
        took = webhooks.cpu(process), time.monotonic() - begun
        return *took, webhooks.memory(process)[1]
    finally:
        process.terminate()
        process.wait(20)


if __name__ == "__main__":
    main()
