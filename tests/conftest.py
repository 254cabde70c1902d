"""Settings that all tests share."""

from hypothesis import settings

# No test asserts a time: on a busy machine Hypothesis's deadline would.
settings.register_profile("sasil", deadline=None)
settings.load_profile("sasil")
