"""What others give us, brought into the form of the portal: one kind of file a module."""
