"""Renders labelled photos of invented people: to try a policy on, to measure with, to train on.

Scanning never imports this package. It needs the extra `phiscan[synth]` (Faker, for the names).
"""
