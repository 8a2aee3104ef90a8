"""The rules of a party, proved."""
