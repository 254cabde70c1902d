"""Rules are data: this package loads, checks and compiles the files under rules/.

Ground level: imports only the model, the numerals and libraries.
"""

from pipeline.rules.load import Pattern, Rules, default_rules_dir, load_rules
from pipeline.rules.problems import RuleError, RuleProblem
from pipeline.rules.words import WordList

__all__ = [
    "Pattern",
    "RuleError",
    "RuleProblem",
    "Rules",
    "WordList",
    "default_rules_dir",
    "load_rules",
]
