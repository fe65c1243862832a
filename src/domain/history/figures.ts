/** Whole numbers below 2^32, in the fewest bytes that hold the largest of them. */
export type Figures = Uint8Array | Uint16Array | Uint32Array;

/** The same figures, as narrow as they can be. */
export function narrowed(figures: Uint32Array): Figures {
  let largest = 0;
  for (const figure of figures) if (figure > largest) largest = figure;
  if (largest < 2 ** 8) return Uint8Array.from(figures);
  return largest < 2 ** 16 ? Uint16Array.from(figures) : figures;
}
