// libharu through its public functions: one handle for all bills, so that what it keeps is kept;
// single-byte CP1252 fonts, half the time of its UTF-8 encoder; a path for all modules.
//
// It has no way to keep a font from one document to the next, so both are loaded for each.
#include "measure.h"

#include <hpdf.h>

static HPDF_Doc document;
static HPDF_Page page;
static HPDF_Font fonts[2];
static HPDF_Image logo_image;

static void fail(HPDF_STATUS error, HPDF_STATUS detail, void *user) {
    (void)user;
    fprintf(stderr, "libharu error %04lx %lu\n", (unsigned long)error, (unsigned long)detail);
    exit(1);
}

// UTF-8 to CP1252: Latin-1 and the en dash, which is all that the bill has.
static const char *encoded(const char *s) {
    static char text[2048];
    char *out = text;
    for (const unsigned char *p = (const unsigned char *)s; *p;) {
        if (*p < 0x80) {
            *out++ = (char)*p++;
        } else if (*p < 0xE0) {
            *out++ = (char)((*p & 3) << 6 | (p[1] & 63));
            p += 2;
        } else {
            *out++ = (char)0x96;
            p += 3;
        }
    }
    *out = 0;
    return text;
}

static void show(double x, double y, const char *s) {
    HPDF_Page_BeginText(page);
    HPDF_Page_TextOut(page, (HPDF_REAL)x, (HPDF_REAL)(841.89 - y), s);
    HPDF_Page_EndText(page);
}

static void text(int bold, double size, double x, double y, const char *s) {
    HPDF_Page_SetFontAndSize(page, fonts[bold], (HPDF_REAL)size);
    show(x, y, encoded(s));
}

static double text_width(int bold, double size, const char *s) {
    HPDF_Page_SetFontAndSize(page, fonts[bold], (HPDF_REAL)size);
    return HPDF_Page_TextWidth(page, encoded(s));
}

// Returns where the next line would stand.
static double wrap(int bold, double size, double x, double y, double width, double lead,
                   const char *s) {
    char line[512];
    HPDF_Page_SetFontAndSize(page, fonts[bold], (HPDF_REAL)size);
    for (const char *p = encoded(s); *p; y += lead) {
        HPDF_UINT n = HPDF_Page_MeasureText(page, p, (HPDF_REAL)width, HPDF_TRUE, NULL);
        if (!n) n = (HPDF_UINT)strlen(p);
        memcpy(line, p, n);
        line[n] = 0;
        show(x, y, line);
        p += n;
    }
    return y;
}

static void color(double r, double g, double b) {
    HPDF_Page_SetRGBFill(page, (HPDF_REAL)r, (HPDF_REAL)g, (HPDF_REAL)b);
}

static void rectangle(double x, double y, double w, double h) {
    HPDF_Page_Rectangle(page, (HPDF_REAL)x, (HPDF_REAL)(841.89 - y - h), (HPDF_REAL)w,
                        (HPDF_REAL)h);
}

static void fill(double x, double y, double w, double h) {
    rectangle(x, y, w, h);
    HPDF_Page_Fill(page);
}

static void frame(double x, double y, double w, double h) {
    HPDF_Page_SetRGBStroke(page, .04f, .27f, .63f);
    HPDF_Page_SetLineWidth(page, .7f);
    rectangle(x, y, w, h);
    HPDF_Page_Stroke(page);
}

static void hline(double x0, double x1, double y) {
    HPDF_Page_SetRGBStroke(page, .8f, .8f, .8f);
    HPDF_Page_SetLineWidth(page, .4f);
    HPDF_Page_MoveTo(page, (HPDF_REAL)x0, (HPDF_REAL)(841.89 - y));
    HPDF_Page_LineTo(page, (HPDF_REAL)x1, (HPDF_REAL)(841.89 - y));
    HPDF_Page_Stroke(page);
}

static void rects_begin(void) {}
static void rects_add(double x, double y, double w, double h) { rectangle(x, y, w, h); }
static void rects_end(void) { HPDF_Page_Fill(page); }

static void logo(double x, double y, double w, double h) {
    HPDF_Page_DrawImage(page, logo_image, (HPDF_REAL)x, (HPDF_REAL)(841.89 - y - h), (HPDF_REAL)w,
                        (HPDF_REAL)h);
}

static void page_begin(void) {
    page = HPDF_AddPage(document);
    HPDF_Page_SetWidth(page, 595.28f);
    HPDF_Page_SetHeight(page, 841.89f);
}

static void page_end(void) {}

#include "layout.h"

static HPDF_Font font(const char *file) {
    return HPDF_GetFont(document, HPDF_LoadTTFontFromFile(document, file, HPDF_TRUE), "CP1252");
}

static void render(json_t *bill, const char *path) {
    HPDF_NewDoc(document);
    HPDF_SetCompressionMode(document, HPDF_COMP_ALL);
    fonts[0] = font(REGULAR);
    fonts[1] = font(BOLD);
    logo_image = HPDF_LoadPngImageFromFile(document, LOGO);
    draw(bill);
    HPDF_SaveToFile(document, path);
    HPDF_FreeDoc(document);
}

int main(int argc, char **argv) {
    document = HPDF_New(fail, NULL);
    return run(argc, argv, "libharu", HPDF_GetVersion(), render);
}
