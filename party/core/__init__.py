"""The rules of a party as pure values.

`(state, command) -> events | refusal` and `(state, entry) -> state`. Standard library and rpds-py only: no clock, no
dice, no disk, no network; the keeper hands in time, ids and seeds.
"""
