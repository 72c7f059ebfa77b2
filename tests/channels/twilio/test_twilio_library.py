import subprocess
import sys

import pytest

_AFTER = """
import sys
from channels.twilio.client import Transport
unread = not {"requests", "urllib3"} & {*sys.modules}
import requests
assert requests.Session().adapters
print(unread)
"""


@pytest.mark.parametrize(("before", "unread"), [("", "True"), ("import requests", "False")])
def test_the_librarys_own_transport_is_not_read(before: str, unread: str) -> None:
    """And `requests` stays what it is, for whoever reads it before or after: a process of its own each."""
    told = subprocess.run([sys.executable, "-c", before + _AFTER], capture_output=True, check=True, text=True)
    assert told.stdout.strip() == unread
