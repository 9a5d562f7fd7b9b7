// SPDX-License-Identifier: GPL-3.0-or-later
//VTK::Light::Impl
  // On a face one coordinate is +-1 everywhere; the second largest says how near an edge is.
  vec3 cellCoordinate = abs(cornerVSOutput);
  float edgeCoordinate =
      max(min(cellCoordinate.x, cellCoordinate.y),
          min(max(cellCoordinate.x, cellCoordinate.y), cellCoordinate.z));
  float pixel = max(fwidth(edgeCoordinate), 1e-6);
  float edgeDistance = (1.0 - edgeCoordinate) / pixel;
  float edge = 1.0 - smoothstep(0.6, 1.6, edgeDistance);
  // Cells a few pixels wide would be all edge.
  edge *= 0.55 * (1.0 - smoothstep(0.08, 0.30, pixel));
  gl_FragData[0].rgb *= 1.0 - edge;
