"""Programs that measure Mujib, each beside a reference; thresholds and figures are in docs/reference."""

import os

# as `mujib` does, and before numpy is first imported
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
