"""Measures phiscan: accuracy on rendered photos, speed, faces and codes on real ones."""
