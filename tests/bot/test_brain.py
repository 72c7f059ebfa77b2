import resource
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from bot.knowledge import brain
from faq.decision import Answer
from faq.experts import shelf
from storage import schema
from tests.acceptance.office import KNOWN
from tests.learning import school

ROOT = Path(__file__).parents[2]
_START = """
import sys
from pathlib import Path
from bot import store
from bot.config import Settings
from bot.sections import Server
settings = Settings(server=Server(data=Path(sys.argv[1])))
store.upgraded_beside(settings)
print("alembic" in sys.modules)
"""
_LEAD = """
import os, time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from bot.knowledge import orphans
with ProcessPoolExecutor(1, get_context("spawn"), orphans.end_with_parent) as child:
    child.submit(os.getpid).result()
    print("begun", flush=True)
    child.submit(time.sleep, 300).result()
"""


def test_a_brain_is_written_out_in_a_few_words() -> None:
    """Asyncio writes out the result of a runner's task: with all that was trained in it a start took minutes."""
    assert repr(KNOWN) == "Brain(version=0)"


def test_a_large_knowledge_is_trained_in_a_process_of_its_own(tmp_path: Path) -> None:
    """Of which nothing stays in ours; what it kept answers here, and is not trained again."""
    settings = school.settings(tmp_path)
    file = tmp_path / "known" / "entries" / "all.md"
    more = "".join(f"- وش اجيب معي الى الفرع {number}\n" for number in range(1_000))
    file.write_text(file.read_text("utf-8") + more, encoding="utf-8")
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    (asked,) = brain.load(settings).decide("وش اجيب معي الى الفرع 7")
    assert isinstance(asked.decision, Answer)
    assert asked.decision.entry == "papers"
    worked = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    assert worked > before
    trained = (brain.folder(settings) / shelf.FILE).stat().st_mtime_ns
    brain.load(settings)
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime == worked
    assert (brain.folder(settings) / shelf.FILE).stat().st_mtime_ns == trained


def test_a_new_database_is_made_in_a_process_of_its_own(tmp_path: Path) -> None:
    """It stands at this program's revision then, and what made it was never read by the process that serves."""
    command = [sys.executable, "-c", _START, str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stdout.split() == ["False"], done.stderr[-2000:]
    with closing(sqlite3.connect(tmp_path / "mujib.db")) as made:
        assert made.execute("SELECT version_num FROM alembic_version").fetchall() == [(schema.head(),)]


def test_a_training_does_not_outlive_who_began_it() -> None:
    """Whoever began it was killed: nobody keeps the output open that both write to."""
    with subprocess.Popen([sys.executable, "-c", _LEAD], cwd=ROOT, stdout=subprocess.PIPE, text=True) as lead:
        assert lead.stdout
        assert lead.stdout.readline() == "begun\n"
        lead.kill()
        lead.communicate(timeout=30)
