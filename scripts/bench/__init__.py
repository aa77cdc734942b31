"""What scripts/bench-reload is made of. Python's standard library only."""
