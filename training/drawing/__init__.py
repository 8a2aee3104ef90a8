"""Drawing a composition: one function per thing, in a box of its own, and the land and sky around them."""
