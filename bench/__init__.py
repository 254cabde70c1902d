"""Times the whole extraction against bare Kiwi, the floor of any Korean pipeline with morphemes."""
