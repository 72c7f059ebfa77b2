"""What `mujib` can be told on its command line: its commands, and what each takes."""

import argparse
from pathlib import Path
from typing import Any

from channels import profiles


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


def parser() -> argparse.ArgumentParser:
    """Give what reads them: `command` is the command's name, and `action` what some are told to do."""
    whole = argparse.ArgumentParser("mujib", description="Member-service assistant for housing cooperatives.")
    common = argparse.ArgumentParser(add_help=False)
    _add_common(common)
    commands = whole.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def add(name: str, help_: str) -> argparse.ArgumentParser:
        return commands.add_parser(name, parents=[common], help=help_, description=help_)

    serve = add("serve", "answer members and officers until interrupted")
    serve.add_argument("--role", choices=["all", "web", "worker"], default="all", help="what this process does")
    chat = add("chat", "chat as a member in the terminal")
    chat.add_argument("--profile", choices=list(profiles.PROFILES), default="web", help="show what this would show")
    chat.add_argument("--as", dest="member", default="", metavar="NAME", help="continue this member's conversation")
    ask = add("ask", "decide on a question, without sending or storing anything")
    ask.add_argument("text", help="the question; - reads one a line from standard input")
    ask.add_argument("--json", action="store_true", help="one JSON object a question")
    ask.add_argument("--explain", action="store_true", help="show what spoke for each candidate")
    _add_knowledge(add("knowledge", "check, measure, import and compare the knowledge"))
    _add_officer(add("officer", "accounts of the desk"))
    _add_duties(add("duties", "the regulation of duties and powers, and who holds its posts"))
    _add_projects(add("projects", "who belongs to which of the association's projects"))
    _add_member(add("member", "what is held of a member: give it to him, or erase it"))
    add("doctor", "look at database, clock, address and channels, and say what is wrong and what to do")
    figures = add("report", "what came in and waits, how long answers take, how members rate; never by officer")
    figures.add_argument(
        "--period",
        choices=["today", "week", "month", "last_month"],
        default="week",
        help="week and month: the last 7 and 30 days",
    )
    figures.add_argument("--language", choices=["ar", "en"], default="ar")
    figures.add_argument("--json", action="store_true", help="print JSON; times in seconds of working time")
    add("replay", "take in webhook requests that a wrong secret kept out, after it was mended")
    _add_database(add("db", "the database: its revision, whether it is sound, copies of it"))
    return whole


def _add_database(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION", parser_class=_Action)
    actions.add_parser("upgrade", help="bring it to this program's revision, as a start does")
    actions.add_parser("check", help="say at which revision it is; read SQLite's file through")
    backup = actions.add_parser("backup", help="copy SQLite's database, while it is served too")
    restore = actions.add_parser(
        "restore", help="put a copy in its place, once nothing serves it; what was there is kept beside"
    )
    for made in (backup, restore):
        made.add_argument("file", type=Path, help="the copy")


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
    again = actions.add_parser("passwd", help="give an account a one-time password; end its sessions and sign-in codes")
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
