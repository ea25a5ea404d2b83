package space

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/view/plate"
	"digitlab/web/worker"
)

// Constants of WebGL.
const (
	glTriangles        = 0x0004
	glTriangleStrip    = 0x0005
	glOne              = 1
	glOneMinusSrcAlpha = 0x0303
	glDepthBit         = 0x0100
	glColourBit        = 0x4000
	glGreater          = 0x0204
	glLessEqual        = 0x0203
	glBlend            = 0x0BE2
	glDepthTest        = 0x0B71
	glTexture2D        = 0x0DE1
	glNearest          = 0x2600
	glMagFilter        = 0x2800
	glMinFilter        = 0x2801
	glByte             = 0x1400
	glUnsignedByte     = 0x1401
	glFloat            = 0x1406
	glRGBA             = 0x1908
	glRGBA8            = 0x8058
	glArrayBuffer      = 0x8892
	glStaticDraw       = 0x88E4
	glDynamicDraw      = 0x88E8
	glFragmentShader   = 0x8B30
	glVertexShader     = 0x8B31
	glLinkStatus       = 0x8B82
)

// painter has what it draws in the memory of the graphics card, where it stays until
// there is something newer.
type painter struct {
	gl           app.Value
	cubes, lines program

	places, values, strokes app.Value // buffers
	bytes                   app.Value // a Uint8Array of as many as the values
	count, pictured         int       // cubes, and those of them that are ink
	lineCount               int
	view                    app.Value // a Float32Array of 16
	viewBytes               app.Value // the same memory
}

// program is one of WebGL's, with where its uniforms are.
type program struct {
	value, array app.Value
	uniforms     map[string]app.Value
}

// newPainter returns one for a canvas, nil where the browser has no WebGL 2 or cannot
// make its programs.
func newPainter(canvas app.Value) *painter {
	gl := canvas.Call("getContext", "webgl2", map[string]any{"premultipliedAlpha": true})
	if !gl.Truthy() {
		return nil
	}
	p := &painter{gl: gl}
	if p.begin() {
		return p
	}
	return nil
}

// begin makes programs and buffers, also when the browser has lost them all, and reports
// whether it could.
func (p *painter) begin() bool {
	var made bool
	if p.cubes, made = p.program(cubeVertex, cubeFragment, "view", "eye", "pictured"); !made {
		return false
	}
	if p.lines, made = p.program(lineVertex, lineFragment, "view", "size", "near", "strength"); !made {
		return false
	}
	p.places, p.values, p.strokes = p.buffer(), p.buffer(), p.buffer()
	p.count, p.lineCount, p.bytes = 0, 0, nil
	matrix := app.Window().Get("Float32Array").New(16)
	p.view, p.viewBytes = matrix, bytesOf(matrix)

	p.gl.Call("bindVertexArray", p.cubes.array)
	p.corners(sideCorners())
	p.attribute(0, 3, glByte, 3, 0, 0)
	p.gl.Call("bindBuffer", glArrayBuffer, p.places)
	p.attribute(1, 4, glFloat, 16, 0, 1)
	p.gl.Call("bindBuffer", glArrayBuffer, p.values)
	p.attribute(2, 1, glUnsignedByte, 1, 0, 1)

	p.gl.Call("bindVertexArray", p.lines.array)
	p.corners([]byte{0, 0xff, 0, 1, 1, 0xff, 1, 1}) // 0xff is -1
	p.attribute(0, 2, glByte, 2, 0, 0)
	p.gl.Call("bindBuffer", glArrayBuffer, p.strokes)
	offset := 0
	for i, size := range []int{3, 3, 4, 1} {
		p.attribute(1+i, size, glFloat, 4*lineValues, offset, 1)
		offset += 4 * size
	}

	p.gl.Call("bindTexture", glTexture2D, p.gl.Call("createTexture"))
	p.gl.Call("texParameteri", glTexture2D, glMinFilter, glNearest)
	p.gl.Call("texParameteri", glTexture2D, glMagFilter, glNearest)
	p.gl.Call("blendFunc", glOne, glOneMinusSrcAlpha)
	p.gl.Call("enable", glDepthTest)
	return true
}

// sideCorners are those of two triangles on each of three sides of a cube.
func sideCorners() (corners []byte) {
	const low, high = 0xff, 1
	for axis := range byte(3) {
		for _, c := range [][2]byte{{low, low}, {high, low}, {high, high}, {low, low}, {high, high}, {low, high}} {
			corners = append(corners, axis, c[0], c[1])
		}
	}
	return corners
}

func (p *painter) program(vertex, fragment string, uniforms ...string) (made program, ok bool) {
	made.value = p.gl.Call("createProgram")
	for kind, source := range map[int]string{glVertexShader: vertex, glFragmentShader: fragment} {
		shader := p.gl.Call("createShader", kind)
		p.gl.Call("shaderSource", shader, source)
		p.gl.Call("compileShader", shader)
		p.gl.Call("attachShader", made.value, shader)
	}
	p.gl.Call("linkProgram", made.value)
	if !p.gl.Call("getProgramParameter", made.value, glLinkStatus).Truthy() {
		return made, false
	}
	made.array = p.gl.Call("createVertexArray")
	made.uniforms = map[string]app.Value{}
	for _, name := range uniforms {
		made.uniforms[name] = p.gl.Call("getUniformLocation", made.value, name)
	}
	return made, true
}

