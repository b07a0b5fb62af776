"""The record: reports and events on disk, in SQLite or PostgreSQL."""
