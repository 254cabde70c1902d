"""The rule workbench: explain, why not, diff, stats, checkup, session and watch."""

import csv
import shutil
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.flow import Trace, assemble, extract, trace
from pipeline.model import Document, Layout, Section
from pipeline.read import read
from pipeline.rules import RuleError, Rules, WordList, load_rules
from pipeline.tables import TABLES
from pipeline.tokens import tokenize
from pipeline.workbench.again import Difference
from pipeline.workbench.checkup import check_rules
from pipeline.workbench.crew import SHOWN, Crew
from pipeline.workbench.desk import pattern_of, row_span, trace_of
from pipeline.workbench.diff import as_tables, compare, lines, read_tables, summary, tally
from pipeline.workbench.elements import elements
from pipeline.workbench.explain import explain
from pipeline.workbench.session import Session, cached_tokenizer
from pipeline.workbench.since import changes_since, snapshot
from pipeline.workbench.stats import rule_stats, table
from pipeline.workbench.watch import watch
from pipeline.workbench.whynot import why_not
from pipeline.write.cells import csv_header, csv_lines

RULES = load_rules()
TEXT = "오산시는 3일 참가자 300여 명 가운데 3.2%가 두 명령을 어겼다고 밝혔다."


def traced(text: str, rules: Rules = RULES) -> Trace:
    document = Document(doc_id="x", text=text, published="2025-07-28")
    return trace(document, rules, layout=Layout((Section(0, len(text), "body"),)))


def overlay(tmp_path: Path, text: str) -> Rules:
    tmp_path.mkdir(exist_ok=True)
    (tmp_path / "mine.yaml").write_text(text, encoding="utf-8")
    return load_rules(tmp_path)


WITHOUT_PERCENT = "label: fact\noff: [rate.percent]\n"
NEW_RULE = """\
label: fact
rules:
  - id: count.trays
    pattern: '{figure_edge}{number=figure} ?트레이'
    set: {measure: count, unit: 트레이}
    hit: ["모종 [[20트레이]]를 나눴다 => 20 트레이"]
    miss: ["트레이를 나눴다"]
"""


@pytest.mark.parametrize(
    ("pattern", "pieces"),
    [
        ("", []),
        ("하루 평균", ["하루", " ", "평균"]),
        ("{number=figure} ?(?:%|퍼센트)", ["{number=figure}", " ?", "(?:%|퍼센트)"]),
        (r"[(\])]a{2,3}+\(?", [r"[(\])]", "a{2,3}+", r"\(?"]),
        ("가|나", ["가|나"]),
        ("(?<!가(나))다", ["(?<!가(나))", "다"]),
    ],
)
def test_patterns_split_into_what_must_match_in_turn(pattern: str, pieces: list[str]) -> None:
    assert elements(pattern) == pieces


def test_every_shipped_pattern_is_its_elements_joined() -> None:
    for pattern in RULES.patterns:
        assert "".join(elements(pattern.rule.pattern)) == pattern.rule.pattern, pattern.id


class TestExplain:
    """What stands at a place, and what lost there."""

    def told(self, start: int, end: int) -> str:
        return "\n".join(explain(traced(TEXT), RULES, start, end))

    def test_sentence_morphemes_value_and_place_of_the_rule(self) -> None:
        at = TEXT.index("300여")
        told = self.told(at, at + 1)
        assert TEXT in told
        assert "명/NNB" in told
        assert "'300여 명' fact by headcount.digits (" in told
        assert "value: 300 person approx (headcount)" in told

    def test_a_date_says_how_it_was_resolved(self) -> None:
        assert "resolved: 2025-07-03 (2025-07-03 to 2025-07-03), relative" in self.told(5, 7)

    def test_a_link_says_its_id(self) -> None:
        assert "link: region:41370" in self.told(0, 3)

    def test_outside_every_speaking_section(self) -> None:
        made = trace(
            Document(doc_id="x", text="무단전재 3%"),
            RULES,
            layout=Layout((Section(0, 7, "boilerplate"),)),
        )
        assert "boilerplate section" in next(iter(explain(made, RULES, 5, 6)))


