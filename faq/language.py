"""Tells what a text is written in: Arabic, English, Arabic in Latin letters (Arabizi), or nothing of these.

A rule on scripts and two word lists; no detector that was tried knows Arabizi. Decides nothing about the language of the reply.
"""

import re
from enum import StrEnum

from faq import normalise


class Guess(StrEnum):
    """What a text is written in."""

    ARABIC = "arabic"
    ENGLISH = "english"
    ARABIZI = "arabizi"
    NONE = "none"
    """No letters of either script: digits, signs, emoji, another script."""


_ARABIC = re.compile("[\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff]")
_LATIN = re.compile("[a-z]")
_TOKEN = re.compile(r"[a-z0-9'’`]+")
_DIGIT_LETTER = re.compile(r"(?:^|[a-z'])[2356789]'?[a-z]")
_ORDINAL = re.compile(r"^\d+(?:st|nd|rd|th|k|m|am|pm|km|kg|cm|g|gb|mb|sar|sr|x|d|h)?$|^(?:[a-z]\d+|mp3|mp4|\dg|covid19)$")

ARABIZI_WORDS = frozenset(
    """abi abgha abga abghi abe aby abgi wdi weddi ayz 3ayez a7tag esh eish wesh wsh ish shu sho shno leish leh lesh laish mata emta imta meta
    wain wein wen fein fen ween kam kem bekam bkam chm kaif keef kif kef shlon shloon chlon meen mn min men lazem lazim darori momken mumkin
    yenfa3 yanfa3 y9er yseer yaseer ana inta enta ente inti enti ento intum e7na ehna hna hum huwa hiya hia heya wla wala willa aw bs bas law lo
    lao el al il fe fi fil bel lel lil 3ala ala ela ila ma3 ma la laa mo mu mub mish mush mafi mafeh fih feh elli illi ely eli alli ely
    hatha hadha haza hathi hadi hathy hal hel kol kul kull shay shi shy eshi 3ndi 3endi endi 3indi andi 3ndkm endkom endakom 3endakom endkum
    ma3akom ma3akum ma3kom maakom jam3iya jam3iyah jameya jamiya jam3eya jamaiya jam3ia jameia gam3iya elgam3eya aljam3iya eljam3iya
    sahm ashom ashum sahem talab talabi 6alab talaby modeer mudeer mudir mowathaf mowazaf muwathaf mwathaf mouathaf rad elrad alrad rasoom rsoom
    rosoom rusum ishtirak eshterak 3odwiya 3othwiya odwiya othwiya udwiya sha88a shagga sha2a she2a tayeb tayyeb tayib taib ba3deen b3deen
    baadin salam salaam alsalam assalam salamu assalamu alaikum alaykum 3alaikum marhaba mar7aba ahlan hala shukran shokran shukrn mashkoor
    yallah yalla inshallah nshallah wallah wallahi walla habibi akhoi akhi aboy abooy ommi law samaht samahti lw sm7t raqam ragam rakam ra8am jawal
    jawwal gawal joal mawqe3 mawqi3 mogi3 maktab edara idara elidara majles majlis ra2ees raees akallem akalem akalm atkalam atwasal atwassal
    aqdar agdar a8dar akdar aghdar asawi asawwi aswi ashtaki ashtki shakwa shakwi shakwaa igtira7 eqtera7 iqtirah adfa3 adfaa floos flous fuloos
    ajee aji arou7 arooh tari8a taree8a tareeqa tarika shlonkom kifkom keefkom tsawoon tgdaron teqdaroon yekhales khalas 5alas akhad akhath yakhith
    yakhodh yakhoth yakhud yakhod mshkla mushkila moshkela da3m daam da3em sijil sajel asajel asajjel tasjeel tasjil tsjeel esmi ismi alhin al7een
    al7in delwagti bukra bokra bukrah elyoum elyom alyoum ams sana shahar shahr yom youm osboo3 esboo3 usbu3 kathir kther wajed marra mara kwayes
    zain zein tamam aiwa aywa eywa naam na3am abad mafhemt fehemt fhmt mafhmt etha itha lamma ba3d abl gabl 8abl qabl 3an 3n an men""".split(),
)
_ENGLISH = frozenset(
    """the a an and or but if of to in on at by for from with without about into over after before is are was were be been being am do does did
    done has have had having can could will would shall should may might must not no yes i you he she it we they me him her us them my your his
    its our their mine yours this that these those there here what which who whom whose when where why how many much more most less least any all
    some every each other another same new old good bad first last next than then so as up down out off only also just now today please thanks
    thank hello hi hey help want need get give take make know tell ask go come see find use pay buy sell send show let like join leave apply say
    share shares member members membership society association cooperative meeting board fee fees price cost money office hours officer employee
    phone number email website address contact complaint suggestion support request application register registration document documents data
    privacy policy service services vote voting profit profits apartment unit units house housing land heir heirs death transfer withdraw
    withdrawal refund resign cancel stop human agent someone person talk speak call answer question questions time date day week month year long
    still already again ever never because while until during between under own write read play weather tomorrow best work works account card bank
    order product buying delivery returns return want wanna im i'm i've don't can't what's it's how's is there""".split(),
)
_AMBIGUOUS = frozenset("men min an la al el ma ala fi fe il bs law are am so me he him it no let like his bad as us up do hi hum mara ams".split())


def detect(text: str) -> Guess:
    """Guess from scripts first, then, for Latin letters, from digits inside words and from words of either list."""
    text = normalise.plain(text).lower()
    arabic, latin = len(_ARABIC.findall(text)), len(_LATIN.findall(text))
    if not arabic and not latin:
        return Guess.NONE
    if arabic >= latin:
        return Guess.ARABIC
    return Guess.ARABIZI if sum(map(_leaning, _TOKEN.findall(text))) > 0 else Guess.ENGLISH


def _leaning(token: str) -> float:
    """Above 0 for a word of Arabizi, below 0 for an English one."""
    if not _LATIN.search(token) or _ORDINAL.match(token):
        return 0
    if _DIGIT_LETTER.search(token):
        return 2
    if token in _AMBIGUOUS:
        return 0.2 if token not in _ENGLISH else -0.2
    if token in _ENGLISH:
        return -1
    if token in ARABIZI_WORDS:
        return 1.5
    return 0.5 if len(token) > 4 and token.startswith(("el", "al", "bel", "bal", "wel", "wal", "lel")) else 0
