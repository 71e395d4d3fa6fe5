"""编码 Which characters the bytes of a plain text stand for."""

from anzhi.values.refusal import Refused

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def decode(data: bytes, name: str) -> str:
    """The text of UTF-8, UTF-16 or GB18030 bytes, with newlines as newlines.

    Raises:
        Refused: the bytes are no text in any of them.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _plain(data.decode(encoding, errors="replace"))
    if guess := _utf16(data):
        return _plain(data.decode(guess, errors="replace"))
    for encoding in ("utf-8", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _is_binary(text):
            return _plain(text)
    raise Refused("{name}不是可以识别的文本（UTF-8、UTF-16 或 GB18030）", name=name)


def _utf16(data: bytes) -> str:
    """UTF-16 without a mark: Latin letters leave every other byte zero."""
    sample = data[:4000]
    if len(sample) < 8 or b"\0" not in sample:
        return ""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > 4 * even and odd > len(sample) // 40:
        return "utf-16-le"
    return "utf-16-be" if even > 4 * odd and even > len(sample) // 40 else ""


def _is_binary(text: str) -> bool:
    control = sum(character < " " and character not in "\t\n\r\f\v" for character in text[:20_000])
    return control > len(text[:20_000]) // 100


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\ufeff", "").replace("\0", "")
