"""How Pochade was made: words, scenes, and the whole chain of training at toy size."""
