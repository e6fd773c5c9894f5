"""Knowledge, one folder a subject: rows, rules, pages and files of what the portal tells of."""
