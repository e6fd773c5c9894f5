"""The page on which a meeting of organisations is planned in the browser."""
