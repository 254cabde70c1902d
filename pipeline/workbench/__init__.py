"""The rule workbench: why a row is there, why one is not, and what a change of rules changed."""
