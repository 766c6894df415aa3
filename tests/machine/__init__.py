"""Random lives of many cases, against the real dispatch: whatever people do, nothing is lost, leaked or faked."""
