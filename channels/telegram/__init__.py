"""Telegram: a bot that members write to, by long polling or by webhook."""
