"""What each event changes, room by room; `core.evolve` joins them."""
