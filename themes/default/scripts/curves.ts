// Curves of runs: files data/curves/<slug>.js that call one registered function.
import { loadScript } from './dom';

export interface Curve {
  name: string;
  logged: number;
  x: Float64Array;
  y: Float64Array;
}

interface PackedCurve {
  name: string;
  logged: number;
  x: string | number;
  bytes: 4 | 8;
  y: string;
}

declare global {
  interface Window {
    trialpress?: { curves(slug: string, curves: PackedCurve[]): void };
  }
}

const packed = new Map<string, PackedCurve[]>();
const unpacked = new Map<string, Curve[]>();
const requests = new Map<string, Promise<void>>();

export function registerCurves(): void {
  window.trialpress = {
    curves(slug, curves) {
      packed.set(slug, curves);
    },
  };
}

function bytesOf(text: string): DataView {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; ++i) bytes[i] = binary.charCodeAt(i);
  return new DataView(bytes.buffer);
}

function numbersOf(text: string, size: 4 | 8): Float64Array {
  const view = bytesOf(text);
  const numbers = new Float64Array(view.byteLength / size);
  for (let i = 0; i < numbers.length; ++i) {
    numbers[i] = size === 4 ? view.getFloat32(4 * i, true) : view.getFloat64(8 * i, true);
  }
  return numbers;
}

function unpack(curves: PackedCurve[]): Curve[] {
  const result: Curve[] = [];
  for (const curve of curves) {
    const x = typeof curve.x === 'number' ? result[curve.x]?.x : numbersOf(curve.x, 8);
    result.push({ name: curve.name, logged: curve.logged, x: x ?? new Float64Array(), y: numbersOf(curve.y, curve.bytes) });
  }
  return result;
}

/** The curves of a run; loads their file if the page did not. */
export async function curvesOf(slug: string): Promise<Curve[]> {
  if (!packed.has(slug)) {
    if (!/^[a-z0-9-]+$/.test(slug)) throw new Error('no such curves');
    let request = requests.get(slug);
    if (request === undefined) {
      request = loadScript(`${document.body.dataset['root'] ?? ''}data/curves/${slug}.js`);
      requests.set(slug, request);
    }
    await request;
  }
  let curves = unpacked.get(slug);
  if (curves === undefined) {
    curves = unpack(packed.get(slug) ?? []);
    unpacked.set(slug, curves);
  }
  return curves;
}
