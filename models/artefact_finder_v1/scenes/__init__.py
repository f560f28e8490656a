"""Scenes to learn from: artefacts of every make, and what is mistaken for them, put into photos.

Only training and the benchmark use this. Things are drawn with phiscan.synth's canvas, fonts and
props at the few hundred pixels the network sees, far more varied than phiscan.synth's photos are.
"""
