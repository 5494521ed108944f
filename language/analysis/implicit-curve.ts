/**
 * The curve f(x, y) = 0 followed through its folds: pseudo-arclength continuation in the plane.
 *
 * H. B. Keller, Numerical solution of bifurcation and nonlinear eigenvalue problems, in Applications of Bifurcation
 * Theory (1977) 359–384; E. L. Allgower & K. Georg, Introduction to Numerical Continuation Methods (2003), ch. 2.
 * Both coordinates are dimensionless, of order 1 over what is of interest.
 */
import { shrinkBracket } from './find-root.js';

export type PlaneFunction = (x: number, y: number) => number;

export interface CurvePoint {
  readonly x: number;
  readonly y: number;
  /** Unit tangent, pointing onward. */
  readonly tx: number;
  readonly ty: number;
}

export interface Box {
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
}

/** Why a curve ends: at the border, back where it began, out of points, or where no next point could be found. */
export type CurveEnd = 'border' | 'closed' | 'budget' | 'lost';

export interface Curve {
  readonly points: readonly CurvePoint[];
  readonly end: CurveEnd;
}

const SLOPE_STEP = 1e-6;
const FIRST_STEP = 1e-3;
const LARGEST_STEP = 0.02;
const SMALLEST_STEP = 1e-8;
/** Turn of the tangent in one step, in radians: above the first the step is taken again, below the second it grows. */
const MOST_TURN = 0.15;
const LITTLE_TURN = 0.05;
const NEWTON_STEPS = 12;
const CONVERGED = 1e-13;
/** Rounding may keep corrections from falling further; this far they must. */
const GOOD_ENOUGH = 1e-9;
const MOST_POINTS = 4000;

/** From a point on the curve onward with y rising (direction 1) or falling (−1), until it ends. */
export function traceCurve(f: PlaneFunction, start: { x: number; y: number }, direction: 1 | -1, box: Box): Curve {
  const first = correct(f, start.x, start.y, { tx: 0, ty: direction });
  if (!first) return { points: [], end: 'lost' };
  const points = [first];
  let step = FIRST_STEP;
  while (points.length < MOST_POINTS) {
    const from = points.at(-1)!;
    const next = pointAfter(f, from, step);
    const turn = next ? Math.acos(Math.min(1, from.tx * next.tx + from.ty * next.ty)) : Infinity;
    if (!next || turn > MOST_TURN) {
      step /= 2;
      if (step < SMALLEST_STEP) return { points, end: 'lost' };
      continue;
    }
    if (!isInside(next, box)) {
      points.push(atBorder(f, from, step, box));
      return { points, end: 'border' };
    }
    points.push(next);
    if (points.length > 3 && passes(from, next, first))
      return { points: [...points.slice(0, -1), first], end: 'closed' };
    if (turn < LITTLE_TURN) step = Math.min(LARGEST_STEP, step * 1.5);
  }
  return { points, end: 'budget' };
}

/** The point of the curve near `length` along the tangent of another; undefined where Newton's method finds none. */
export function pointAfter(f: PlaneFunction, from: CurvePoint, length: number): CurvePoint | undefined {
  return correct(f, from.x + length * from.tx, from.y + length * from.ty, from);
}

/** Newton's method along the gradient, the shortest way to the curve. The tangent is turned to agree with `onward`. */
function correct(
  f: PlaneFunction,
  x: number,
  y: number,
  onward: { readonly tx: number; readonly ty: number },
): CurvePoint | undefined {
  let last = Infinity;
  for (let i = 0; i < NEWTON_STEPS; i++) {
    const [gx, gy] = gradient(f, x, y);
    const norm = gx * gx + gy * gy;
    const shift = f(x, y) / norm;
    const length = Math.abs(shift) * Math.sqrt(norm);
    if (!Number.isFinite(length)) return undefined;
    x -= shift * gx;
    y -= shift * gy;
    if (length < CONVERGED || (length >= last && last < GOOD_ENOUGH)) return withTangent(f, x, y, onward);
    last = length;
  }
  return last < GOOD_ENOUGH ? withTangent(f, x, y, onward) : undefined;
}

function withTangent(
  f: PlaneFunction,
  x: number,
  y: number,
  onward: { readonly tx: number; readonly ty: number },
): CurvePoint | undefined {
  const [gx, gy] = gradient(f, x, y);
  const norm = Math.hypot(gx, gy);
  if (!(norm > 0 && norm < Infinity)) return undefined;
  const sign = onward.ty * gx - onward.tx * gy >= 0 ? 1 : -1;
  return { x, y, tx: (-sign * gy) / norm, ty: (sign * gx) / norm };
}

function gradient(f: PlaneFunction, x: number, y: number): [number, number] {
  const h = SLOPE_STEP;
  return [(f(x + h, y) - f(x - h, y)) / (2 * h), (f(x, y + h) - f(x, y - h)) / (2 * h)];
}

function isInside({ x, y }: { readonly x: number; readonly y: number }, box: Box): boolean {
  return x >= box.x[0] && x <= box.x[1] && y >= box.y[0] && y <= box.y[1];
}

/** Where within the step the curve leaves the box. */
function atBorder(f: PlaneFunction, from: CurvePoint, step: number, box: Box): CurvePoint {
  const outside = (length: number): number => {
    const { x, y } = pointAfter(f, from, length) ?? from;
    return Math.max(x - box.x[1], box.x[0] - x, y - box.y[1], box.y[0] - y);
  };
  const { a } = shrinkBracket(outside, { a: 0, fa: Math.min(outside(0), 0), b: step, fb: outside(step) }, 1e-13);
  const found = pointAfter(f, from, a) ?? from;
  const clamp = (value: number, [low, high]: readonly [number, number]): number => Math.min(high, Math.max(low, value));
  return { ...found, x: clamp(found.x, box.x), y: clamp(found.y, box.y) };
}

/** Whether the way from a to b leads over `point`, in its direction. */
function passes(a: CurvePoint, b: CurvePoint, point: CurvePoint): boolean {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const length = Math.hypot(dx, dy);
  const along = ((point.x - a.x) * dx + (point.y - a.y) * dy) / length;
  const aside = Math.abs((point.x - a.x) * dy - (point.y - a.y) * dx) / length;
  return along > 0 && along <= length && aside < length / 10 && b.tx * point.tx + b.ty * point.ty > 0.5;
}
