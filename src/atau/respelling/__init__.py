"""How else a name may be written: marks and hyphens, class words, order, letters. For names of which the index holds no form."""

from .wordings import Wording, wordings

__all__ = ["Wording", "wordings"]
