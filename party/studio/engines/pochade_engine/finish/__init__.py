"""The finish: moods and styles laid over a clean picture by image processing. Not learned, and called what it is."""
