"""The embedded model "mini": explicit instructions, read and carried out without anything trained or downloaded."""

from model.mini.policy import Mini

__all__ = ["Mini"]
