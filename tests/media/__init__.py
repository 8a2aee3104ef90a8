"""Proofs about bytes: labels, thumbnails, Markdown."""
