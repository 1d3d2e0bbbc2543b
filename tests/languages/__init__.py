"""Words of the interface in other languages: whole, and used everywhere."""
