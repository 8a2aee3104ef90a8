"""Proofs about the write-up."""
