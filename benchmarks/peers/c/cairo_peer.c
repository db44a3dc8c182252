// Cairo's PDF surface: faces, sizes and logo kept, show_text for each string.
#include "measure.h"

#include <cairo-ft.h>
#include <cairo-pdf.h>
#include FT_FREETYPE_H

static cairo_t *context;
static cairo_font_face_t *faces[2];
static cairo_scaled_font_t *fonts[2][64];
static cairo_surface_t *logo_image;

// Sizes are multiples of a half.
static cairo_scaled_font_t *scaled(int bold, double size) {
    cairo_scaled_font_t **font = &fonts[bold][(int)(size * 2)];
    if (!*font) {
        cairo_matrix_t matrix, identity;
        cairo_matrix_init_scale(&matrix, size, size);
        cairo_matrix_init_identity(&identity);
        cairo_font_options_t *options = cairo_font_options_create();
        cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
        cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
        *font = cairo_scaled_font_create(faces[bold], &matrix, &identity, options);
        cairo_font_options_destroy(options);
    }
    return *font;
}

static void text(int bold, double size, double x, double y, const char *s) {
    cairo_set_scaled_font(context, scaled(bold, size));
    cairo_move_to(context, x, y);
    cairo_show_text(context, s);
}

static double text_width(int bold, double size, const char *s) {
    cairo_text_extents_t extents;
    cairo_scaled_font_text_extents(scaled(bold, size), s, &extents);
    return extents.x_advance;
}

// Returns where the next line would stand.
static double wrap(int bold, double size, double x, double y, double width, double lead,
                   const char *s) {
    char line[512] = "", word[128];
    double space = text_width(bold, size, " "), used = 0;
    while (*s) {
        size_t n = strcspn(s, " ");
        memcpy(word, s, n);
        word[n] = 0;
        s += n + (s[n] == ' ');
        double wide = text_width(bold, size, word);
        if (*line && used + space + wide > width) {
            text(bold, size, x, y, line);
            y += lead;
            *line = 0;
            used = 0;
        }
        if (*line) {
            strcat(line, " ");
            used += space;
        }
        strcat(line, word);
        used += wide;
    }
    text(bold, size, x, y, line);
    return y + lead;
}

static void color(double r, double g, double b) { cairo_set_source_rgb(context, r, g, b); }

static void fill(double x, double y, double w, double h) {
    cairo_rectangle(context, x, y, w, h);
    cairo_fill(context);
}

static void frame(double x, double y, double w, double h) {
    cairo_set_source_rgb(context, .04, .27, .63);
    cairo_set_line_width(context, .7);
    cairo_rectangle(context, x, y, w, h);
    cairo_stroke(context);
    cairo_set_source_rgb(context, 0, 0, 0);
}

static void hline(double x0, double x1, double y) {
    cairo_set_source_rgb(context, .8, .8, .8);
    cairo_set_line_width(context, .4);
    cairo_move_to(context, x0, y);
    cairo_line_to(context, x1, y);
    cairo_stroke(context);
    cairo_set_source_rgb(context, 0, 0, 0);
}

static void rects_begin(void) {}

static void rects_add(double x, double y, double w, double h) {
    cairo_rectangle(context, x, y, w, h);
}

static void rects_end(void) { cairo_fill(context); }

static void logo(double x, double y, double w, double h) {
    cairo_save(context);
    cairo_translate(context, x, y);
    cairo_scale(context, w / cairo_image_surface_get_width(logo_image),
                h / cairo_image_surface_get_height(logo_image));
    cairo_set_source_surface(context, logo_image, 0, 0);
    cairo_paint(context);
    cairo_restore(context);
    cairo_set_source_rgb(context, 0, 0, 0);
}

static void page_begin(void) { cairo_set_source_rgb(context, 0, 0, 0); }
static void page_end(void) { cairo_show_page(context); }

#include "layout.h"

static void render(json_t *bill, const char *path) {
    cairo_surface_t *surface = cairo_pdf_surface_create(path, PAGE_WIDTH, PAGE_HEIGHT);
    context = cairo_create(surface);
    draw(bill);
    cairo_destroy(context);
    cairo_surface_finish(surface);
    if (cairo_surface_status(surface)) {
        fprintf(stderr, "%s\n", cairo_status_to_string(cairo_surface_status(surface)));
        exit(1);
    }
    cairo_surface_destroy(surface);
}

int main(int argc, char **argv) {
    const char *files[] = {REGULAR, BOLD};
    FT_Library library;
    if (FT_Init_FreeType(&library)) return 1;
    for (int i = 0; i < 2; i++) {
        FT_Face face;
        if (FT_New_Face(library, files[i], 0, &face)) return 1;
        faces[i] = cairo_ft_font_face_create_for_ft_face(face, FT_LOAD_NO_HINTING);
    }
    logo_image = cairo_image_surface_create_from_png(LOGO);
    return run(argc, argv, "cairo", cairo_version_string(), render);
}
