"""How fast: phiscan beside its peers and beside the floor, on the same photos in one run."""
