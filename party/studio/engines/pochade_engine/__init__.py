"""Pochade: compose, then paint. From a prompt and a seed to a composition, latents, previews and a picture.

Everything that both training and the engine need lives here. Of the party it knows the nouns of a recipe, nothing else.
"""
