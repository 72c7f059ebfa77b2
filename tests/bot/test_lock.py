"""The lock file of the product: what `make run` installs is enough to run."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
_ALONE = """
import importlib, pkgutil, re, sys
from importlib.metadata import packages_distributions

locked, rooms = set(sys.argv[1].split()), sys.argv[2].split()
name = lambda dist: re.sub(r"[-_.]+", "-", dist).lower()
missing = {top for top, dists in packages_distributions().items() if not {name(dist) for dist in dists} & locked}


class Missing:
    def find_spec(self, module, path=None, target=None):
        if module.partition(".")[0] in missing:
            raise ModuleNotFoundError(f"{module} is not in requirements.lock", name=module)


sys.meta_path.insert(0, Missing())
for room in rooms:
    for _, module, _ in pkgutil.walk_packages(importlib.import_module(room).__path__, f"{room}."):
        if ".versions" not in module and not module.endswith(("__main__", "migrations.env")):
            importlib.import_module(module)
"""


def test_the_product_runs_on_what_its_lock_brings() -> None:
    """With everything hidden that only developers install, each module of the product is imported."""
    names = re.findall(r"^([A-Za-z0-9][\w.-]*)==", (ROOT / "requirements.lock").read_text("utf-8"), re.MULTILINE)
    locked = " ".join([*(re.sub(r"[-_.]+", "-", name).lower() for name in names), "mujib"])
    rooms = "bot channels desk domain faq handlers storage"
    done = subprocess.run([sys.executable, "-c", _ALONE, locked, rooms], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
