from .old import similarities, similarity, sound
