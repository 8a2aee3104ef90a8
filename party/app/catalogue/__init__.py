"""The starter catalogue: TOML files of chips, question cards, themes and names, one line for each language.

`reading` makes values of the files, a host's own among them; `serving` sends them out.
"""
