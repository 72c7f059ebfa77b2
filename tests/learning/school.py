"""A small knowledge that is written down, for tests of learning on the composed product: training takes a moment."""

import json
from pathlib import Path
from textwrap import dedent

from bot.config import Settings
from domain.duties import Power

SOURCE = """# {title}
source: policy
version: 1
effective: 2026-01-01
sample: yes

## {section}  {{handling}}
"""
REGULATION = """
[department.relations]
title = { ar = "علاقات الأعضاء", en = "Member Relations" }
[post.officer]
title = { ar = "موظف", en = "officer" }
department = "relations"
may = [%s]
[duty.all_else]
post = "officer"
"""
WORDS = "وش المطلوب عشان العضوية"
"""Words that this knowledge is not sure of: it asks whether the fees or the papers are meant."""
TOPICS = {
    "fees": ("رسوم العضوية", "Membership fee", ("كم رسوم العضوية", "بكم الاشتراك في الجمعية", "كم ادفع عشان اصير عضو")),
    "hours": ("أوقات الدوام", "Opening hours", ("متى تفتحون", "كم ساعات العمل عندكم", "متى تداومون")),
    "place": ("موقع الجمعية", "Where we are", ("وين مقر الجمعية", "عنوانكم", "اين موقعكم")),
    "reply": ("موعد الرد", "When we reply", ("متى الرد على طلبي", "كم ياخذ الرد", "متى تردون علي")),
    "papers": ("الأوراق المطلوبة", "Papers", ("وش الأوراق المطلوبة", "ما المستندات", "وش اجيب معي من اوراق")),
}


def knowledge(folder: Path, regression: tuple[tuple[str, str], ...] = (("كم رسوم العضوية", "fees"),)) -> Path:
    """Write sources, entries and regression questions (text and the entry that is right), and give their folder."""
    (folder / "sources").mkdir(parents=True)
    (folder / "entries").mkdir()
    numbers = {name: number for number, name in enumerate(TOPICS, 1)}
    for language, title, section in (("ar", "السياسة", "التعامل"), ("en", "Policy", "Dealing")):
        clauses = "".join(f"`handling.{numbers[name]}` {TOPICS[name][language == 'en']}.\n" for name in TOPICS)
        text = SOURCE.format(title=title, section=section) + clauses
        (folder / "sources" / f"policy.{language}.md").write_text(text, encoding="utf-8")
    entries = "// Everything.\n\n" + "\n".join(_entry(name, numbers[name]) for name in TOPICS)
    (folder / "entries" / "all.md").write_text(entries, encoding="utf-8")
    lines = [{"text": text, "lang": "saudi", "expect": "answer", "cites": [f"handling.{numbers[n]}"]} for text, n in regression]
    questions = "\n".join(json.dumps(line, ensure_ascii=False) for line in lines)
    (folder / "regression.jsonl").write_text(questions, encoding="utf-8")
    return folder


def _entry(name: str, number: int) -> str:
    arabic, english, phrasings = TOPICS[name]
    head = dedent(f"""\
        ## {name}
        topic: {name}
        cites: policy/handling.{number}
        title.ar: {arabic}
        title.en: {english}

        ### answer.ar
        جواب {arabic}.
        ### answer.en
        About {english}.
        ### saudi
        """)
    return head + "".join(f"- {phrasing}\n" for phrasing in phrasings)


def settings(folder: Path, regression: tuple[tuple[str, str], ...] = (("كم رسوم العضوية", "fees"),)) -> Settings:
    """Configure Mujib for this knowledge, in this folder, by words alone."""
    known = knowledge(folder / "known", regression)
    duties = folder / "duties.toml"
    duties.write_text(REGULATION % ", ".join(f'"{power}"' for power in Power), encoding="utf-8")
    return Settings.model_validate(
        {
            "server": {"data": folder / "data", "port": 0},
            "matching": {"knowledge": known, "encoder": False},
            "learning": {"after": 2},
            "duties": {"file": duties},
        }
    )
