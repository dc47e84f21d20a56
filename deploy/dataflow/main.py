"""What the launcher of the template starts: it lays the job and ends; Dataflow starts the job when it has ended."""

import sys

from pipeline.launch import main

if __name__ == "__main__":
    sys.exit(main())
