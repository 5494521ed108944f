/**
 * Many integrations of the same equations with different parameters, two at a time in the lanes of vectors. Each lane
 * has its own time and step; the one that is done first takes the next from the queue. The numbers are, to the last
 * bit, those of integrations one by one.
 */
import { Integration, type IntegrationOptions } from './integration.js';
import type { Problem } from './problem.js';
import type { Trajectory } from './trajectory.js';
import type { Kernel } from './wasm/kernel.js';
import { KernelEngine } from './wasm/kernel-engine.js';
import { pairOfSeats, type Seat } from './wasm/seat.js';

export interface SweepJob {
  /** Problems of one model and one experiment share their code; others are integrated one by one. */
  readonly problem: Problem;
  readonly options: IntegrationOptions;
}

export interface SweepResult {
  /** Which job, counted from 0. */
  readonly index: number;
  readonly trajectory: Trajectory;
}

export interface Sweep {
  /** Tries at most about so many steps in each lane. True when all jobs are done. */
  advance(steps: number): boolean;
  /** What has been finished since the last call, in no certain order. */
  takeResults(): SweepResult[];
}

interface Seated {
  readonly seat: Seat;
  integration?: Integration;
  engine?: KernelEngine;
  index: number;
}

/** Jobs are taken from the iterable as lanes become free, so it may make problems as it goes. */
export function sweepKernel(jobs: Iterable<SweepJob>): Sweep {
  const queue = jobs[Symbol.iterator]();
  const results: SweepResult[] = [];
  let taken = 0;
  let kernel: Kernel | undefined;
  let seats: readonly Seated[] = [];
  let alone: { integration: Integration; index: number } | undefined;

  const finish = (index: number, integration: Integration): void =>
    void results.push({ index, trajectory: integration.result() });

  /** Fills a seat; jobs that fit none are left to be run alone. False when there is nothing more to take. */
  const fill = (): boolean => {
    while (!alone) {
      const free = seats.find(({ integration }) => !integration);
      if (kernel && !free) return true;
      const next = queue.next();
      if (next.done) return false;
      const index = taken++;
      const { problem, options } = next.value;
      const code = options.engine === 'reference' || options.method ? undefined : problem.code?.kernel(16);
      if (code && !kernel) {
        kernel = code;
        seats = pairOfSeats(code).map((seat) => ({ seat, index: 0 }));
      }
      const seated = code === kernel ? seats.find(({ integration }) => !integration) : undefined;
      if (!seated || !problem.code || !code) {
        alone = { integration: new Integration(problem, options), index };
        return true;
      }
      seated.index = index;
      seated.integration = new Integration(problem, options, (engineOptions) => {
        return (seated.engine = new KernelEngine(seated.seat, problem, problem.code!.fixedValues(code), engineOptions));
      });
      release(seated);
    }
    return true;
  };
  const release = (seated: Seated): void => {
    const { integration, engine, index } = seated;
    if (!integration?.done) return;
    finish(index, integration);
    engine!.leave();
    delete seated.integration;
    delete seated.engine;
  };
  const advanceSeats = (steps: number): number => {
    const busy = seats.filter(({ integration }) => integration);
    const allowed = Math.min(steps, ...busy.map(({ integration }) => integration!.allowance(steps)));
    if (allowed > 0) {
      busy[0]!.seat.open();
      const left = kernel!.advance(allowed);
      for (const { engine } of busy) engine!.locateChange();
      for (const { integration, engine } of busy) integration!.take(engine!.fetch());
      busy.forEach(release);
      return Math.max(1, allowed - left);
    }
    busy.forEach(release);
    return 1;
  };

  return {
    advance(steps) {
      for (let left = steps; left > 0;) {
        const more = fill();
        if (alone) {
          if (!alone.integration.advance(left)) return false;
          finish(alone.index, alone.integration);
          alone = undefined;
          left--;
        } else if (seats.some(({ integration }) => integration)) left -= advanceSeats(left);
        else if (!more) return true;
      }
      return !alone && !seats.some(({ integration }) => integration) && !fill();
    },
    takeResults: () => results.splice(0),
  };
}
