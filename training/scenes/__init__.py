"""Scenes made by chance: a composition and a way to tell it in many sentences. Nothing here draws."""
