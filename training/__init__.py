"""How Pochade was made: from a drawn world with captions to the weights the party ships."""
