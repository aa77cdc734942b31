"""Parts of the recipe in ../assets.py."""
