"""The record of a party: a journal of facts, the words beside them, and the pictures.

Knows the core's values and nothing of those who run a party. Facts are never changed; words can be removed.
"""
