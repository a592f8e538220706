"""The services, a file each: adding one is one file here and one fixture."""
