"""Loading rule files: every mistake told at once, with its place; folders laid over folders."""

from pathlib import Path

import pytest

from pipeline.rules import RuleError, load_rules

GOOD = """\
label: fact
set: {measure: rate}
parts: {percent: "%|퍼센트"}
rules:
  - id: rate.percent
    pattern: "{number=number} ?{percent}"
    set: {unit: percent}
    hit: ["[[3%]] => 3"]
    miss: ["셋"]
"""


def folder(path: Path, **files: str) -> Path:
    """A rules folder with the given YAML files, and word lists under `words_` names."""
    for name, text in files.items():
        is_list = name.startswith("words_")
        target = path / ("words" if is_list else "") / (name.removeprefix("words_"))
        target = target.with_suffix(".csv" if is_list else ".yaml")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    return path


def problems(path: Path) -> list[str]:
    with pytest.raises(RuleError) as error:
        load_rules(base=path)
    return [str(problem).replace(f"{path}/", "") for problem in error.value.problems]


def test_a_good_file_loads(tmp_path: Path) -> None:
    (pattern,) = load_rules(base=folder(tmp_path, rate=GOOD)).patterns
    assert (pattern.id, pattern.label, pattern.line) == ("rate.percent", "fact", 5)
    assert pattern.features == {"measure": "rate", "unit": "percent"}


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "pattern:",
            "patern:",
            "rate.yaml:6:5: unknown key 'rules.0.patern' (did you mean 'pattern'?)",
        ),
        ("{percent}", "{procent}", "unknown part 'procent'; did you mean 'percent'?"),
        ("{percent}", "{words.unit}", "unknown word list 'unit'"),
        ("{percent}", "(", "rate.yaml:5:1: rule rate.percent: missing )"),
        ("label: fact", "label: fakt", "rate.yaml:1:1: label: Input should be 'fact'"),
        ('miss: ["셋"]', "miss: []", "needs at least one `hit` and one `miss`"),
        ("id: rate.percent", "id: Rate", "rules.0.id: String should match pattern"),
        ("{percent}", "％", "'％' never stands in the text that rules see (write '%')"),
        (
            "    set: {unit",
            "    when: [{tags: [NNX]}]\n    set: {unit",
            "Kiwi has no tag 'NNX' (did you mean 'NN",
        ),
        (
            "    set: {unit",
            "    when: [{group: unit, tags: [NNB]}]\n    set: {unit",
            "`when` names no group of the pattern: 'unit'",
        ),
        ("unit: percent", "section: bodi", "there is no section 'bodi' (did you mean 'body'?)"),
        ("set: {measure: rate}", "set: {section: foot}", "there is no section 'foot'"),
        ("label: fact", "label: fact\nlabel: date", 'found duplicate key "label"'),
    ],
)
def test_a_mistake_is_told_with_place_and_hint(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    found = problems(folder(tmp_path, rate=GOOD.replace(old, new)))
    assert any(told in problem for problem in found), found


def test_all_files_are_read_before_anything_is_told(tmp_path: Path) -> None:
    broken = GOOD.replace("{percent}", "{procent}")
    lists = "word,unit\n명,person\n명,person\n"
    path = folder(tmp_path, a=broken, b=broken.replace("rate.", "b."), words_units=lists)
    found = problems(path)
    assert [problem.split(":")[0] for problem in found] == ["a.yaml", "b.yaml", "words/units.csv"]


def test_the_same_id_twice_in_a_folder_is_a_mistake(tmp_path: Path) -> None:
    found = problems(folder(tmp_path, a=GOOD, b=GOOD))
    assert found == ["b.yaml:5:1: id 'rate.percent' is taken (see a.yaml:5)"]


def test_a_word_list_saved_by_excel_in_cp949_is_read(tmp_path: Path) -> None:
    path = folder(tmp_path, rate=GOOD.replace("{percent}", "{words.units}"))
    (path / "words").mkdir()
    (path / "words" / "units.csv").write_bytes("word,note\n퍼센트,백분율\n".encode("cp949"))
    rules = load_rules(base=path)
    assert rules.words["units"].get("퍼센트", "note") == "백분율"


class TestOverlay:
    """A folder laid over the shipped rules adds, replaces, switches off, and extends lists."""

    BASE_LIST = "word,unit\n명,person\n"

    def base(self, tmp_path: Path) -> Path:
        return folder(tmp_path / "base", rate=GOOD, words_units=self.BASE_LIST)

    def test_a_rule_of_the_same_id_replaces(self, tmp_path: Path) -> None:
        mine = folder(tmp_path / "mine", mine=GOOD.replace("unit: percent", "unit: permille"))
        (pattern,) = load_rules(mine, base=self.base(tmp_path)).patterns
        assert pattern.features["unit"] == "permille"

    def test_off_switches_off(self, tmp_path: Path) -> None:
        mine = folder(tmp_path / "mine", mine="label: fact\noff: [rate.percent]\n")
        assert load_rules(mine, base=self.base(tmp_path)).patterns == ()

    def test_off_of_an_unknown_id_is_a_mistake(self, tmp_path: Path) -> None:
        mine = folder(tmp_path / "mine", mine="label: fact\noff:\n  - rate.procent\n")
        with pytest.raises(RuleError, match=r"mine.yaml:3:5:.*did you mean 'rate.percent'"):
            load_rules(mine, base=self.base(tmp_path))

    def test_word_lists_are_extended(self, tmp_path: Path) -> None:
        mine = folder(tmp_path / "mine", words_units="word,unit\n분,person\n명,people\n")
        words = load_rules(mine, base=self.base(tmp_path)).words["units"]
        assert words.where() == ["명", "분"]
        assert words.get("명", "unit") == "people"

    def test_the_fingerprint_tells_rule_sets_apart(self, tmp_path: Path) -> None:
        base = self.base(tmp_path)
        before = load_rules(base=base).fingerprint
        assert load_rules(base=base).fingerprint == before
        folder(base, rate=GOOD + "\n")
        assert load_rules(base=base).fingerprint != before
