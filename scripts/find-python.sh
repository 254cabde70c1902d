#!/bin/sh
# Prints the first Python >= 3.11 with venv; PYTHON=... names one to use instead.
for candidate in ${PYTHON:-python3.13 python3.12 python3.11 python3 python}; do
    if "$candidate" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        echo "$candidate"
        exit 0
    fi
done
echo "sasil needs Python 3.11 or newer with its venv module, and found none." >&2
echo "Install it (Debian/Ubuntu: apt install python3 python3-venv; macOS: brew install python@3.13)," >&2
echo "or name one: make setup PYTHON=/path/to/python3.11" >&2
exit 1
