  vec4 cellMC = vec4(mix(axisMC, vertexMC.xyz, narrowingMC), 1.0);
  cornerVSOutput = cornerMC;
  vertexVCVSOutput = MCVCMatrix * cellMC;
  gl_Position = MCDCMatrix * cellMC;
