"""The lock file of the product: what `make run` installs is enough to run."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
_ALONE = """
import importlib, pkgutil, re, sys
from importlib.metadata import packages_distributions

locked = set(sys.argv[1].split())
name = lambda dist: re.sub(r"[-_.]+", "-", dist).lower()
missing = {top for top, dists in packages_distributions().items() if not {name(dist) for dist in dists} & locked}


class Missing:
    def find_spec(self, module, path=None, target=None):
        if module.partition(".")[0] in missing:
            raise ModuleNotFoundError(f"{module} is not in requirements.lock", name=module)


sys.meta_path.insert(0, Missing())
for _, module, _ in pkgutil.walk_packages(importlib.import_module("bot").__path__, "bot."):
    importlib.import_module(module)
"""


@pytest.mark.timeout(300)
def test_the_product_runs_on_what_its_lock_brings() -> None:
    """With everything hidden that only developers install, the composition root is imported, and so all that it needs."""
    names = re.findall(r"^([A-Za-z0-9][\w.-]*)==", (ROOT / "requirements.lock").read_text("utf-8"), re.MULTILINE)
    locked = " ".join([*(re.sub(r"[-_.]+", "-", name).lower() for name in names), "mujib"])
    done = subprocess.run([sys.executable, "-c", _ALONE, locked], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
