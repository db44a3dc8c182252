// BatchEngine
