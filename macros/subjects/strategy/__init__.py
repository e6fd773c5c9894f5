"""Strategies: goals, tasks, money, reports."""
