// SPDX-License-Identifier: GPL-3.0-or-later
//VTK::PositionVC::Dec
// A cell is a wedge. Its energy draws its sides in towards its axis (size.x) and its style the inner
// and outer faces towards its middle (size.y), without touching its points.
in vec3 axisMC;
in vec3 middleMC;
in vec3 cornerMC;
in vec2 sizeMC;
out vec3 cornerVSOutput;
