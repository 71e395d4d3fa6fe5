"""字形 One form for characters that are written in several: full-width digits and signs. Length and positions stay."""

_FULL = {code: code - 0xFEE0 for code in range(0xFF10, 0xFF1A)}
_LETTERS = {code: code - 0xFEE0 for code in (*range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
_SIGNS = {
    "％": "%", "﹪": "%", "．": ".", "＋": "+", "－": "-", "−": "-", "﹣": "-", "＝": "=", "／": "/", "＊": "*",
    "～": "~", "＞": ">", "﹥": ">", "＜": "<", "﹤": "<", "\u3000": " ", "\u00a0": " ", "\u2009": " ",
    "(": "（", ")": "）", ":": "：", "∶": "：", ";": "；", "［": "[", "］": "]",
}  # fmt: skip
_TABLE = {**_FULL, **_LETTERS, **{ord(sign): plain for sign, plain in _SIGNS.items()}}


def plain(text: str) -> str:
    """The same text in one form, character by character: digits and signs narrow, brackets and colons wide."""
    return text.translate(_TABLE)
