"""Files that hold personal data: encrypted on disk, found only by their owner, gone after a set time."""

from shucai.adapters.sealed_files.cipher import BrokenSeal, seal, unseal
from shucai.adapters.sealed_files.drawer import Drawer, NotThere

__all__ = ["BrokenSeal", "Drawer", "NotThere", "seal", "unseal"]
