// Haru
