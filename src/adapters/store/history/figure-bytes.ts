import { endianness } from 'node:os';
import type { Figures } from '../../../domain/history/usage-day.js';

/** Figures as bytes, little-endian, as narrow as they are. */
export function bytesOf(figures: Figures): Buffer {
  return littleEndian(Buffer.from(figures.slice().buffer), figures.BYTES_PER_ELEMENT);
}

/** The figures in such bytes, whose length tells how narrow they are; null when they do not hold that many. */
export function figuresIn(bytes: unknown, count: number): Figures | null {
  if (!Buffer.isBuffer(bytes)) return null;
  if (count === 0) return bytes.length === 0 ? new Uint8Array(0) : null;
  const width = bytes.length / count;
  if (width !== 1 && width !== 2 && width !== 4) return null;
  // A copy of its own: what SQLite gives need not be aligned.
  const { buffer } = Uint8Array.from(littleEndian(bytes, width));
  return width === 1
    ? new Uint8Array(buffer)
    : width === 2
      ? new Uint16Array(buffer)
      : new Uint32Array(buffer);
}

function littleEndian(bytes: Buffer, width: number): Buffer {
  if (width === 1 || endianness() === 'LE') return bytes;
  return width === 2 ? bytes.swap16() : bytes.swap32();
}
