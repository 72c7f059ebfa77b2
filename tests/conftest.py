"""What all tests share: Hypothesis looks for wrong answers, not for slow ones, which a busy machine gives too."""

from hypothesis import settings

settings.register_profile("mujib", deadline=None)
settings.load_profile("mujib")
