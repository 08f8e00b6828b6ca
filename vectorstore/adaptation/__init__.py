"""Teaching the small encoder the words of the sector: training data, training, what is shipped.

Nothing here is imported to answer a question; ``vectorstore.adapter`` reads what it leaves.
"""
