"""The words of the drawn world: things, colours, places, times, moods, styles, ideas, and what people call them."""
