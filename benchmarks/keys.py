"""Ports and keys of `benchmarks.webhooks`: those that the load program signs with. They open nothing."""

ACCOUNT = "AC" + "0" * 31 + "1"
TOKEN = "perf-auth-token-0123456789abcdef"  # noqa: S105
SECRET = "perf-telegram-secret"  # noqa: S105
BOT = "123456789:AAperfperfperfperfperfperfperfperfpe"
PROVIDER_PORT = 9100
MUJIB_PORT, BARE_PORT = 8400, 8401
