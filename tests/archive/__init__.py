"""Proofs about the record of a party."""
