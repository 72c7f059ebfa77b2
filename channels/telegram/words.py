"""What Telegram shows of the bot before anybody writes: its commands and descriptions, in Arabic and English."""

from collections.abc import Mapping
from typing import Final

from domain.model import Language

COMMANDS: Final[Mapping[Language, tuple[tuple[str, str], ...]]] = {
    Language.ARABIC: (
        ("menu", "القائمة الرئيسية"),
        ("status", "متابعة طلبي"),
        ("officer", "التحدث مع موظف"),
        ("complaint", "تقديم شكوى"),
        ("suggestion", "تقديم اقتراح"),
        ("register", "التسجيل في الجمعية"),
        ("support", "طلب دعم"),
        ("privacy", "بياناتي الشخصية"),
        ("language", "تغيير اللغة"),
        ("help", "مساعدة"),
    ),
    Language.ENGLISH: (
        ("menu", "Main menu"),
        ("status", "Follow up my request"),
        ("officer", "Talk to an officer"),
        ("complaint", "Make a complaint"),
        ("suggestion", "Make a suggestion"),
        ("register", "Register with the association"),
        ("support", "Request support"),
        ("privacy", "My personal data"),
        ("language", "Change the language"),
        ("help", "Help"),
    ),
}
"""Command and description, in the order of the list that Telegram shows."""
FOR_OFFICERS: Final[Mapping[Language, tuple[tuple[str, str], ...]]] = {
    Language.ARABIC: (
        ("take", "تولّي المحادثة"),
        ("note", "ملاحظة داخلية لا يراها العضو"),
        ("resolve", "حُلّت المعاملة"),
        ("back", "إعادة المحادثة إلى المساعد"),
        ("help", "كيف أعمل من هنا"),
    ),
    Language.ENGLISH: (
        ("take", "Take the conversation over"),
        ("note", "Internal note that the member does not see"),
        ("resolve", "The matter is resolved"),
        ("back", "Hand the conversation back to the bot"),
        ("help", "How to work from here"),
    ),
}
"""Those of the officers' group."""

_DESCRIPTIONS: Final[Mapping[Language, str]] = {
    Language.ARABIC: (
        "مجيب، مساعد أعضاء {association}.\n\nيجيبك عن سياسات الجمعية ولوائحها ويسمّي لك البند، ويتابع معك معاملاتك، "
        "ويستقبل شكواك واقتراحك، ويحيلك إلى موظف متى شئت.\n\nاضغط «ابدأ» ثم اكتب سؤالك كما تقوله."
    ),
    Language.ENGLISH: (
        "Mujib, the members' assistant of {association}.\n\nIt answers from the association's policies and names the clause, "
        "follows up your requests, takes complaints and suggestions, and calls an officer whenever you like.\n\n"
        "Press Start and ask in your own words."
    ),
}
_SHORT: Final[Mapping[Language, str]] = {
    Language.ARABIC: "مساعد أعضاء {association}",
    Language.ENGLISH: "Members' assistant of {association}",
}
_LONGEST, _LONGEST_SHORT = 512, 120


def description(language: Language, association: str) -> str:
    """Give the text of an empty chat."""
    return _DESCRIPTIONS[language].format(association=association)[:_LONGEST]


def short_description(language: Language, association: str) -> str:
    """Give the text of the bot's profile."""
    return _SHORT[language].format(association=association)[:_LONGEST_SHORT]
