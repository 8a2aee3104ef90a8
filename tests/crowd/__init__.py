"""Crowds that act, drop and come back, and servers killed under them."""
