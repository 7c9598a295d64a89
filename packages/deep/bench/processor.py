"""Seconds of the processor in one call, the best of many that are timed together for a millisecond."""

import math
import time


def best_processor_seconds(run, seconds):
    best = math.inf
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        start = time.process_time()
        count = 0
        passed = 0
        while passed < 1e-3:
            run()
            count += 1
            passed = time.process_time() - start
        best = min(best, passed / count)
    return best
