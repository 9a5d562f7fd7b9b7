//VTK::PositionVC::Dec
in vec3 cornerVSOutput;
