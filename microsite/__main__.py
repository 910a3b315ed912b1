"""`python -m microsite`: the same as the command `microsite`."""

from microsite.cli import main

main()
