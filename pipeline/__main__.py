"""`python -m pipeline` is the command `sasil`, for checkouts that are not installed."""

from pipeline.cli import main

main()
