"""Benchmarks: ratios in one run, against the same work without our gates and against bare SQL; no test reads them."""
