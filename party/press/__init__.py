"""The write-up: choose, arrange, tell, render, write. Sees only the values handed in: a journal, a state, pictures."""
