"""The pages people read: what they name exists, what exists is named, and links lead somewhere."""
