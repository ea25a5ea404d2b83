// Keeps what is drawn on the pad before the page's program has arrived, which takes it
// over with takeStrokes().
"use strict";

(() => {
  const strokes = []; // each x and y of its points in turn, in shares of the pad
  let pointer = null; // the one that draws

  function begin(event) {
    if (event.target.id !== "pad" || event.button !== 0 || pointer !== null) return;
    pointer = event.pointerId;
    event.target.setPointerCapture(pointer);
    document.querySelector(".pad-hint")?.remove();
    strokes.push([]);
    extend(event.target, event);
  }

  function move(event) {
    if (event.pointerId !== pointer) return;
    for (const point of event.getCoalescedEvents?.() ?? [event]) extend(event.target, point);
  }

  function end(event) {
    if (event.pointerId === pointer) pointer = null;
  }

  function extend(pad, event) {
    const stroke = strokes[strokes.length - 1];
    const box = pad.getBoundingClientRect();
    stroke.push((event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height);
    paint(pad, stroke.slice(-4));
  }

  // paint paints the newest piece of a stroke as the program will.
  function paint(pad, piece) {
    const pen = pad.getContext("2d");
    pen.lineWidth = pad.dataset.pen * pad.width;
    pen.lineCap = pen.lineJoin = "round";
    pen.beginPath();
    pen.moveTo(piece[0] * pad.width, piece[1] * pad.height);
    pen.lineTo(piece[piece.length - 2] * pad.width, piece[piece.length - 1] * pad.height);
    pen.stroke();
  }

  const listeners = { pointerdown: begin, pointermove: move, pointerup: end, pointercancel: end };
  for (const [event, listener] of Object.entries(listeners)) addEventListener(event, listener);

  window.takeStrokes = () => {
    for (const [event, listener] of Object.entries(listeners)) removeEventListener(event, listener);
    return strokes.splice(0);
  };
})();
