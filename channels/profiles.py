"""The capabilities of each channel in one place, so that the terminal can show what any of them would show.

Sources of the figures: the providers' documentation as gathered in docs/reference/channels.md.
"""

from collections.abc import Mapping
from datetime import timedelta

from domain.capabilities import Capabilities, Markup, TextUnit

_MEGABYTE = 1024 * 1024
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

WEB = Capabilities(
    max_text=8000,
    markup=Markup.STARS,
    max_buttons=12,
    button_length=60,
    attachments_in=True,
    pictures_out=100 * _MEGABYTE,
    documents_out=100 * _MEGABYTE,
    caption=8000,
    captioned=True,
    idempotent=True,
)
TELEGRAM = Capabilities(
    max_text=4000,
    markup=Markup.HTML,
    max_buttons=12,
    button_length=40,
    attachments_in=True,
    pictures_out=10 * _MEGABYTE,
    documents_out=50 * _MEGABYTE,
    caption=1024,
    captioned=True,
    copies=256,
    shares_number=True,
    typing=True,
    proven_identity=True,
    tells_leaving=True,
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
    pictures_out=5 * _MEGABYTE,
    documents_out=16 * _MEGABYTE,
    document_types=frozenset({"application/pdf", _WORD, "audio/mpeg", "audio/amr"}),
    caption=1024,
    fetches=True,
    read_receipts=True,
    typing=True,
    window=timedelta(hours=23, minutes=50),
    proven_identity=True,
    traced=True,
    tells_leaving=True,
)
SMS = Capabilities(
    max_text=1600,
    text_unit=TextUnit.UTF16,
    one_way=frozenset({"SA"}),
    proven_identity=True,
    traced=True,
    tells_leaving=True,
    decoration=False,
    segmented=True,
)

PROFILES: Mapping[str, Capabilities] = {"web": WEB, "telegram": TELEGRAM, "whatsapp": WHATSAPP, "sms": SMS}