class TestWhyNot:
    """The first thing that failed."""

    def told(self, text: str, rule: str) -> str:
        return "\n".join(why_not(traced(text), pattern_of(rule, RULES), RULES))

    def test_it_did_fire(self) -> None:
        assert "it did fire: '3.2%'" in self.told(TEXT, "rate.percent")

    def test_a_near_miss_names_what_was_wanted_and_what_was_seen(self) -> None:
        told = self.told("참가자 300가마가 왔다", "headcount.digits")
        assert "near miss: '300" in told
        assert "the pattern wants '{unit=person}', but the text goes on with '가마가 왔다'" in told

    def test_a_loser_names_its_winner_and_where_that_is(self) -> None:
        told = self.told("시는 6·3 지방선거 뒤 1인 가구를 도왔다", "headcount.digits")
        assert "lost: " in told
        assert "beaten by trap." in told
        assert ".yaml:" in told

    def test_a_match_beyond_its_sentence(self, tmp_path: Path) -> None:
        crossing = NEW_RULE.replace("{figure_edge}{number", r"나눴다\. {number")
        crossing = crossing.replace("[[20트레이]]를", "[[나눴다. 20트레이]]를")
        rules = overlay(tmp_path, crossing)
        made = trace(Document(doc_id="x", text="어제 나눴다. 20트레이였다."), rules)
        [told] = why_not(made, pattern_of("count.trays", rules), rules)
        assert "match '나눴다. 20트레이' at 3-13" in told
        assert "this one ends at 7" in told

    def test_nothing_alike(self) -> None:
        assert "no part of the text matches" in self.told("아무것도 없다", "rate.percent")

    def test_an_unknown_rule_suggests_the_nearest(self) -> None:
        with pytest.raises(
            ValueError, match=r"no rule 'rate.procent'; did you mean 'rate.percent'"
        ):
            pattern_of("rate.procent", RULES)


class TestDiff:
    """Rows added, lost and changed."""

    def changes(self, old: str, new: str) -> list[str]:
        sides = (
            as_tables([extract(Document(doc_id="x", text=t, published="2025-07-28"), RULES)])
            for t in (old, new)
        )
        return [line for change in compare(*sides) for line in lines(change)]

    def test_the_same_run_has_no_changes(self) -> None:
        assert self.changes(TEXT, TEXT) == []

    def test_added_lost_and_changed_are_told_apart(self, tmp_path: Path) -> None:
        bare = Layout((Section(0, len(TEXT), "body"),))
        document = Document(doc_id="x", text=TEXT, published="2025-07-28")
        off = overlay(tmp_path, WITHOUT_PERCENT)
        with_rule = as_tables([extract(document, RULES, layout=bare)])
        without = as_tables([extract(document, off, layout=bare)])
        (lost,) = compare(with_rule, without)
        (added,) = compare(without, with_rule)
        assert (lost.kind, lost.row["text"]) == ("lost", "3.2%")
        assert (added.kind, added.row["rule"]) == ("added", "rate.percent")
        assert list(summary(tally([lost]))) == [
            "facts      rate.percent                     1 lost"
        ]
        moved = extract(replace(document, published="2025-08-28"), RULES, layout=bare)
        changed = [c for c in compare(with_rule, as_tables([moved])) if c.table == "dates"]
        assert [c.kind for c in changed] == ["changed"]
        assert "value: 2025-07-03 -> 2025-08-03" in list(changed[0].cells())


def test_stats_count_wins_and_losses_and_name_dead_rules() -> None:
    stats = {s.rule: s for s in rule_stats([traced(TEXT)], RULES)}
    assert (stats["rate.percent"].hits, stats["rate.percent"].wins) == (1, 1)
    told = list(table(stats.values()))
    assert any("rate.fold" in line and "dead: never matched" in line for line in told)


def test_stats_remark_on_a_rule_that_suddenly_fires_more() -> None:
    stats = rule_stats([traced("가: 1%, 2%, 3%, 4%, 5%, 6%")], RULES)
    told = [line for line in table(stats, {"rate.percent": 0}) if line.startswith("rate.percent ")]
    assert "suddenly more: 0 -> 6" in told[0]


