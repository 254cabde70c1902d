"""Bytes to text, strictly: a guess that is wrong would shift every figure that follows.

The ladder is BOM, UTF-8, UTF-16 where there are NULs, CP949. Detectors by frequency were tried and
read short Korean CP949 texts as UTF-16 or BIG5.
"""

from __future__ import annotations

import codecs

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class UndecodableError(ValueError):
    """The bytes are in none of the encodings; `offset` is where the best guess broke off."""

    def __init__(self, encoding: str, offset: int) -> None:
        self.encoding = encoding
        self.offset = offset
        super().__init__(f"no text in a known encoding: broken {encoding} at byte {offset}")


REMEDY = "save the file as UTF-8 (CP949, and UTF-16 with a BOM, are read too)"


def decode(data: bytes) -> tuple[str, str]:
    """The text that the bytes hold, without a BOM, newlines as they are; and its encoding.

    Raises UndecodableError with the byte offset where decoding broke off.

    >>> decode("구로구, 예산 3억원".encode("cp949"))
    ('구로구, 예산 3억원', 'cp949')
    >>> decode(b"\\xff\\xfe" + "시흥".encode("utf-16-le"))
    ('시흥', 'utf-16')
    """
    encoding = marked(data)
    if encoding:
        return strict(data, encoding), encoding.removesuffix("-sig")
    if b"\x00" in data:
        return _readable(strict(data, _utf16_order(data)), data), "utf-16"
    try:
        return strict(data, "utf-8"), "utf-8"
    except UndecodableError as utf8:
        try:
            return strict(data, "cp949"), "cp949"
        except UndecodableError as cp949:
            # Whichever got further is what the author meant.
            raise (utf8 if utf8.offset >= cp949.offset else cp949) from None


def marked(data: bytes) -> str:
    """The encoding that a BOM at the beginning names; empty without one."""
    return next((encoding for bom, encoding in _BOMS if data.startswith(bom)), "")


def _utf16_order(data: bytes) -> str:
    """UTF-16 without BOM: blanks, digits and line ends put their NULs at odd or even places."""
    return "utf-16-le" if data[1::2].count(0) >= data[::2].count(0) else "utf-16-be"


def _readable(text: str, data: bytes) -> str:
    """The text, unless it looks like the bytes of a program or an office file."""
    plain = sum(
        (c.isascii() and (c.isprintable() or c.isspace())) or "가" <= c <= "힣" for c in text
    )
    if plain * 2 < len(text):
        raise UndecodableError("UTF-8", data.index(b"\x00"))
    return text


def strict(data: bytes, encoding: str) -> str:
    """The text in this encoding. Raises UndecodableError where it breaks off, or at a NUL."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UndecodableError(encoding.removesuffix("-sig").upper(), error.start) from None
    if "\x00" in text:
        raise UndecodableError(encoding.removesuffix("-sig").upper(), data.index(b"\x00"))
    return text
