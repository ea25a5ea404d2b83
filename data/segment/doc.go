// Package segment cuts what is written into parts that may be digits, more finely
// than needed, and lists the ways to put them together: a lattice, through which a
// network looks for the best path. See LeCun, Bottou, Bengio and Haffner,
// "Gradient-based learning applied to document recognition" (1998), sections V to
// VIII: heuristic over-segmentation and segmentation graphs.
//
// It knows sizes and places, and no network. Drawings are cut between strokes,
// which may cross, pictures between spots of ink and through thin places.
package segment