class TestCheckup:
    """What is wrong with rules beyond loading."""

    def problems(self, rules: Rules, rule: str) -> list[str]:
        return [p.message for p in check_rules(rules, [rule])]

    def test_a_failing_example_can_be_pasted_back(self, tmp_path: Path) -> None:
        rules = overlay(tmp_path, NEW_RULE.replace("=> 20", "=> 21"))
        (told,) = self.problems(rules, "count.trays")
        assert "got '모종 [[20트레이]]를 나눴다 => 20 트레이" in told

    def test_twins_are_told(self, tmp_path: Path) -> None:
        twin = NEW_RULE.partition("rules:\n")[2].replace("count.trays", "count.more_trays")
        rules = overlay(tmp_path, NEW_RULE + twin)
        told = self.problems(rules, "count.more_trays")
        assert any("matches exactly what count.trays matches" in message for message in told)

    def test_a_pattern_that_explodes_is_named(self, tmp_path: Path) -> None:
        explosive = NEW_RULE.replace("{figure_edge}{number=figure} ?트레이", "(?:가+)+나")
        told = self.problems(overlay(tmp_path, explosive), "count.trays")
        assert any("characters like '가가가" in message for message in told)


def garbled(row: list[str], made: Trace) -> list[str]:
    """A line of a word list with its word beyond recognition, unless a cell stands in the text."""
    changed = replace(RULES, words={"list": WordList("list", {row[0]: {"aliases": "|".join(row)}})})
    if Difference(replace(RULES, words={}), changed).touches(made):
        return row
    return ["".join(chr(0xF0000 + ord(char)) for char in row[0]), *row[1:]]


class TestSession:
    """Only what a change of rules concerns is extracted again."""

    def documents(self) -> Iterable[Document]:
        for number, text in enumerate([TEXT, "모종 20트레이를 나눴다."]):
            yield Document(doc_id=str(number), text=text, published="2025-07-28")

    def again(self, session: Session, rules: Rules) -> list[str]:
        steps = session.update(rules)
        return [step.sides[1].document.doc_id for step in steps if step.sides]

    def test_a_new_rule_concerns_the_articles_that_it_matches(self, tmp_path: Path) -> None:
        session = Session(self.documents(), RULES)
        assert self.again(session, overlay(tmp_path, NEW_RULE)) == ["1"]
        assert [f.unit for f in session.articles()[1].facts] == ["트레이"]

    def test_a_note_concerns_none(self, tmp_path: Path) -> None:
        session = Session(self.documents(), overlay(tmp_path / "a", NEW_RULE))
        noted = NEW_RULE.replace("    pattern", "    note: 모종판\n    pattern")
        assert self.again(session, overlay(tmp_path / "b", noted)) == []

    def test_a_word_concerns_the_articles_in_which_it_stands(self, tmp_path: Path) -> None:
        session = Session(self.documents(), RULES)
        (tmp_path / "words").mkdir()
        header = Path("rules/words/counters.csv").read_text(encoding="utf-8").split("\n")[0]
        row = "트레이" + "," * header.count(",")
        (tmp_path / "words" / "counters.csv").write_text(f"{header}\n{row}\n", encoding="utf-8")
        assert self.again(session, load_rules(tmp_path)) == ["1"]

    def test_rows_are_told_as_the_tables_have_them(self, tmp_path: Path) -> None:
        text = "창구ㆍ누리집으로 지원자 940명 중 615명(65.4%)이 붙었다."
        session = Session([Document(doc_id="0", text=text)], RULES)
        fewer = "label: context\noff: [check.share_brackets]\n"
        [step] = session.update(overlay(tmp_path, fewer))
        assert step.sides
        assert step.sides[0].checks == extract(Document(doc_id="0", text=text), RULES).checks
        assert step.sides[0].checks[0].doc_id == "0"

    def test_the_result_is_that_of_a_fresh_run(self, tmp_path: Path) -> None:
        session = Session(self.documents(), RULES)
        new = overlay(tmp_path, NEW_RULE)
        list(session.update(new))
        assert session.articles() == [extract(d, new) for d in self.documents()]

    @pytest.mark.parametrize(
        ("name", "text"),
        [
            ("mine.yaml", WITHOUT_PERCENT),
            ("mine.yaml", "label: section\noff: [section.image]\n"),
            ("mine.yaml", "label: section\noff: [section.copyright, section.caption_credit]\n"),
            ("mine.yaml", "label: context\noff: [modality.future_noun]\n"),
            ("words/counters.csv", "word\n곳\n과정\n"),
            ("words/titles.csv", "word,use,foreign\n시장,both,\n회원,after,\n"),
            ("words/not_names.csv", "word\n오산\n"),
            ("tables/universities.csv", None),
        ],
    )
    def test_after_any_change_the_rows_are_those_of_a_fresh_run(
        self, tmp_path: Path, name: str, text: str | None
    ) -> None:
        documents = [d for d in read([Path("seeds")]) if isinstance(d, Document)][:5]
        session = Session(documents, RULES)
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        if text is None:
            lines_of = (Path("rules") / name).read_text(encoding="utf-8-sig").splitlines(True)
            text = "".join(lines_of[:2])
        path.write_text(text, encoding="utf-8")
        new = load_rules(tmp_path)
        list(session.update(new))
        assert session.articles() == [extract(d, new) for d in documents]

    def test_words_that_do_not_stand_in_an_article_do_not_concern_it(self, tmp_path: Path) -> None:
        """What lets a change of words pass by most articles: garble all of them, nothing moves."""
        document = next(d for d in read([Path("seeds")]) if isinstance(d, Document))
        made = trace(document, RULES)
        shutil.copytree("rules", tmp_path / "rules")
        for path in (tmp_path / "rules" / "words").glob("*.csv"):
            rows = list(csv.reader(path.read_text(encoding="utf-8").splitlines()))
            with path.open("w", encoding="utf-8", newline="") as file:
                csv.writer(file).writerows([rows[0], *(garbled(row, made) for row in rows[1:])])
        other = load_rules(base=tmp_path / "rules")
        assert len(Difference(RULES, other).words) > 1000
        assert extract(document, other) == assemble(made)

    def test_morphemes_survive_on_disk_and_are_the_same(self, tmp_path: Path) -> None:
        first = cached_tokenizer(tmp_path)("다쳤다고 했다")
        assert cached_tokenizer(tmp_path)("다쳤다고 했다") == first == tokenize("다쳤다고 했다")


