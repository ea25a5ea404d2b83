package space

import "fmt"

// Each cube is the three sides of it that can be seen: corner has the axis that a side
// is across, and where on it the corner is along the two others.
var cubeVertex = fmt.Sprintf(`#version 300 es
layout(location = 0) in vec3 corner;
layout(location = 1) in vec4 place;
layout(location = 2) in float value;
uniform mat4 view;
uniform vec3 eye;
uniform int pictured;
uniform sampler2D colours;
out vec3 colour;

void main() {
	bool ink = gl_InstanceID < pictured;
	float share = sqrt(min(abs(value - 128.) / 127., 1.));
	float extent = place.w / 2. * (ink ? %.3f : mix(%.3f, %.3f, share));
	int axis = int(corner.x);
	float front = eye[axis] < place[axis] ? -1. : 1.;
	vec3 at = axis == 0 ? vec3(front, corner.yz) : axis == 1 ? vec3(corner.y, front, corner.z) : vec3(corner.yz, front);
	gl_Position = view * vec4(place.xyz + extent * at, 1.);
	float light = axis == 0 ? 1. : axis == 1 ? .9 : .76;
	colour = light * texelFetch(colours, ivec2(int(value + .5), ink ? 0 : 1), 0).rgb;
}`, inkSide, leastSide, largestSide)

const cubeFragment = `#version 300 es
precision mediump float;
in vec3 colour;
out vec4 painted;

void main() {
	painted = vec4(colour, 1.);
}`

// A line is as wide wherever it goes: corner says at which end one is, and on which side.
const lineVertex = `#version 300 es
layout(location = 0) in vec2 corner;
layout(location = 1) in vec3 from;
layout(location = 2) in vec3 to;
layout(location = 3) in vec4 ink;
layout(location = 4) in float width;
uniform mat4 view;
uniform vec2 size;
uniform float near;
uniform float strength;
out vec4 colour;

void main() {
	vec4 a = view * vec4(from, 1.), b = view * vec4(to, 1.);
	if (a.w < near && b.w > near) a = mix(a, b, (near - a.w) / (b.w - a.w));
	if (b.w < near && a.w > near) b = mix(b, a, (near - b.w) / (a.w - b.w));
	vec2 along = (b.xy / b.w - a.xy / a.w) * size;
	vec2 sideways = vec2(-along.y, along.x) / max(length(along), 1e-6);
	gl_Position = corner.x < .5 ? a : b;
	gl_Position.xy += sideways * corner.y * width / size * gl_Position.w;
	colour = strength * ink;
}`

const lineFragment = `#version 300 es
precision mediump float;
in vec4 colour;
out vec4 painted;

void main() {
	painted = colour;
}`
