#pragma once
#include <qrencode.h>

// Exported by libqrencode 4 but not in its header; tests force the mask and ask for N1 to N3 with them.
extern QRcode *QRcode_encodeMask(QRinput *input, int mask);
extern int Mask_evaluateSymbol(int width, unsigned char *frame);
