"""Regex sources: how a number looks in running text, for rules to build on.

They expect the pipeline's normalised characters (ASCII digits, '-', '~') and do not check that the
whole is well formed: that is the reader's job. Word numerals are also ordinary syllables (만세,
천천히, 두 명령), so rules must anchor them on a counter.
"""

from pipeline.numerals.words import (
    BIG_SCALES,
    NATIVE_LOOSE,
    NATIVE_ONES,
    NATIVE_PAIRS,
    NATIVE_TENS,
    SINO_PAIRS,
    any_of,
)

# For the left side in rules: never the end of 2025.9.3 or of 3만5억.
LEFT_EDGE: str = r"(?<![\d경조억만])(?<!\d[.,])"
# And never the front of them either, nor 30 of "20만 30만".
_STOP = r"(?!\d|[.,]\d|[경조억만천백십])"
_ONE = "[일이삼사오육륙칠팔구]"
_PAIR = any_of(SINO_PAIRS)
_ODD = "여(?![성러])"  # 300여 명, but 20 여성
ARABIC: str = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?"
# 7천6백, 3천300, 1천 200, 5천오백
_HUNDREDS = rf"(?: ?\d백|{_ONE}?백)?"
_POINT = r"(?:\.\d+)?"
_DIGIT_TENS, _WORD_TENS = r" ?\d십", rf"{_ONE}?십"
_TENS = rf"(?:{_DIGIT_TENS}|{_WORD_TENS})?"
_DIGIT_PART = (
    rf"(?:{ARABIC}(?:천{_HUNDREDS}{_TENS}(?: ?\d{{1,3}}{_POINT})?|백{_TENS}(?: ?\d{{1,2}}{_POINT})?"
    rf"|십(?:\d{_POINT})?)?)"
)
_WORD_PART = (
    rf"(?>(?=[일이삼사오육륙칠팔구천백십])(?:{_ONE}?천)?(?:{_ONE}?백)?(?:{_ONE}?십)?{_ONE}?)"
)
_PART = rf"(?:{_DIGIT_PART}|{_WORD_PART})"
# What may follow a scale. "3만 이상" and "5만 백신" stop being numbers at the space, and "만 19세"
# is an age, so words need a scale of their own there, and digits after a bare 만 four places.
_AFTER_DIGITS = rf"(?: ?{_DIGIT_PART}|(?= ?{_ONE}[천백십]) ?{_WORD_PART}| 천(?= ?[원명]))?"
_AFTER_WORDS = (
    rf"(?: ?(?=\d[천백]|\d,?\d{{3}}){_DIGIT_PART}"
    rf"|(?= {_ONE}[천백십]) {_WORD_PART}|{_WORD_PART})?"
)


def _scaled(last: str) -> str:
    """A big scale and what may follow it: smaller scales in descending order, then `last`."""
    order = "".join(BIG_SCALES)
    branches = (
        f"{scale}(?:{_ODD})?"
        + "".join(rf"(?: ?{_PART}(?:여 ?)?{s}(?:{_ODD})?)?" for s in order[i + 1 :])
        for i, scale in enumerate(order)
    )
    return f"(?:(?:{'|'.join(branches)}){last})"


_YEO = rf"(?:{_ODD}(?!\d)| 여(?= |명|개|곳|건|원|회|대|점|년|가구|세대))?"
_ODD_SCALE = rf"(?:{_ODD}(?: (?=억|[만조] ?(?:원|명|달러|㎡|톤)))?)?"  # 100여 억, not 20여 만남
DIGITS: str = rf"(?:{_DIGIT_PART}{_ODD_SCALE}{_scaled(_AFTER_DIGITS)}?{_STOP}{_YEO})"
_SCALE_AFTER_WORDS = _scaled(_AFTER_WORDS)
# All its parts may be missing, though not all at once: what stands before the end says so.
SINO: str = (
    rf"(?:(?:{_WORD_PART}(?:{_ODD})?{_SCALE_AFTER_WORDS}?|{_SCALE_AFTER_WORDS}){_STOP}{_YEO}"
    rf"(?<=[일이삼사오육륙칠팔구천백십여{''.join(BIG_SCALES)}\d]))"
)
NATIVE: str = (
    rf"(?:{any_of(NATIVE_LOOSE)}|(?:천?백)?{any_of(NATIVE_TENS)}"
    rf"(?:{any_of(NATIVE_PAIRS)}|{any_of(NATIVE_ONES)})?"
    rf"|스무|{any_of(NATIVE_PAIRS)}|{any_of(NATIVE_ONES)})"
)
VAGUE: str = (
    r"(?:(?:[천백십]?[수몇](?:[십백천][만억조]?|[만억조])|십[수몇][만억조]?|몇몇|몇"
    rf"|[천백십]?{_PAIR}(?:[십백천][만억조]?|[만억조])?){_YEO})"
)
SYLLABLES: str = "".join(
    sorted(
        {"몇", "수", "무", *"일이삼사오육륙칠팔구천백십여", *BIG_SCALES}
        | {word[-1] for word in (*NATIVE_LOOSE, *NATIVE_ONES, *NATIVE_PAIRS, *NATIVE_TENS)}
        | {word[-1] for word in SINO_PAIRS}
    )
)
"""What a number in words may end with."""
# All parts of SINO may be missing, though not all at once: what stands before the end says so.
WORDS: str = rf"(?:(?:{VAGUE}|{NATIVE}|{SINO})(?!\d)(?<=[{SYLLABLES}\d]))"
NUMBER: str = rf"(?:{DIGITS}(?!\d)|{WORDS})"
_ENDPOINT = f"(?:{DIGITS}|{VAGUE}|{SINO})"
# A hyphen joins digits only: 5-6명. Whether 3-2 is a score is for the rules to decide.
RANGE: str = rf"(?:(?:{_ENDPOINT} ?~ ?{_ENDPOINT}|{DIGITS}-{DIGITS})(?!\d))"

# A number that begins with a digit, with the other end if it begins a range. RANGE before DIGITS
# would say the same, but read every single number in several ways first.
# Not the 2 of m2 or CO2.
FIGURE: str = rf"(?<![\dA-Za-z])(?=\d){DIGITS}(?:(?: ?~ ?{_ENDPOINT}|-{DIGITS})(?!\d))?"
