"""Webhook to reply: the server process between a loopback provider and a load, beside a bare reference in the same run.

    python -m benchmarks.webhooks [--load FOLDER] [--channels sms telegram] [--texts new] [--encoder] [--data DIR]

`FOLDER` holds a load program, which is not part of this repository; it drives both (phases max, slow, burst and light; floors
too where LOAD_VENVS has their environment). Without, a small load of our own does `max`. `--texts new` gives each message words
that were not asked before, `known` a thousand that come again, `pieces` a word or two with which a question begins.
CPU is that of the server's processes, in milliseconds a reply; memory is told by the small load.
"""

import argparse
import asyncio
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks import keys, small_load
from faq import library
from faq.entries import Kind

ROOT = Path(__file__).parents[1]

PATHS = {"sms": "/webhooks/twilio/messages", "telegram": "/webhooks/telegram"}
FLOORS = {"sms": "whole-floor-sms", "telegram": "whole-floor-tg"}
_KNOWN = 1000
_TICK = os.sysconf("SC_CLK_TCK")


def texts(kind: str) -> list[str]:
    """Give questions that each have an answer: known wordings with two letters of their longest word turned round."""
    chance = random.Random(7)
    entries = library.load(library.PACKAGED).entries.values()
    wordings = [each.text for entry in entries if entry.kind is Kind.ANSWER for each in entry.phrasings]
    if kind == "pieces":
        pieces = list(dict.fromkeys(" ".join(words.split()[: 1 + place % 2]) for place, words in enumerate(wordings)))
        chance.shuffle(pieces)
        return pieces
    turned = [_turned(words.split(), chance) for words in wordings if len(words.split()) > 3]
    chance.shuffle(turned)
    return turned[:_KNOWN] if kind == "known" else turned


def _turned(words: list[str], chance: random.Random) -> str:
    at = max(range(len(words)), key=lambda place: len(words[place]))
    longest = words[at]
    if len(longest) > 3:
        turn = chance.randrange(1, len(longest) - 2)
        words[at] = longest[:turn] + longest[turn + 1] + longest[turn] + longest[turn + 2 :]
    return " ".join(words)


def environment(channel: str, data: Path, database: Path, *, encoder: bool) -> dict[str, str]:
    """Configure the server for one channel."""
    given = {
        "server__data": str(data),
        "server__port": str(keys.MUJIB_PORT),
        "server__public_url": f"http://127.0.0.1:{keys.MUJIB_PORT}",
        "database__url": f"sqlite:///{database}",
        "matching__encoder": "true" if encoder else "false",
    }
    provider = f"http://127.0.0.1:{keys.PROVIDER_PORT}"
    if channel == "sms":
        given |= {"twilio__account_sid": keys.ACCOUNT, "twilio__auth_token": keys.TOKEN}
        given |= {"twilio__api_base": provider, "twilio__sms_from": "+15005550006"}
    else:
        given |= {"telegram__token": keys.BOT, "telegram__mode": "webhook", "telegram__webhook_secret": keys.SECRET}
        given |= {"telegram__api_base": f"{provider}/bot"}
    return {f"MUJIB__{name.upper()}": value for name, value in given.items()}


def bare_environment() -> dict[str, str]:
    """Configure the bare reference."""
    return {
        "PROVIDER": f"http://127.0.0.1:{keys.PROVIDER_PORT}",
        "PUBLIC_URL": f"http://127.0.0.1:{keys.BARE_PORT}",
        "ACCOUNT": keys.ACCOUNT,
        "TOKEN": keys.TOKEN,
        "BOT": keys.BOT,
        "SECRET": keys.SECRET,
    }


def commands() -> dict[str, list[str]]:
    """Give the command of each subject."""
    bare = ["-m", "uvicorn", "benchmarks.bare:app", "--host", "127.0.0.1", "--port", str(keys.BARE_PORT)]
    quiet = ["--log-level", "warning", "--no-access-log", "--loop", "uvloop", "--http", "httptools"]
    return {"mujib": [sys.executable, "-m", "bot.cli", "serve"], "bare": [sys.executable, *bare, *quiet]}


# ---- with the load program -------------------------------------------------------------------------------------------


def specify(folder: Path, channel: str, given: argparse.Namespace) -> list[Path]:
    """Write what the load program is to run."""
    words = folder / "texts.txt"
    words.write_text("\n".join(texts(given.texts)) + "\n", encoding="utf-8")
    database = folder / f"{channel}.db"
    subjects: dict[str, tuple[int, dict[str, str]]] = {
        "mujib": (keys.MUJIB_PORT, environment(channel, given.data, database, encoder=given.encoder)),
        "bare": (keys.BARE_PORT, bare_environment()),
    }
    found = []
    for name, (port, env) in subjects.items():
        route = {"channel": "twilio-sms" if channel == "sms" else "telegram", "path": PATHS[channel]}
        spec = {"name": f"{name}-{channel}", "port": port, "cmd": commands()[name], "cwd": str(ROOT), "env": env}
        spec |= {"setup": [f"rm -f {database}*"], "boot_s": 300, "texts": str(words), "members": 1000, "warm": 1000}
        spec |= {"expire_s": 30, "durable": "SQLite WAL FULL" if name == "mujib" else "no", "routes": [route]}
        path = folder / f"{name}-{channel}.json"
        path.write_text(json.dumps(spec), encoding="utf-8")
        found.append(path)
    return found


