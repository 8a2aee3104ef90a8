"""Tests, one directory for each room. A docstring is the fact proved."""
