"""The version of newsbeam, in every row of `runs`."""

VERSION = "0.1.0"