func (p *painter) buffer() app.Value { return p.gl.Call("createBuffer") }

// corners binds a new buffer with bytes that do not change.
func (p *painter) corners(bytes []byte) {
	p.gl.Call("bindBuffer", glArrayBuffer, p.buffer())
	p.gl.Call("bufferData", glArrayBuffer, array(bytes), glStaticDraw)
}

// attribute takes one from the buffer that is bound, the next with each vertex or, with a
// divisor of 1, with each cube or line.
func (p *painter) attribute(location, size, kind, stride, offset, divisor int) {
	p.gl.Call("enableVertexAttribArray", location)
	p.gl.Call("vertexAttribPointer", location, size, kind, false, stride, offset)
	p.gl.Call("vertexAttribDivisor", location, divisor)
}

// array returns a Uint8Array.
func array(bytes []byte) app.Value {
	a := app.Window().Get("Uint8Array").New(len(bytes))
	app.CopyBytesToJS(a, bytes)
	return a
}

// bytesOf returns the memory of another typed array as a Uint8Array.
func bytesOf(typed app.Value) app.Value {
	return app.Window().Get("Uint8Array").New(typed.Get("buffer"))
}

// setScene takes other cubes, of which the first are ink. Their values come next.
func (p *painter) setScene(s *scene) {
	p.count, p.pictured = s.cubes, s.slabs[0].Count*s.slabs[0].area()
	p.bytes = app.Window().Get("Uint8Array").New(s.cubes)
	p.gl.Call("bindBuffer", glArrayBuffer, p.places)
	p.gl.Call("bufferData", glArrayBuffer, array(worker.PackFloats(s.places())), glStaticDraw)
	p.gl.Call("bindBuffer", glArrayBuffer, p.values)
	p.gl.Call("bufferData", glArrayBuffer, s.cubes, glDynamicDraw)
}

// setValues takes other values of the cubes.
func (p *painter) setValues(values []byte) {
	app.CopyBytesToJS(p.bytes, values)
	p.gl.Call("bindBuffer", glArrayBuffer, p.values)
	p.gl.Call("bufferSubData", glArrayBuffer, 0, p.bytes)
}

// setLines takes other lines, packed.
func (p *painter) setLines(packed []float32) {
	p.lineCount = len(packed) / lineValues
	p.gl.Call("bindBuffer", glArrayBuffer, p.strokes)
	p.gl.Call("bufferData", glArrayBuffer, array(worker.PackFloats(packed)), glDynamicDraw)
}

// setColours takes those of the theme.
func (p *painter) setColours(palettes *plate.Palettes) {
	var pixels []byte // the rows that the shader reads
	for _, c := range palettes[plate.Ink] {
		pixels = append(pixels, c[:]...)
	}
	for v, c := range palettes[plate.Numbers] {
		c = seen(c, palettes[plate.Trace][255], byte(v))
		pixels = append(pixels, c[:]...)
	}
	p.gl.Call("texImage2D", glTexture2D, 0, glRGBA8, 256, 2, 0, glRGBA, glUnsignedByte, array(pixels))
}

// draw draws all on a canvas of so many pixels.
func (p *painter) draw(c camera, width, height int) {
	app.CopyBytesToJS(p.viewBytes, worker.PackFloats(c.matrix(float64(width)/float64(height)).float32s()))
	eye := c.eye()
	p.gl.Call("viewport", 0, 0, width, height)
	p.gl.Call("clear", glColourBit|glDepthBit)

	p.use(p.cubes)
	p.gl.Call("uniform3f", p.cubes.uniforms["eye"], eye.X, eye.Y, eye.Z)
	p.gl.Call("uniform1i", p.cubes.uniforms["pictured"], p.pictured)
	p.gl.Call("drawArraysInstanced", glTriangles, 0, 18, p.count)

	p.use(p.lines)
	p.gl.Call("uniform2f", p.lines.uniforms["size"], width, height)
	p.gl.Call("uniform1f", p.lines.uniforms["near"], c.near())
	p.gl.Call("enable", glBlend)
	p.gl.Call("depthMask", false)
	p.drawLines(glLessEqual, 1)
	p.drawLines(glGreater, .22) // behind cubes
	p.gl.Call("depthMask", true)
	p.gl.Call("disable", glBlend)
	p.gl.Call("depthFunc", glLessEqual)
}

func (p *painter) use(next program) {
	p.gl.Call("useProgram", next.value)
	p.gl.Call("bindVertexArray", next.array)
	p.gl.Call("uniformMatrix4fv", next.uniforms["view"], false, p.view)
}

func (p *painter) drawLines(depth int, strength float64) {
	p.gl.Call("depthFunc", depth)
	p.gl.Call("uniform1f", p.lines.uniforms["strength"], strength)
	p.gl.Call("drawArraysInstanced", glTriangleStrip, 0, 4, p.lineCount)
}

// end gives the memory back at once: browsers keep a few contexts only.
func (p *painter) end() {
	if lose := p.gl.Call("getExtension", "WEBGL_lose_context"); lose.Truthy() {
		lose.Call("loseContext")
	}
}
