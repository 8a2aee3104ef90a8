"""The words of the drawn world: things, colors, places, times, moods, styles, ideas, and what people call them."""
