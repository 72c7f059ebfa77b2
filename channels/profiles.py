"""The capabilities of each channel in one place, so that the terminal can show what any of them would show.

Sources of the figures: the providers' documentation as gathered in docs/reference/channels.md.
"""

from collections.abc import Mapping
from datetime import timedelta

from domain.capabilities import Capabilities, Markup, TextUnit

WEB = Capabilities(
    max_text=8000,
    markup=Markup.STARS,
    max_buttons=12,
    button_length=60,
    attachments_in=True,
    idempotent=True,
)
TELEGRAM = Capabilities(
    max_text=4000,
    markup=Markup.HTML,
    max_buttons=12,
    button_length=40,
    attachments_in=True,
    attachments_out=True,
    edits=True,
    copies=256,
    typing=True,
    proven_identity=True,
)
WHATSAPP = Capabilities(
    max_text=1600,
    text_unit=TextUnit.UTF16,
    markup=Markup.WHATSAPP,
    max_buttons=3,
    button_length=20,
    numbered=True,
    max_list_rows=10,
    list_row_length=24,
    attachments_in=True,
    attachments_out=True,
    read_receipts=True,
    typing=True,
    window=timedelta(hours=23, minutes=50),
    proven_identity=True,
)
SMS = Capabilities(
    max_text=1600,
    text_unit=TextUnit.UTF16,
    one_way=frozenset({"SA"}),
    proven_identity=True,
    decoration=False,
    segmented=True,
)

PROFILES: Mapping[str, Capabilities] = {"web": WEB, "telegram": TELEGRAM, "whatsapp": WHATSAPP, "sms": SMS}
