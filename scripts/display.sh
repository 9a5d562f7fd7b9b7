# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by run, test and screenshots.sh: the display, or one that nobody sees.

# Whether there is a display to show a window on (a local X display may be named and not be there).
have_display() {
    [ -z "${WAYLAND_DISPLAY:-}" ] || return 0
    [ -n "${DISPLAY:-}" ] || return 1
    local number=${DISPLAY#:}
    [ "$number" != "$DISPLAY" ] || return 0
    number=${number%%.*}
    [ -S "/tmp/.X11-unix/X$number" ] || grep -qs "@/tmp/.X11-unix/X$number\$" /proc/net/unix
}

# unseen COMMAND...: runs it on a display of its own, drawn in software.
unseen() {
    env -u WAYLAND_DISPLAY QT_QPA_PLATFORM=xcb LIBGL_ALWAYS_SOFTWARE=1 \
        xvfb-run -a -s "-screen 0 2560x1440x24 +extension GLX +render -noreset" "$@"
}
