"""The house itself: where things live, how large they are, what they are called, what the docs name."""
