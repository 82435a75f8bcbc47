"""The encoding of a CSV file: UTF-8, GB18030 or Unicode with its mark; anything else is named, never read as garbage."""

import codecs
import re

from shucai.adapters.workbooks.reading.contents import Refused

JUDGED_BYTES = 200_000
GARBAGE = ("�", "锟斤拷", "烫烫烫", "屯屯屯")
STRANGE = re.compile("[\x80-\x9f\ue000-\uf8ff]")  # C1 controls and private use
STRANGE_SHARE = 0.01  # rule F1
# Common Chinese lies in level 1 of GB 2312 and of Big5; bytes of the one read as the other scatter over rare characters.
COMMON_IN_GB = re.compile(rb"(?:[\xa1-\xa9\xb0-\xd7][\xa1-\xfe])")
COMMON_IN_BIG5 = re.compile(rb"(?:[\xa1-\xa3\xa4-\xc6][\x40-\x7e\xa1-\xfe])")
COMMON_SHARE = 0.85


def decoded(content: bytes) -> tuple[str, str]:
    """Return the text and the name of its encoding. Raises Refused (W108)."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _checked(_strictly(content, "utf-16", "UTF-16，但内容不完整")), "utf-16"
    if content.startswith(codecs.BOM_UTF8):
        return _checked(_strictly(content, "utf-8-sig", "开头标明是 UTF-8，但内容不是")), "utf-8-sig"
    try:
        return _checked(content.decode("utf-8")), "utf-8"
    except UnicodeDecodeError:
        pass
    if _looks_like_big5(content):
        raise Refused("W108", detail="像是繁体中文 Big5 编码")
    return _checked(_strictly(content, "gb18030", "既不是 UTF-8，也不是 GB18030")), "gb18030"


def _strictly(content: bytes, encoding: str, detail: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise Refused("W108", detail=f"{detail}，从第 {error.start + 1} 个字节起无法识别") from error


def _checked(text: str) -> str:
    found = next((garbage for garbage in GARBAGE if garbage in text), None)
    if found:
        raise Refused("W108", detail=f"文件里有乱码“{found}”，是转换编码时留下的")
    if len(STRANGE.findall(text)) > STRANGE_SHARE * len(text):
        raise Refused("W108", detail="文件里有大量乱码")
    return text


def _looks_like_big5(content: bytes) -> bool:
    judged = content[:JUDGED_BYTES]
    as_big5, as_gb = _double_bytes(judged, "big5"), _double_bytes(judged, "gb18030")
    if not as_big5 or _share(COMMON_IN_BIG5, as_big5) < COMMON_SHARE:
        return False
    return not as_gb or _share(COMMON_IN_GB, as_gb) < COMMON_SHARE


def _double_bytes(content: bytes, encoding: str) -> list[bytes]:
    """Return the bytes of each character outside ASCII; none where the content is not of this encoding."""
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    try:
        text = decoder.decode(content)  # incremental: the cut may lie within a character
    except UnicodeDecodeError:
        return []
    return [character.encode(encoding) for character in text if not character.isascii()]


def _share(common: re.Pattern[bytes], characters: list[bytes]) -> float:
    return sum(bool(common.fullmatch(character)) for character in characters) / len(characters)
