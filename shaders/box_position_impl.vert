// SPDX-License-Identifier: GPL-3.0-or-later
  vec3 shrunkMC = middleMC + sizeMC.y * (axisMC - middleMC) + sizeMC.x * (vertexMC.xyz - axisMC);
  vec4 cellMC = vec4(shrunkMC, 1.0);
  cornerVSOutput = cornerMC;
  vertexVCVSOutput = MCVCMatrix * cellMC;
  gl_Position = MCDCMatrix * cellMC;
