"""What a host types, proved by typing it."""
