"""The studio is tested with its real model and its real process."""
