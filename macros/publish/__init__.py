"""From the list of all files to the folder of the site."""
