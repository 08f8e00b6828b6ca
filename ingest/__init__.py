"""Bytes of a published inspection report, to a Document, to the Passages that answers cite."""
