import json
import subprocess
import sys
from typing import Any

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


def _told(program: str) -> Any:
    return json.loads(subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, text=True).stdout)


def test_the_days_off_are_the_librarys_of_which_nothing_stays() -> None:
    """A process of its own each: what was once read stays read."""
    assert _told(_OURS) == [_told(_THEIRS), []]
