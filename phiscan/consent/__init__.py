"""Consented faces: who agreed to be shown, where, and until when; and whether a face is theirs.

`consents` says what a consent is and when it holds (pure), `vault` keeps the register encrypted,
`encoder` turns a face into numbers that can be compared, `matching` compares.
"""