def test_watch_shows_changes_and_survives_a_mistake(tmp_path: Path) -> None:
    documents = [Document(doc_id="1", text="모종 20트레이를 나눴다.")]
    crew = Crew(documents, RULES)
    attempts = iter([RuleError([]), overlay(tmp_path, NEW_RULE)])

    def load() -> Rules:
        attempt = next(attempts)
        if isinstance(attempt, RuleError):
            raise attempt
        return attempt

    told = list(watch(crew, range(2), load))
    assert told[0] == "the last good rules stay in force"
    assert told[1].startswith("+ facts 1:3 '20트레이' 20 트레이")
    assert "1 of 1 articles extracted again" in told[-1]


@pytest.mark.skipif(sys.platform != "linux", reason="workers are forked on Linux only")
def test_a_watch_tells_the_same_with_any_number_of_workers(tmp_path: Path) -> None:
    texts = [f"모종 {number}트레이와 {number % 7}%를 나눴다." for number in range(60)]
    documents = [Document(doc_id=str(i), text=text) for i, text in enumerate(texts)]
    told = []
    for jobs in (1, 2, 5):
        steps = iter([overlay(tmp_path / "a", NEW_RULE), overlay(tmp_path / "b", WITHOUT_PERCENT)])
        crew = Crew(documents, RULES, jobs=jobs)
        found = list(watch(crew, range(2), lambda steps=steps: next(steps)))  # type: ignore[misc]
        crew.close()
        told.append([line for line in found if "extracted again" not in line])
    assert told[0] == told[1] == told[2]
    assert "facts      count.trays                      60 added" in told[0]
    assert "facts      rate.percent                     60 lost" in told[0]
    assert sum(line.startswith(("+ ", "- ", "~ ")) for line in told[0]) == 2 * SHOWN


