"""The command line: `mujib`. Reads arguments, calls what does the work, and turns our errors into one line and exit code 1."""

import argparse
import asyncio
import json
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

# before numpy is first imported: its threads cost a decision five times its time on a busy machine
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from bot import config, logs
from bot.config import Settings
from channels import profiles
from domain.errors import ConfigError, MujibError

_HERE = Path("config.toml")
Command = Callable[[argparse.Namespace, Settings], int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and give its exit code: 0 done, 1 refused or failed, 2 wrong arguments."""
    options = _parser().parse_args(arguments)
    # what members say, send and are called is nobody else's on this machine
    os.umask(0o077)
    logs.set_up(verbose=options.verbose)
    try:
        command: Command = options.command
        options.config = options.config or _beside()
        return command(options, config.load(options.config))
    except ConfigError as error:
        print(f"mujib: {config.placed(str(error), options.config)}", file=sys.stderr)
        return 1
    except MujibError as error:
        print(f"mujib: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # whoever read our output has had enough
        sys.stderr.close()
        return 0


def _beside() -> Path | None:
    """Give the configuration of the folder that we were started in, if it has one."""
    return _HERE if _HERE.is_file() else None


class _Action(argparse.ArgumentParser):
    """An action of a command: takes what every command takes, which many write last."""

    def __init__(self, **options: Any) -> None:
        """Begin with the common options; where they are left out, what stands before the action holds."""
        super().__init__(**options)
        _add_common(self, default=argparse.SUPPRESS)


def _add_common(parser: argparse.ArgumentParser, **default: Any) -> None:
    parser.add_argument(
        "--config", type=Path, metavar="FILE", help="the configuration; by default config.toml, if it is here", **default
    )
    parser.add_argument("--verbose", action="store_true", help="log more", **default)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("mujib", description="Member-service assistant for housing cooperatives.")
    common = argparse.ArgumentParser(add_help=False)
    _add_common(common)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def add(name: str, command: Command, help_: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, parents=[common], help=help_, description=help_)
        made.set_defaults(command=command)
        return made

    serve = add("serve", _serve, "answer members and officers until interrupted")
    serve.add_argument("--role", choices=["all", "web", "worker"], default="all", help="what this process does")
    chat = add("chat", _chat, "chat as a member in the terminal")
    chat.add_argument("--profile", choices=list(profiles.PROFILES), default="web", help="show what this would show")
    chat.add_argument("--as", dest="member", default="", metavar="NAME", help="continue this member's conversation")
    ask = add("ask", _ask, "decide on a question, without sending or storing anything")
    ask.add_argument("text", help="the question; - reads one a line from standard input")
    ask.add_argument("--json", action="store_true", help="one JSON object a question")
    ask.add_argument("--explain", action="store_true", help="show what spoke for each candidate")
    _add_knowledge(add("knowledge", _knowledge, "check, measure, import and compare the knowledge"))
    _add_officer(add("officer", _officer, "accounts of the desk"))
    _add_duties(add("duties", _duties, "the regulation of duties and powers, and who holds its posts"))
    _add_projects(add("projects", _projects, "who belongs to which of the association's projects"))
    _add_member(add("member", _member, "what is held of a member: give it to him, or erase it"))
    add("doctor", _doctor, "look at database, clock, address and channels, and say what is wrong and what to do")
    figures = add("report", _report, "what came in and waits, how long answers take, how members rate; never by officer")
    figures.add_argument("--period", choices=["today", "week", "month"], default="week", help="today, or the last 7 or 30 days")
    figures.add_argument("--language", choices=["ar", "en"], default="ar")
    figures.add_argument("--json", action="store_true", help="print JSON; times in seconds of working time")
    add("replay", _replay, "take in webhook requests that a wrong secret kept out, after it was mended")
    database = add("db", _database, "the database's revision")
    database.add_argument("action", choices=["upgrade", "check"])
    return parser


def _add_knowledge(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION", parser_class=_Action)
    check = actions.add_parser("check", help="name the file and line of each fault")
    evaluate = actions.add_parser("eval", help="measure answers on labelled questions")
    evaluate.add_argument("file", type=Path, help="JSON lines")
    importing = actions.add_parser("import", help="make a draft source of a document (.docx, .md, .txt, .pdf)")
    importing.add_argument("file", type=Path)
    importing.add_argument("--source", required=True, metavar="NAME", help="the source that it becomes, as `bylaws`")
    diff = actions.add_parser("diff", help="compare two versions of a source by clause")
    diff.add_argument("old", type=Path)
    diff.add_argument("new", type=Path)
    actions.add_parser("retrain", help="learn from what members pressed and officers said")
    learnt = actions.add_parser("learnt", help="list what was learnt, or take a phrasing out")
    learnt.add_argument("deed", nargs="?", choices=["list", "remove"], default="list")
    learnt.add_argument("id", nargs="?", type=int, default=0)
    for made in (check, evaluate, diff, learnt):
        made.add_argument("--json", action="store_true", help="print JSON")


def _add_officer(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION", parser_class=_Action)
    add = actions.add_parser("add", help="make an account; its one-time password is printed once")
    add.add_argument("username")
    add.add_argument("name", help="as colleagues and members know the officer")
    add.add_argument("--role", default="officer", choices=["officer", "supervisor", "committee", "manager", "administrator"])
    actions.add_parser("list", help="list the accounts")
    again = actions.add_parser("passwd", help="give an account a new one-time password and end its sessions")
    again.add_argument("username")


def _add_member(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION", parser_class=_Action)
    export = actions.add_parser("export", help="print all that is held of a member as JSON")
    export.add_argument("--files", type=Path, metavar="FOLDER", help="write his files there too")
    erase = actions.add_parser("erase", help="erase a member on all his channels; his tickets stay without words and a name")
    erase.add_argument("--yes", action="store_true", help="do not ask")
    for made in (export, erase):
        made.add_argument("who", help="a ticket's number, a telephone number or a conversation")


def _add_duties(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION", parser_class=_Action)
    actions.add_parser("check", help="name the file, line and key of each fault; list the posts and who holds them")
    give = actions.add_parser("give", help="give an officer a post")
    give.add_argument("username")
    give.add_argument("post")


def _add_projects(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION", parser_class=_Action)
    actions.add_parser("list", help="list the projects: name, members, numbers from which nobody has written yet")
    enrol = actions.add_parser("import", help="put in a list: a mobile number or a ticket's number a line, and the project")
    enrol.add_argument("file", type=Path, help="CSV or plain lines, UTF-8")
    enrol.add_argument("--project", default="", metavar="NAME", help="the project of lines that name none")
    enrol.add_argument("--way", choices=["add", "replace", "remove"], default="add", help="what the list does to its projects")


def _serve(options: argparse.Namespace, settings: Settings) -> int:
    from bot import serving
    from bot.app import Role

    serving.serve(settings, Role(options.role))
    return 0


def _chat(options: argparse.Namespace, settings: Settings) -> int:
    from bot import chat

    chat.chat(settings, options.profile, options.member)
    return 0


def _ask(options: argparse.Namespace, settings: Settings) -> int:
    from bot import asking

    texts = (line.rstrip("\n") for line in sys.stdin) if options.text == "-" else iter([options.text])
    for line in asking.answers(settings, texts, as_json=options.json, explain=options.explain):
        print(line, flush=True)
    return 0


def _knowledge(options: argparse.Namespace, settings: Settings) -> int:
    from bot import knowledge_commands as commands

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
    from bot import learning_commands as commands

    match options.action, options.deed if options.action == "learnt" else "":
        case "retrain", _:
            print(commands.retrain(settings))
        case _, "remove":
            print(commands.remove(settings, options.id))
        case _:
            print(commands.learnt(settings, as_json=options.json))
    return 0


def _officer(options: argparse.Namespace, settings: Settings) -> int:
    from bot import officer_commands as commands

    match options.action:
        case "add":
            print(asyncio.run(commands.add(settings, options.username, options.name, options.role)))
        case "list":
            print(asyncio.run(commands.listed(settings)))
        case _:
            print(asyncio.run(commands.new_password(settings, options.username)))
    return 0


def _member(options: argparse.Namespace, settings: Settings) -> int:
    from bot import member_commands as commands

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
    from bot import channel_commands as commands

    del options
    well = asyncio.run(commands.examine(settings, lambda words: print(words, flush=True)))
    print("✓ سليم · all is well" if well else "✗ يوجد ما يحتاج إلى إصلاح · something needs mending")
    return 0 if well else 1


def _report(options: argparse.Namespace, settings: Settings) -> int:
    from bot import report_commands as commands
    from domain.model import Language
    from domain.reports import Period

    found = asyncio.run(commands.report(settings, Period(options.period)))
    if options.json:
        print(json.dumps(commands.as_json(found), ensure_ascii=False, indent=2))
    else:
        print(commands.as_text(found, Language(options.language)))
    return 0


def _replay(options: argparse.Namespace, settings: Settings) -> int:
    from bot import channel_commands as commands

    del options
    taken, left = asyncio.run(commands.replay(settings))
    print(json.dumps({"taken": taken, "left": left}))
    return 0


def _duties(options: argparse.Namespace, settings: Settings) -> int:
    from bot import duties_commands as commands

    if options.action == "check":
        print(asyncio.run(commands.check(settings)))
    else:
        print(asyncio.run(commands.give(settings, options.username, options.post)))
    return 0


def _projects(options: argparse.Namespace, settings: Settings) -> int:
    from bot import project_commands as commands
    from domain.enrolling import Way

    if options.action == "list":
        print(asyncio.run(commands.listed(settings)))
    else:
        print(asyncio.run(commands.enrol(settings, commands.read(options.file, options.project), Way(options.way))))
    return 0


def _database(options: argparse.Namespace, settings: Settings) -> int:
    from bot import database_commands as commands

    action = commands.upgrade if options.action == "upgrade" else commands.check
    print(json.dumps({"revision": asyncio.run(action(settings))}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
