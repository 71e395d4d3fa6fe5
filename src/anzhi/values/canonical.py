"""规范字节 Canonical bytes: plain values written in one way only, so that equal digests mean equal content.

Every value says what it is and how long, so nothing can slide from one into the next: the texts "1", "23" are
``t1:1t2:23``, and "12", "3" are ``t2:12t1:3``.

    text      t<bytes>:<UTF-8>
    flag      y or n
    list      l<values>:<each value>
    mapping   m<pairs>:<each key and its value>, keys in the order of their UTF-8

There is no kind for numbers: whoever knows their unit writes them as decimal text, and dates in ISO form. There is none
for what is missing: it is not there.
"""

from collections.abc import Mapping, Sequence

from anzhi.values.refusal import Refused

Plain = str | bool | Sequence["Plain"] | Mapping[str, "Plain"]
"""What can be written."""
_FLAGS = {b"y": True, b"n": False}


def encode(value: Plain) -> bytes:
    """The bytes of a value.

    Raises:
        TypeError: a value that is no text, flag, list or mapping, or a key that is no text.
    """
    if isinstance(value, bool):
        return b"y" if value else b"n"
    if isinstance(value, str):
        written = value.encode()
        return b"t%d:%b" % (len(written), written)
    if isinstance(value, Mapping):
        pairs = sorted((_key(key), inner) for key, inner in value.items())
        return b"m%d:" % len(pairs) + b"".join(encode(key.decode()) + encode(inner) for key, inner in pairs)
    if isinstance(value, Sequence) and not isinstance(value, bytes):
        return b"l%d:" % len(value) + b"".join(map(encode, value))
    raise TypeError(f"{value!r} has no canonical form")


def decode(content: bytes) -> Plain:
    """The value that these are the bytes of.

    Raises:
        Refused: they are the canonical bytes of nothing.
    """
    reader = _Reader(content)
    try:
        value = reader.value()
    except (ValueError, RecursionError) as error:
        raise Refused("内容不是规范字节，可能已损坏") from error
    if encode(value) != content:
        raise Refused("内容不是规范字节，可能已损坏")
    return value


class _Reader:
    """Reads from the front."""

    def __init__(self, content: bytes) -> None:
        self._content, self._place = content, 0

    def value(self) -> Plain:
        """The next value."""
        kind = self._take(1)
        if kind in _FLAGS:
            return _FLAGS[kind]
        if kind == b"t":
            return self._take(self._length()).decode()
        if kind == b"l":
            return [self.value() for _ in range(self._length())]
        if kind == b"m":
            return {self._text(): self.value() for _ in range(self._length())}
        raise ValueError(kind)

    def _text(self) -> str:
        key = self.value()
        if not isinstance(key, str):
            raise ValueError(key)
        return key

    def _length(self) -> int:
        end = self._content.index(b":", self._place)
        return int(self._take(end + 1 - self._place)[:-1])

    def _take(self, count: int) -> bytes:
        taken = self._content[self._place : self._place + count]
        if count < 0 or len(taken) != count:
            raise ValueError(count)
        self._place += count
        return taken


def _key(key: object) -> bytes:
    if not isinstance(key, str):
        raise TypeError(f"{key!r} is no text")
    return key.encode()