def test_a_path_that_is_none_is_not_taken_for_a_sentence() -> None:
    with pytest.raises(ValueError, match="neither a file nor a sentence"):
        trace_of("news/nosuch.txt", "", RULES)
    assert trace_of("3.2%", "", RULES).facts


def test_a_failing_example_is_told_at_its_own_line_and_column(tmp_path: Path) -> None:
    rules = overlay(tmp_path, NEW_RULE.replace("=> 20", "=> 21"))
    (problem,) = check_rules(rules, ["count.trays"])
    assert (problem.line, problem.column) == (6, 12)


def test_a_rule_that_replaces_another_may_use_its_parts(tmp_path: Path) -> None:
    copied = """\
label: fact
rules:
  - id: rate.percent
    pattern: '{figure_edge}{number=figure} ?{unit=percent}'
    set: {measure: rate, unit: percent}
    hit: ["[[3%]] => 3 percent"]
    miss: ["3"]
"""
    assert pattern_of("rate.percent", overlay(tmp_path, copied)).file.endswith("mine.yaml")


def test_cues_of_the_context_are_not_called_dead() -> None:
    stats = {s.rule: s for s in rule_stats([traced("인구는 5만 명으로 늘어날 전망이다.")], RULES)}
    cues = [p.id for p in RULES.labelled("context")]
    assert any(stats[rule].hits for rule in cues)


class TestSince:
    """The counts that a run prints against the tables before."""

    def written(self, folder: Path, text: str, rules: Rules = RULES) -> Path:
        folder.mkdir(exist_ok=True)
        article = extract(Document(doc_id="x", text=text, published="2025-07-28"), rules)
        for name, model in TABLES.items():
            rows = [article.document] if name == "documents" else getattr(article, name)
            told = csv_header(model) + csv_lines(model, rows)
            (folder / f"{name}.csv").write_text(told, "utf-8-sig", newline="")
        return folder

    def told(self, old: Path, new: Path) -> list[str]:
        return list(changes_since(snapshot(old), snapshot(new)))

    def test_no_tables_before_no_words(self, tmp_path: Path) -> None:
        assert self.told(tmp_path / "none", self.written(tmp_path / "new", TEXT)) == []

    def test_the_same_rows(self, tmp_path: Path) -> None:
        same = [self.written(tmp_path / name, TEXT) for name in "ab"]
        assert self.told(*same) == ["no row differs from the tables that were there before"]

    def test_added_lost_and_changed_with_their_rules(self, tmp_path: Path) -> None:
        all_rows = self.written(tmp_path / "all", TEXT)
        fewer = self.written(tmp_path / "fewer", TEXT, overlay(tmp_path / "o", WITHOUT_PERCENT))
        assert self.told(all_rows, fewer)[1:] == [f"{'facts':<10}{'-1':<22} rate.percent -1"]
        assert self.told(fewer, all_rows)[1:] == [f"{'facts':<10}{'+1':<22} rate.percent +1"]
        other = self.written(tmp_path / "other", TEXT.replace("300여 명", "400여 명"))
        told = self.told(all_rows, other)
        assert f"{'facts':<10}{'~1':<22} headcount.digits ~1" in told

    def test_agrees_with_the_full_comparison(self, tmp_path: Path) -> None:
        old = self.written(tmp_path / "old", TEXT * 2)
        new = self.written(tmp_path / "new", TEXT.replace("3.2%", "절반") * 2)
        found = Counter(c.kind for c in compare(read_tables(old), read_tables(new)))
        told = " ".join(line[10:33] for line in self.told(old, new) if line[:9] != "documents")
        by_sign = {"added": "+", "lost": "-", "changed": "~"}
        for kind, number in found.items():
            pieces = [piece for piece in told.split() if piece[0] == by_sign[kind]]
            assert sum(int(piece[1:]) for piece in pieces) == number


def test_a_row_of_a_table_leads_back_to_its_place(tmp_path: Path) -> None:
    path = tmp_path / "facts.csv"
    path.write_text("doc_id,start,end\na,1,2\nb,3,5\n", encoding="utf-8-sig")
    assert row_span(f"{path}:3") == ("b", 3, 5)
    with pytest.raises(ValueError, match="lines 2 to 3 below its header, no 9"):
        row_span(f"{path}:9")
