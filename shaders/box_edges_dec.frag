// SPDX-License-Identifier: GPL-3.0-or-later
//VTK::PositionVC::Dec
in vec3 cornerVSOutput;
