//VTK::PositionVC::Dec
// A cell is a wedge; it is drawn in towards its axis by its energy without touching its points.
in vec3 axisMC;
in vec3 cornerMC;
in float narrowingMC;
out vec3 cornerVSOutput;
