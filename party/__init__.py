"""Neural generation parties: a room refines one prompt together and watches the pictures being made."""

__version__ = "0.1.0"
