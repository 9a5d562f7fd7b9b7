// SPDX-License-Identifier: GPL-3.0-or-later
//VTK::Color::Impl
  // A sphere lit from the eye, with an edge of one soft pixel.
  float radiusSquared = dot(offsetVCVSOutput, offsetVCVSOutput);
  float radiusPixel = fwidth(sqrt(radiusSquared));
  float coverage = 1.0 - smoothstep(1.0 - 1.5 * radiusPixel, 1.0, sqrt(radiusSquared));
  if (coverage <= 0.0) { discard; }
  float facing = sqrt(max(0.0, 1.0 - radiusSquared));
  float shade = mix(0.45, 1.0, facing);
  ambientColor *= shade;
  diffuseColor *= shade;
  opacity *= coverage;
