"""The words that Korean numbers are made of, with their worth."""

from collections.abc import Iterable

SINO_DIGITS = {
    "영": 0, "공": 0, "일": 1, "이": 2, "삼": 3, "사": 4, "오": 5, "육": 6, "륙": 6,
    "칠": 7, "팔": 8, "구": 9,
}  # fmt: skip
SMALL_SCALES = {"천": 1000, "백": 100, "십": 10}
BIG_SCALES = {"경": 10**16, "조": 10**12, "억": 10**8, "만": 10**4}
SCALES = {"": 1} | SMALL_SCALES | BIG_SCALES
NATIVE_TENS = {
    "열": 10, "스물": 20, "서른": 30, "마흔": 40, "쉰": 50, "예순": 60, "일흔": 70,
    "여든": 80, "아흔": 90,
}  # fmt: skip
NATIVE_ONES = {
    "하나": 1, "한": 1, "둘": 2, "두": 2, "셋": 3, "세": 3, "석": 3, "서": 3,
    "넷": 4, "네": 4, "넉": 4, "너": 4, "다섯": 5, "닷": 5, "여섯": 6, "엿": 6,
    "일곱": 7, "여덟": 8, "아홉": 9,
}  # fmt: skip
NATIVE_PAIRS = {
    "한둘": (1, 2), "한두": (1, 2), "두셋": (2, 3), "두세": (2, 3), "두서넛": (2, 4),
    "두서너": (2, 4), "서넛": (3, 4), "서너": (3, 4), "너댓": (4, 5), "네댓": (4, 5),
    "너덧": (4, 5), "네다섯": (4, 5), "대여섯": (5, 6), "대엿": (5, 6), "예닐곱": (6, 7),
    "일고여덟": (7, 8), "일여덟": (7, 8),
    "여덟아홉": (8, 9), "엳아홉": (8, 9),
}  # fmt: skip
NATIVE_LOOSE = {"여남은": 10, "열댓": 15}  # a little over ten; about fifteen
SINO_PAIRS = {
    "일이": (1, 2), "이삼": (2, 3), "삼사": (3, 4), "사오": (4, 5), "오육": (5, 6),
    "오륙": (5, 6), "육칠": (6, 7), "칠팔": (7, 8), "팔구": (8, 9),
}  # fmt: skip


def any_of(words: Iterable[str]) -> str:
    """Join words into a group, longest first, so that 서너 is not read as 서."""
    return "(?:" + "|".join(sorted(words, key=lambda word: (-len(word), word))) + ")"
