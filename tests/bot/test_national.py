import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

_OURS = """
import json, sys
from bot import national
days = {str(day): name for day, name in national.days_off(range(2024, 2034)).items()}
print(json.dumps([days, [name for name in sys.modules if name.startswith("holidays")]]))
"""
_THEIRS = """
import json, holidays
days = holidays.country_holidays("SA", years=range(2024, 2034), language="ar")
print(json.dumps({str(day): name for day, name in days.items()}))
"""


_REFUSED = """
from bot import national
from domain.errors import ConfigError
try:
    national.days_off([2026])
except ConfigError as error:
    print(error)
"""


def _told(program: str) -> Any:
    return json.loads(subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, text=True).stdout)


def test_the_days_off_are_the_librarys_of_which_nothing_stays() -> None:
    """A process of its own each: what was once read stays read."""
    assert _told(_OURS) == [_told(_THEIRS), []]


@pytest.mark.parametrize(
    ("tables", "why"),
    [
        ("raise RuntimeError('torn')", "RuntimeError: torn"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "SIGKILL"),
        ("import sys; print('no tables'); sys.exit()", "Expecting value"),
    ],
)
def test_tables_that_cannot_be_read_are_said_to_be_so(tables: str, why: str, tmp_path: Path) -> None:
    """In one line that names the key and what to do, whatever became of the process."""
    (tmp_path / "holidays.py").write_text(tables)
    asking = [sys.executable, "-c", _REFUSED]
    answer = subprocess.run(
        asking, capture_output=True, check=True, text=True, env={**os.environ, "PYTHONPATH": str(tmp_path)}
    ).stdout
    assert answer.startswith("hours.national_holidays: the tables cannot be read: ")
    assert why in answer
    assert answer.count("\n") == 1
    assert "false does without them" in answer