def with_load(given: argparse.Namespace) -> int:
    """Run the load program on a copy of it, compiled here."""
    with tempfile.TemporaryDirectory(prefix="mujib-load-") as name:
        folder = Path(name)
        shutil.copytree(given.load, folder, dirs_exist_ok=True)
        (folder / "logs").mkdir(exist_ok=True)
        subprocess.run(["gcc", "-O2", "-o", folder / "blast", folder / "blast.c"], check=True)  # noqa: S607
        out = folder / "figures.jsonl"
        for channel in given.channels:
            specs = [part for path in specify(folder, channel, given) for part in ("--spec", str(path))]
            floors = [FLOORS[channel]] if os.environ.get("LOAD_VENVS") else []
            more = ["--phases", given.phases, "--seconds", str(given.seconds), "--rounds", str(given.rounds), "--out", str(out)]
            subprocess.run([sys.executable, folder / "load.py", "run", *floors, *specs, *more], check=True)
        subprocess.run([sys.executable, folder / "load.py", "table", out], check=True)
        if given.out:
            shutil.copy(out, given.out)
    return 0


# ---- without it ------------------------------------------------------------------------------------------------------


@contextmanager
def serving(name: str, port: int, env: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """Run a subject until the block ends."""
    process = subprocess.Popen(
        commands()[name], cwd=ROOT, env=os.environ | env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        deadline = time.monotonic() + 300
        while not answers(port) and time.monotonic() < deadline and process.poll() is None:
            time.sleep(0.2)
        yield process
    finally:
        process.terminate()
        process.wait(20)


def answers(port: int) -> bool:
    """Tell whether somebody answers HTTP at this port."""
    try:
        urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=1).close()
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True


def cpu(process: subprocess.Popen[bytes]) -> float:
    """Give the seconds of a process's life that it computed."""
    fields = Path(f"/proc/{process.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICK


def memory(process: subprocess.Popen[bytes]) -> tuple[float, float]:
    """Give the megabytes that a process has to itself, and all that it looks at, files among it that others share."""
    lines = Path(f"/proc/{process.pid}/status").read_text(encoding="ascii").splitlines()
    found = {name: int(value.split()[0]) / 1024 for name, _, value in (line.partition(":") for line in lines) if "kB" in value}
    return found["RssAnon"], found["VmRSS"]


def by_ourselves(given: argparse.Namespace) -> int:
    """Drive each subject with the small load; 1 where something was lost."""
    words, clean = texts(given.texts), True
    print(
        f"{'subject':<16}{'replies/s':>10}{'CPU ms':>8}{'ack p50':>9}{'ack p99':>9}{'reply':>8}"
        f"{'lost':>6}{'errors':>7}{'extra':>6}{'own MB':>8}{'RSS MB':>8}"
    )
    for channel in given.channels:
        for name, port in (("mujib", keys.MUJIB_PORT), ("bare", keys.BARE_PORT)):
            found = _measured(name, channel, port, words, given)
            clean &= not (found["lost"] or found["errors"] or found["extra"])
            print(
                f"{name + '-' + channel:<16}{found['replies_per_s']:>10.0f}{found['cpu_ms']:>8.2f}{found['ack_p50_ms']:>9.1f}"
                f"{found['ack_p99_ms']:>9.1f}{found['reply_p50_ms']:>8.0f}{found['lost']:>6.0f}{found['errors']:>7.0f}{found['extra']:>6.0f}"
                f"{found['own_mb']:>8.0f}{found['rss_mb']:>8.0f}",
                flush=True,
            )
    return 0 if clean else 1


def _measured(name: str, channel: str, port: int, words: Sequence[str], given: argparse.Namespace) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        env = environment(channel, given.data, Path(folder) / "mujib.db", encoder=given.encoder)
        with serving(name, port, env if name == "mujib" else bare_environment()) as process:
            url = f"http://127.0.0.1:{port}{PATHS[channel]}"
            asyncio.run(small_load.run(channel, url, list(words), _KNOWN, 0))
            before = cpu(process)
            found: dict[str, Any] = asyncio.run(small_load.run(channel, url, list(words), given.messages, _KNOWN, given.rate))
            own, all_of_it = memory(process)
            took = (cpu(process) - before) * 1000 / max(1, found["replied"])
            return found | {"cpu_ms": took, "own_mb": own, "rss_mb": all_of_it}


def main() -> int:
    """Run what the arguments ask for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--load", type=Path, help="folder of the load program")
    parser.add_argument("--channels", nargs="+", default=["sms", "telegram"], choices=sorted(PATHS))
    parser.add_argument("--texts", choices=["new", "known", "pieces"], default="new")
    parser.add_argument("--encoder", action="store_true")
    parser.add_argument("--phases", default="max,slow,burst,light")
    parser.add_argument("--seconds", type=float, default=5.0)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--messages", type=int, default=3000, help="of the small load")
    parser.add_argument("--rate", type=float, default=0, help="messages a second of the small load; 0: as many as it can")
    parser.add_argument("--data", type=Path, default=Path("data"), help="with what was trained, or to train in")
    parser.add_argument("--out", type=Path, help="where to leave the load program's figures")
    given = parser.parse_args()
    given.data = given.data.absolute()
    return with_load(given) if given.load else by_ourselves(given)


if __name__ == "__main__":
    sys.exit(main())
