"""What was indexed, and how to search it: weights, vectors, keywords, generations.

Importing the package loads nothing; each module says what it costs.
"""
