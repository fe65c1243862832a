import { endianness } from 'node:os';

/** Bytes of a figure: the fewest that hold the largest of them. */
const widths = { 1: Uint8Array, 2: Uint16Array, 4: Uint32Array } as const;
type Width = keyof typeof widths;

/** Figures below 2^32 as base64, little-endian and as narrow as the largest of them allows. */
export function figuresText(figures: Uint32Array): string {
  let largest = 0;
  for (const figure of figures) if (figure > largest) largest = figure;
  const width: Width = largest < 2 ** 8 ? 1 : largest < 2 ** 16 ? 2 : 4;
  const bare = Buffer.from(widths[width].from(figures).buffer);
  return littleEndian(bare, width).toString('base64');
}

/** The figures that such a text holds; null when it does not hold that many. Its length tells how wide they are. */
export function figuresIn(text: unknown, count: number): Uint32Array | null {
  if (typeof text !== 'string') return null;
  const bare = Buffer.from(text, 'base64');
  if (count === 0) return bare.length === 0 ? new Uint32Array(0) : null;
  const width = bare.length / count;
  if (width !== 1 && width !== 2 && width !== 4) return null;
  // A copy of its own: the pool that small buffers come from is not aligned.
  const copy = Uint8Array.from(littleEndian(bare, width)).buffer;
  return Uint32Array.from(new widths[width](copy));
}

function littleEndian(bare: Buffer, width: Width): Buffer {
  if (width === 1 || endianness() === 'LE') return bare;
  return width === 2 ? bare.swap16() : bare.swap32();
}
