"""Parties held in a real browser against a real server with the shipped model."""
