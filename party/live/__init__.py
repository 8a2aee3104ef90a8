"""Running sessions: one keeper each, bounded outboxes, presence, jobs and the clock."""
