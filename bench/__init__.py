"""What a party costs: pages, pictures, write-ups and the record, measured on this machine and never asserted."""
