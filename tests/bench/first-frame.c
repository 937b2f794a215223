/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sluice-config.h"

/* first-frame PROGRAM...: starts it and prints the milliseconds from there to its first window on the
 * screen, to the first pixel painted in it and to its page showing something, and MiB of memory two
 * seconds later. */

#include "bench.h"

#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <signal.h>
#include <string.h>

#define LONGEST_MS 20000
#define SETTLE_US  (2 * G_USEC_PER_SEC)
#define PAUSE_US   500
#define HEADER     48
#define MARGIN     24

/* A window may go while it is looked at. */
static int
on_display_error_cb (Display *display, XErrorEvent *event)
{
  return 0;
}

/* Small windows are helpers, and what takes input only is never painted. */
static gboolean
is_main_window (Display *display, Window window, XWindowAttributes *attributes)
{
  return XGetWindowAttributes (display, window, attributes) && attributes->class == InputOutput &&
         attributes->width >= 200 && attributes->height >= 200;
}

static Window
wait_until_mapped (Display *display, gint64 start, XWindowAttributes *attributes)
{
  while (bench_since (start) < LONGEST_MS)
    {
      XEvent event;

      if (XPending (display) == 0)
        {
          g_usleep (PAUSE_US);
          continue;
        }
      XNextEvent (display, &event);
      if (event.type == MapNotify && is_main_window (display, event.xmap.window, attributes))
        return event.xmap.window;
    }
  return None;
}

/* Whether the header, which is painted with the first frame, is no longer black. */
static gboolean
is_painted (Display *display, Window window, const XWindowAttributes *attributes)
{
  XImage *image =
      XGetImage (display, window, attributes->width / 2, HEADER / 2, 1, 1, AllPlanes, ZPixmap);
  gboolean painted;

  if (image == NULL)
    return FALSE;
  painted = (XGetPixel (image, 0, 0) & 0xffffff) != 0;
  XDestroyImage (image);
  return painted;
}

/* Whether the page beside the sidebar has more than its one background colour: words, cards, rows. */
static gboolean
shows_a_page (Display *display, Window window, const XWindowAttributes *attributes)
{
  int left = attributes->width / 2;
  int width = attributes->width - left - MARGIN;
  int height = attributes->height - 2 * HEADER - MARGIN;
  XImage *image = XGetImage (display, window, left, 2 * HEADER, width, height, AllPlanes, ZPixmap);
  gboolean differs = FALSE;

  if (image == NULL)
    return FALSE;
  for (int y = 0; y < height && !differs; y++)
    for (int x = 0; x < width && !differs; x++)
      differs = XGetPixel (image, x, y) != XGetPixel (image, 0, 0);
  XDestroyImage (image);
  return differs;
}

typedef gboolean (*Look) (Display *display, Window window, const XWindowAttributes *attributes);

/* Returns: milliseconds since @start when @look first saw it */
static double
wait_until_seen (Look look,
                 Display *display,
                 Window window,
                 const XWindowAttributes *attributes,
                 gint64 start)
{
  while (window != None && !look (display, window, attributes) && bench_since (start) < LONGEST_MS)
    g_usleep (PAUSE_US);
  return bench_since (start);
}

static double
read_memory (const char *process)
{
  g_autofree char *path = g_strdup_printf ("/proc/%s/smaps_rollup", process);
  g_autofree char *text = NULL;
  const char *line;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return 0;
  line = strstr (text, "Rss:");
  return line != NULL ? g_ascii_strtod (line + strlen ("Rss:"), NULL) / 1024.0 : 0;
}

int
main (int argc, char **argv)
{
  Display *display = XOpenDisplay (NULL);
  g_autoptr (GSubprocess) process = NULL;
  XWindowAttributes attributes;
  double mapped;
  double painted;
  double page;
  Window window;
  gint64 start;

  g_return_val_if_fail (argc > 1 && display != NULL, 2);
  XSetErrorHandler (on_display_error_cb);
  XSelectInput (display, DefaultRootWindow (display), SubstructureNotifyMask);
  XSync (display, False);
  start = g_get_monotonic_time ();
  process = g_subprocess_newv ((const char *const *) argv + 1, G_SUBPROCESS_FLAGS_NONE, NULL);
  g_return_val_if_fail (process != NULL, 1);
  window = wait_until_mapped (display, start, &attributes);
  mapped = bench_since (start);
  painted = wait_until_seen (is_painted, display, window, &attributes, start);
  page = wait_until_seen (shows_a_page, display, window, &attributes, start);
  g_print ("%.1f %.1f %.1f ", mapped, painted, page);
  g_usleep (SETTLE_US);
  g_print ("%.1f\n", read_memory (g_subprocess_get_identifier (process)));
  g_subprocess_send_signal (process, SIGTERM);
  g_subprocess_wait (process, NULL, NULL);
  return window != None ? 0 : 1;
}
