"""Small knowledge folders for tests, written as an officer would write them."""

from pathlib import Path

ARABIC = """# اللائحة
source: bylaws
version: 1
effective: 2026-01-01
sample: yes
ملاحظة: هذا سطر لا يُعرض.

## الرسوم  {fees}
`fees.1` رسوم العضوية {membership_fee}.
`fees.2` الرسوم لا تُرد.

## الغاية  {goal}
`goal` خدمة الأعضاء.
"""
ENGLISH = """# Bylaws
source: bylaws
version: 1
effective: 2026-01-01
sample: yes

## Fees  {fees}
`fees.1` The membership fee is {membership_fee}.
`fees.2` Fees are not refunded.

## Purpose  {goal}
`goal` To serve the members.
"""
ENTRY = """// Fees.

## fees.amount
topic: fees
cites: bylaws/fees.1, bylaws/goal
flags: sensitive
title.ar: رسوم العضوية
title.en: Membership fee

### answer.ar
رسوم العضوية {membership_fee}
وتُدفع مرة واحدة.

اسأل الموظف عن غيرها.
### answer.en
The fee is {membership_fee}.
### formal
- كم رسوم العضوية؟
- ما مقدار رسم الاشتراك في الجمعية؟
- أرغب في معرفة تكلفة الانضمام
### saudi
- بكم الاشتراك؟
- كم ياخذون عشان اصير عضو
- الرسوم قد ايش
### english
- How much is the membership fee?
- what do I pay to join
### arabizi
- kam rsoom el 3odwiya
- bekam el eshterak
"""


def folder(root: Path, arabic: str = ARABIC, english: str = ENGLISH, entry: str | bytes = ENTRY) -> Path:
    """Write a folder of one source and one file of entries, and give its path."""
    (root / "sources").mkdir()
    (root / "entries").mkdir()
    (root / "sources" / "bylaws.ar.md").write_text(arabic, encoding="utf-8")
    (root / "sources" / "bylaws.en.md").write_text(english, encoding="utf-8")
    (root / "entries" / "fees.md").write_bytes(entry.encode() if isinstance(entry, str) else entry)
    return root
