"""Default settings, and what is true about the world and not about the code: environments, places, word lists."""

from config.corrections import load_corrections
from config.environments import load_environments
from config.settings import Settings, load

__all__ = ["Settings", "load", "load_corrections", "load_environments"]
