"""Running parties, proved on real journals; failing disks and the flow of time are the only stand-ins."""
