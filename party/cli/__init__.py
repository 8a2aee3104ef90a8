"""The command line: what a host types. Here, and only here, the parts of the house are chosen and joined."""
