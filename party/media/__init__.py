"""Pure functions over bytes: labels in and out of picture files, thumbnails, Markdown to safe HTML."""
