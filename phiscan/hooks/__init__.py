"""Pre-upload checks: one file a protocol, all over the same Scanner."""
