"""The rules by topic. Each file ends in its table: command, rule, who may, and whether a pause or the end bars it."""
