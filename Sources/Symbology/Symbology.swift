// Symbology
