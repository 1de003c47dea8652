"""Run the command line as `python -m report_lib`."""

import sys

from report_lib.cli import main

sys.exit(main())
