"""Pre-upload checks: one file a protocol; those of servers and the drop folder go through gate.py.

A door turns what it was sent into an `Upload`, and the answer into its protocol's words. `files`,
which the command `phiscan hook` runs, asks the Scanner itself.
"""
