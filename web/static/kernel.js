// Tells which of the two trainers runs best here, to the workers and to the
// service worker: trainer.wasm, whose kernel is "simd", or trainer-relaxed.wasm,
// whose kernel is "relaxed": it multiplies and adds in one instruction.
"use strict";

// A module with one function, in which that instruction stands. An engine that
// does not know it finds the module invalid.
const relaxedModule = new Uint8Array([
  0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00, // "\0asm", version 1
  0x01, 0x06, 0x01, //                               section 1, 6 bytes: one type,
  0x60, 0x01, 0x7b, 0x01, 0x7b, //                   function (v128) -> (v128)
  0x03, 0x02, 0x01, 0x00, //                         section 3, 2 bytes: one function, of type 0
  0x0a, 0x0d, 0x01, //                               section 10, 13 bytes: one body,
  0x0b, 0x00, //                                     11 bytes, no locals
  0x20, 0x00, 0x20, 0x00, 0x20, 0x00, //             local.get 0, three times
  0xfd, 0x85, 0x02, //                               f32x4.relaxed_madd
  0x0b, //                                           end
]);

function bestKernel() {
  return WebAssembly.validate(relaxedModule) ? "relaxed" : "simd";
}
