"""When a macro is replayed by itself, in the words of cron, systemd, launchd and Windows. Read `schedule` first."""
