"""The parts of the recipe in ../assets.py."""
