"""Renews the tables in docs/tables.md from the models: `python scripts/tables_doc.py`.

What a column means comes from the models; here are only its Korean name and an example.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pipeline.tables import ALL_TABLES, abouts

TITLES = {
    "documents": "기사",
    "entities": "지역·인물·기관·사업의 언급",
    "facts": "수치",
    "dates": "날짜·시각·기간·반복",
    "relations": "관계와 인용",
    "checks": "검산",
    "dropped": "탈락한 후보",
    "errors": "읽지 못한 것",
}
KOREAN_AND_EXAMPLE = {
    "doc_id": ("기사 이름", "hello"),
    "source": ("파일 또는 주소", "news/hello.txt"),
    "title": ("제목", "시흥시, 청년 일자리 센터 문 열어"),
    "publisher": ("매체", "시흥신문"),
    "byline": ("기자", "김가온"),
    "published": ("발행일", "2025-07-28"),
    "published_basis": ("발행일의 근거", "given"),
    "url": ("주소", "https://example.kr/news/1"),
    "region_id": ("지역 코드", "region:41390"),
    "chars": ("글자 수", "130"),
    "sha256": ("본문의 해시", "575a309d…"),
    "start": ("시작 위치", "14"),
    "end": ("끝 위치", "20"),
    "text": ("표면형", "300여 명"),
    "section": ("구역", "body"),
    "sentence": ("문장", "시흥시는 지난 3일 회원 300여 명이 참여했다고 밝혔다."),
    "rule": ("규칙", "headcount.digits"),
    "entities.text": ("표면형", "임병택"),
    "label": ("종류", "person"),
    "entity_id": ("대상 id", "person:임병택@41390"),
    "name": ("대표 이름", "임병택"),
    "role": ("직위", "mayor"),
    "kind": ("기관 종류", "university"),
    "nominal": ("보통명사 언급", "false"),
    "entities.basis": ("판단 근거", "unique"),
    "candidates": ("남은 후보", "region:26140|region:27170"),
    "term_check": ("임기 대조", "agrees"),
    "fact_id": ("수치 id", "hello#1"),
    "measure": ("갈래", "headcount"),
    "value": ("값", "300"),
    "value_max": ("범위의 끝값", "400"),
    "unit": ("단위", "person"),
    "qualifier": ("한정", "approx"),
    "statistic": ("통계량", "total"),
    "indicator": ("지표", "회원"),
    "subject_id": ("주체", "region:41390"),
    "source_id": ("출처", "institution:한국교육개발원"),
    "period": ("기간", "2024"),
    "modality": ("사실·계획·추정", "actual"),
    "change_from": ("변화 전 값", "40"),
    "change_to": ("변화 후 값", "46.4"),
    "change_delta": ("변화량", "6.4"),
    "change_unit": ("변화량 단위", "percentage_point"),
    "change_direction": ("변화 방향", "up"),
    "change_baseline": ("비교 시점", "2023"),
    "dates.text": ("표면형", "지난 3일"),
    "type": ("유형", "DATE"),
    "dates.value": ("값", "2025-07-03"),
    "mod": ("꾸밈", "until"),
    "start_date": ("첫날", "2025-07-03"),
    "end_date": ("끝날", "2025-07-03"),
    "dates.basis": ("근거", "relative"),
    "note": ("까닭", "2025 has no such day"),
    "relations.type": ("관계", "head_of"),
    "relations.subject_id": ("주체", "person:임병택@41390"),
    "object_id": ("상대", "region:41390"),
    "relations.date": ("협약일", "2025-07-03"),
    "relations.text": ("근거 글", "임병택 시흥시장"),
    "check": ("검산 종류", "share"),
    "fact_ids": ("관련 수치", "hello#1|hello#2|hello#3"),
    "stated": ("글의 값", "46.4 percent"),
    "computed": ("셈한 값", "46.44 percent"),
    "verdict": ("판정", "consistent"),
    "explanation": ("셈", "2640 / 5685 = 46.44 %"),
    "other_doc_id": ("다른 기사", "hello-2"),
    "reason": ("탈락 이유", "same span"),
    "beaten_by": ("이긴 규칙", "date.year"),
    "errors.source": ("파일·기록", "news/empty.txt"),
    "line": ("줄", "3"),
    "problem": ("문제", "the file is empty"),
    "remedy": ("해결", "remove it or fill it"),
}
PAGE = Path(__file__).parent.parent / "docs" / "tables.md"
BEGIN, END = "<!-- columns -->\n", "<!-- end of columns -->\n"


def with_tables(text: str) -> str:
    """The page with the part between its two marks made anew."""
    before, rest = text.split(BEGIN)
    tables = "".join("\n".join(_table(name)) for name in ALL_TABLES)
    return before + BEGIN + tables + "\n" + END + rest.split(END)[1]


def _table(name: str) -> Iterator[str]:
    model = ALL_TABLES[name]
    yield f"\n## `{name}.csv` · {TITLES[name]}\n"
    yield (model.__doc__ or "").split("\n", 1)[0] + "\n"
    yield "| column · 열 | meaning · 뜻 | example · 예 |"
    yield "|---|---|---|"
    for column, about in abouts(model).items():
        known = KOREAN_AND_EXAMPLE.get(f"{name}.{column}") or KOREAN_AND_EXAMPLE[column]
        korean, example = (cell.replace("|", "\\|") for cell in known)
        yield f"| `{column}` {korean} | {about.replace('|', chr(92) + '|')} | {example} |"
    yield ""


if __name__ == "__main__":
    PAGE.write_text(with_tables(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
