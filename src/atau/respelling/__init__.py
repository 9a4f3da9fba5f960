"""How else a name may be written: marks and hyphens, class words, order, letters. For names of which the index holds no form."""

from .classes import is_class_word
from .letters import is_registered, unframed
from .wordings import Wording, wordings

__all__ = ["Wording", "is_class_word", "is_registered", "unframed", "wordings"]
