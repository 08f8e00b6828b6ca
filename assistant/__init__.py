"""The pipeline: settings, indexing, retrieval, quoting, answering, command line and pages."""
