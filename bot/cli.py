"""The command line: `mujib`. Calls what does the work, and turns our errors into one line and exit code 1."""

import argparse
import asyncio
import gc
import json
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

# before numpy is first imported: its threads cost a decision five times its time on a busy machine
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from bot import config, logs
from bot.commands import arguments
from bot.config import Settings
from domain.errors import ConfigError, MujibError, StorageError

_HERE = Path("config.toml")
Command = Callable[[argparse.Namespace, Settings], int]


def main(given: Sequence[str] | None = None) -> int:
    """Run a command and give its exit code: 0 done, 1 refused or failed, 2 wrong arguments."""
    # what a start makes stays (200,000 objects): to look for garbage among it takes a tenth of its time and finds nothing
    gc.set_threshold(400_000, 20, 100)
    options = arguments.parser().parse_args(given)
    # what members say, send and are called is nobody else's on this machine
    os.umask(0o077)
    logs.set_up(verbose=options.verbose)
    try:
        options.config = options.config or _beside()
        return _COMMANDS[options.command](options, config.load(options.config))
    except ConfigError as error:
        print(f"mujib: {config.placed(str(error), options.config)}", file=sys.stderr)
        return 1
    except MujibError as error:
        print(f"mujib: {_told(error)}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # whoever read our output has had enough
        sys.stderr.close()
        return 0


def _told(error: MujibError) -> str:
    """Say of what a database's driver speaks: its words begin with the kind of its error, ours with a small letter."""
    by_driver = isinstance(error, StorageError) and str(error)[:1].isupper()
    return f"the database (database.url) cannot be used: {error}" if by_driver else str(error)


def _beside() -> Path | None:
    """Give the configuration of the folder that we were started in, if it has one."""
    return _HERE if _HERE.is_file() else None


def _serve(options: argparse.Namespace, settings: Settings) -> int:
    from bot import serving
    from bot.process import Role

    serving.serve(settings, Role(options.role))
    return 0


def _chat(options: argparse.Namespace, settings: Settings) -> int:
    from bot.commands import chat

    chat.chat(settings, options.profile, options.member)
    return 0


def _ask(options: argparse.Namespace, settings: Settings) -> int:
    from bot.commands import asking

    texts = (line.rstrip("\n") for line in sys.stdin) if options.text == "-" else iter([options.text])
    for line in asking.answers(settings, texts, as_json=options.json, explain=options.explain):
        print(line, flush=True)
    return 0


def _knowledge(options: argparse.Namespace, settings: Settings) -> int:
    from bot.commands import knowledge as commands

    match options.action:
        case "check":
            passes, shown = commands.check(settings, as_json=options.json)
            print(shown)
            return 0 if passes else 1
        case "eval":
            print(commands.evaluate(settings, options.file, as_json=options.json))
        case "import":
            print(commands.draft(options.file, options.source), end="")
        case "retrain" | "learnt":
            return _learning(options, settings)
        case _:
            print(commands.diff(options.old, options.new, as_json=options.json))
    return 0


def _learning(options: argparse.Namespace, settings: Settings) -> int:
    from bot.commands import learning as commands

    match options.action, options.deed if options.action == "learnt" else "":
        case "retrain", _:
            print(commands.retrain(settings))
        case _, "remove":
            print(commands.remove(settings, options.id))
        case _:
            print(commands.learnt(settings, as_json=options.json))
    return 0


def _officer(options: argparse.Namespace, settings: Settings) -> int:
    from bot.commands import officer as commands

    match options.action:
        case "add":
            print(asyncio.run(commands.add(settings, options.username, options.name, options.role)))
        case "list":
            print(asyncio.run(commands.listed(settings)))
        case _:
            print(asyncio.run(commands.new_password(settings, options.username)))
    return 0


def _member(options: argparse.Namespace, settings: Settings) -> int:
    from bot.commands import member as commands

    if options.action == "export":
        print(asyncio.run(commands.export(settings, options.who, options.files)))
    else:
        print(asyncio.run(commands.erase(settings, options.who, lambda where: options.yes or _agreed(f"Erase {where}?"))))
    return 0


def _agreed(question: str) -> bool:
    """Ask whoever sits there; nobody there is a no."""
    try:
        return input(f"{question} [yes/no] ").strip().casefold() in {"yes", "نعم"}
    except EOFError:
        return False


def _doctor(options: argparse.Namespace, settings: Settings) -> int:
    from bot.commands import channel as commands

    del options
    well = asyncio.run(commands.examine(settings, lambda words: print(words, flush=True)))
    print("✓ سليم · all is well" if well else "✗ يوجد ما يحتاج إلى إصلاح · something needs mending")
    return 0 if well else 1


def _report(options: argparse.Namespace, settings: Settings) -> int:
    from bot.commands import report as commands
    from domain.model import Language
    from domain.reports import Period

    found, regulation = asyncio.run(commands.report(settings, Period(options.period)))
    if options.json:
        print(json.dumps(commands.as_json(found), ensure_ascii=False, indent=2))
    else:
        print(commands.as_text(found, regulation, Language(options.language)))
    return 0


def _replay(options: argparse.Namespace, settings: Settings) -> int:
    from bot.commands import channel as commands

    del options
    taken, left = asyncio.run(commands.replay(settings))
    print(json.dumps({"taken": taken, "left": left}))
    return 0


def _duties(options: argparse.Namespace, settings: Settings) -> int:
    from bot.commands import duties as commands

    if options.action == "check":
        print(asyncio.run(commands.check(settings)))
    else:
        print(asyncio.run(commands.give(settings, options.username, options.post)))
    return 0


def _projects(options: argparse.Namespace, settings: Settings) -> int:
    from bot.commands import project as commands
    from domain.enrolling import Way

    if options.action == "list":
        print(asyncio.run(commands.listed(settings)))
    else:
        print(asyncio.run(commands.enrol(settings, commands.read(options.file, options.project), Way(options.way))))
    return 0


def _database(options: argparse.Namespace, settings: Settings) -> int:
    from bot.commands import database as commands

    match options.action:
        case "upgrade":
            revision = commands.upgrade(settings)
        case "check":
            revision = commands.check(settings)
        case "backup":
            revision = commands.backup(settings, options.file)
        case _:
            revision = commands.restore(settings, options.file)
    print(json.dumps({"revision": asyncio.run(revision)}))
    return 0


_COMMANDS: Final[Mapping[str, Command]] = {
    "serve": _serve,
    "chat": _chat,
    "ask": _ask,
    "knowledge": _knowledge,
    "officer": _officer,
    "duties": _duties,
    "projects": _projects,
    "member": _member,
    "doctor": _doctor,
    "report": _report,
    "replay": _replay,
    "db": _database,
}

if __name__ == "__main__":
    sys.exit(main())
