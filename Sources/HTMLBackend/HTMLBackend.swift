// HTMLBackend
